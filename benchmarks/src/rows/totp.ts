import { createHash } from 'node:crypto';
import { TOTPChallenge } from '@attesta/challenge-totp';
import { createActionContext, MemoryStateStore, systemClock } from '@attesta/core';
import { createClock } from '@attesta/core/authoring';
import { createRiskAssessment } from '@attesta/core/scorers';
import { createSession } from '@attesta/testing';
import { generateSync, ScureBase32Plugin, verifySync } from 'otplib';
import { ratioOf } from '../measure/ratio.js';
import type { Group } from '../row.js';

const PERIOD = 30;
/** Of `codeValidWindow: 1`: the current step and the one before. */
const STEPS_TRIED = 2;
const START = Date.UTC(2026, 0, 5, 9);

const secret = new ScureBase32Plugin().encode(createHash('sha256').update('ada').digest().subarray(0, 20));
const codes = Array.from({ length: 500 }, (_, step) => generateSync({ secret, epoch: START / 1000 + step * PERIOD }));
const challenge = new TOTPChallenge({ secretProvider: () => secret });
const context = createActionContext({ functionName: 'delete_tree', args: ['notes'] });
const risk = createRiskAssessment({ level: 'critical', score: 0.9, factors: [], scorer: 'benchmark' });

/** What a code costs: each is right and used once, so time moves on by a step for each. */
export const TOTP: Group = {
  title: 'The TOTP challenge',
  method: `The whole challenge, ${STEPS_TRIED} steps tried (the default window), over as many bare verifications of one step each; secret and code are those of the challenge.`,
  rows: [
    {
      id: 'totp/challenge',
      what: 'a right code: asked for, checked, spent',
      over: 'otplib verifying as many steps',
      target: { atMost: 1.5, stated: '1.5 times for each step tried' },
      measure: (budget) => ratioOf(presentations(), verifications(), budget),
    },
  ],
};

function presentations(): () => Promise<void> {
  let step = 0;
  let session = operatorsSession(() => step);
  return async () => {
    step += 1;
    if (step === codes.length) {
      step = 0;
      session = operatorsSession(() => step);
    }
    const { passed } = await challenge.present(context, risk, session);
    if (!passed) throw new Error('The right code was refused.');
  };
}

function operatorsSession(stepNow: () => number): ReturnType<typeof createSession> {
  return createSession({
    operator: { id: 'ada' },
    state: new MemoryStateStore(),
    clock: createClock({ ...systemClock, wall: () => START + stepNow() * PERIOD * 1000 }),
    interaction: { show() {}, ask: async () => ({ status: 'answered', value: codes[stepNow()] ?? '' }) },
  });
}

function verifications(): () => void {
  let step = 0;
  return () => {
    step = (step + 1) % codes.length;
    for (let tried = 0; tried < STEPS_TRIED; tried += 1) {
      verifySync({
        secret,
        token: codes[step] ?? '',
        epoch: START / 1000 + (step + tried) * PERIOD,
        epochTolerance: 0,
      });
    }
  };
}
