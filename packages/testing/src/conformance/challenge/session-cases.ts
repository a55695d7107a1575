import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { faults } from '../../faults.js';
import type { ChallengeCase, Harness } from './harness.js';
import { expectRefusedWith, failureFirst, late, rejectsAfterwards, type Stub } from './stubs.js';

/** What the state store and the clock of the session may do instead of working. */
export const SESSION_CASES: readonly ChallengeCase[] = [
  {
    name: 'denies when the state store fails',
    proves:
      'Each operation that it uses throws, rejects, hangs, fails and then answers, answers too late, or works and loses its answer: never a pass.',
    async run(harness) {
      for (const name of await operationsOf(harness))
        for (const [fault, stub] of Object.entries(STORE_FAULTS)) await expectRefusedWith(harness, name, stub, fault);
    },
  },
  {
    name: 'denies when the state store answers garbage',
    proves: 'What no store can answer, and a value that nobody has set, approve nothing.',
    async run(harness) {
      // Nothing, and a number, are what a store may answer.
      const garbage = faults.garbage.filter(
        (value) => value !== undefined && value !== null && typeof value !== 'number',
      );
      const wrong = { 'state.get': [...garbage, ...FOREIGN_RECORDS], 'state.compareAndSet': garbage };
      const used = await operationsOf(harness);
      for (const [name, found] of Object.entries(wrong).filter(([operation]) => used.has(operation))) {
        for (const answer of found) {
          await expectRefusedWith(
            harness,
            name,
            async () => await faults.returns(answer)(),
            `answers ${inspect(answer)}`,
          );
        }
      }
    },
  },
  {
    name: 'denies when the clock fails',
    proves: 'A clock that throws or tells no time approves nothing: nobody knows whether there is any left.',
    async run(harness) {
      for (const [fault, clock] of Object.entries(CLOCK_FAULTS)) {
        const presentation = await harness.run(undefined, {}, { clock });
        if (presentation.fixture.wrongReadings > 0)
          assert(!presentation.passed, `It must not pass when the clock ${fault}.`);
      }
    },
  },
];

const STORE_FAULTS: Readonly<Record<string, Stub>> = {
  throws: faults.throws(),
  rejects: faults.rejects(),
  hangs: faults.hangs(),
  'works and loses its answer': rejectsAfterwards,
  'fails and then answers': failureFirst,
  'answers too late': late,
};

const CLOCK_FAULTS: Readonly<Record<string, () => number>> = {
  throws: faults.throws(),
  'tells no time': () => Number.NaN,
};

/** Values that a challenge finds under its own key, and has not written. */
const FOREIGN_RECORDS: readonly unknown[] = [true, 'approved', { passed: true, verdict: 'approved' }].map((value) => ({
  value,
  version: 1,
}));

/** The operations of the state store that the first passing scenario uses. */
async function operationsOf(harness: Harness): Promise<ReadonlySet<string>> {
  return new Set((await harness.run()).fixture.calls.filter((call) => call.startsWith('state.')));
}
