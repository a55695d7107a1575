import { Attesta } from '@attesta/core';
import { bare, bareCall } from '../measure/bare.js';
import { ratioOf } from '../measure/ratio.js';
import type { Group } from '../row.js';

// No audit log, approved automatically: what every harmless call pays. The scorer has rows and targets of its own.
const { gate } = new Attesta();
const readGated = gate({ name: 'read_file', risk: 'low' }, bareCall);
const readScored = gate({ name: 'read_file' }, bareCall);
const find = async (query: object): Promise<number> => Object.keys(query).length;
const findGated = gate({ name: 'find_rows', risk: 'low' }, find);

const small = { table: 'orders', limit: 10, archived: false };
const nested = {
  rows: Array.from({ length: 26 }, (_, id) => ({
    id,
    name: `customer ${id}`,
    tags: ['new', 'eu'],
    mail: `${id}@x.org`,
  })),
};

/** What a call costs that nobody has to approve. */
export const GATE: Group = {
  title: 'A gated call, approved automatically, without an audit log',
  method:
    'One process, one call after the other, each awaited; no renderer. The level is set for the function, unless a row says so.',
  rows: [
    {
      id: 'gate/flat',
      what: 'a flat argument',
      over: 'the bare async call',
      target: { atMost: 15, stated: '15 times' },
      measure: (budget) => ratioOf(() => readGated('notes/today.txt'), bare, budget),
    },
    {
      id: 'gate/flat-scored',
      what: 'a flat argument, judged by the default scorer',
      over: 'the bare async call',
      target: { atMost: 35, stated: '15 times, and 20 for the scorer' },
      measure: (budget) => ratioOf(() => readScored('notes/today.txt'), bare, budget),
    },
    {
      id: 'gate/small-object',
      what: 'a small object',
      over: 'the bare async call',
      target: { atMost: 60, stated: '60 times' },
      measure: (budget) =>
        ratioOf(
          () => findGated(small),
          () => find(small),
          budget,
        ),
    },
    {
      id: 'gate/nested',
      what: `${JSON.stringify(nested).length} bytes of nested arguments`,
      over: 'a JSON round trip of them',
      target: { atMost: 3, stated: '3 times' },
      measure: (budget) =>
        ratioOf(
          () => findGated(nested),
          () => JSON.parse(JSON.stringify(nested)),
          budget,
        ),
    },
  ],
};
