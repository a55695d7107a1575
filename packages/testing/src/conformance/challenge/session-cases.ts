import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { answers, GARBAGE, hangs, rejects, throws } from '../../faults.js';
import type { ChallengeCase } from './challenge-case.js';
import type { Stage } from './fixture.js';
import { expectRefusedWith, failureFirst, late, losesItsAnswer, type StandIn } from './stubs.js';

/** What the state store and the clock of the session may do instead of working. */
export const WORLD_CASES: readonly ChallengeCase[] = [
  {
    name: 'denies when the state store fails',
    proves:
      'Each operation that it uses throws, rejects, hangs, fails and then answers, answers too late, or works and loses its answer: never a pass.',
    async run(stage) {
      for (const name of await operationsOf(stage))
        for (const [fault, standIn] of Object.entries(STORE_FAULTS))
          await expectRefusedWith(stage, name, standIn, fault);
    },
  },
  {
    name: 'denies when the state store answers garbage',
    proves: 'What no store can answer, and a value that nobody has set, approve nothing.',
    async run(stage) {
      // Nothing, and a number, are what a store may answer.
      const garbage = GARBAGE.filter((value) => value !== undefined && value !== null && typeof value !== 'number');
      const wrong = { 'state.get': [...garbage, ...FOREIGN_RECORDS], 'state.compareAndSet': garbage };
      const used = await operationsOf(stage);
      for (const [name, found] of Object.entries(wrong).filter(([operation]) => used.has(operation))) {
        for (const answer of found) {
          await expectRefusedWith(stage, name, async () => await answers(answer)(), `answers ${inspect(answer)}`);
        }
      }
    },
  },
  {
    name: 'denies when the clock fails',
    proves: 'A clock that throws or tells no time approves nothing: nobody knows whether there is any left.',
    async run(stage) {
      for (const [fault, time] of Object.entries(CLOCK_FAULTS)) {
        const presentation = await stage.play(undefined, {}, { time });
        if (presentation.world.wrongReadings > 0)
          assert(!presentation.passed, `It must not pass when the clock ${fault}.`);
      }
    },
  },
];

const STORE_FAULTS: Readonly<Record<string, StandIn>> = {
  throws: throws(),
  rejects: rejects(),
  hangs: hangs(),
  'works and loses its answer': losesItsAnswer,
  'fails and then answers': failureFirst,
  'answers too late': late,
};

const CLOCK_FAULTS: Readonly<Record<string, () => number>> = {
  throws: throws(),
  'tells no time': () => Number.NaN,
};

/** Values that a challenge finds under its own key, and has not written. */
const FOREIGN_RECORDS: readonly unknown[] = [true, 'approved', { passed: true, verdict: 'approved' }].map((value) => ({
  value,
  version: 1,
}));

/** The operations of the state store that the first passing scenario uses. */
async function operationsOf(stage: Stage): Promise<ReadonlySet<string>> {
  return new Set((await stage.play()).world.calls.filter((call) => call.startsWith('state.')));
}
