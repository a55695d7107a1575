import { InteractionRenderer } from '@attesta/challenges';
import { Attesta, type Interaction } from '@attesta/core';
import { bare, bareCall, bareCalls } from '../measure/bare.js';
import { ratioOf } from '../measure/ratio.js';
import type { Group } from '../row.js';

// The least that an interaction can do, so that the gate's own work is what is measured.
const yes: Interaction = {
  show() {},
  ask: async () => ({ status: 'answered', value: true }),
};
const renderer = new InteractionRenderer(yes, { operator: { id: 'ada' } });
const confirmed = new Attesta({ renderer }).gate({ name: 'write_file', risk: 'medium' }, bareCall);

/** What the gate adds to the time that a person takes. */
export const CHALLENGE: Group = {
  title: 'A gated call with a challenge',
  method:
    'A confirmation, answered yes at once by a script; the screen, the session and the decision are those of a real one.',
  rows: [
    {
      id: 'challenge/confirm',
      what: 'a confirmation answered by a script',
      over: 'the bare async call',
      target: { atMost: bareCalls(25), stated: '25 us' },
      measure: (budget) => ratioOf(() => confirmed('notes/today.txt'), bare, budget),
    },
  ],
};
