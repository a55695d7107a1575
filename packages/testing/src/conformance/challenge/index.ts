import { declareCases } from '../conformance-case.js';
import type { Runner } from '../runner.js';
import { ACTION_CASES } from './action-cases.js';
import type { ChallengeCase } from './challenge-case.js';
import { type ChallengeDescription, readChallengeDescription } from './description.js';
import { ENDING_CASES } from './ending-cases.js';
import { FAULT_CASES } from './fault-cases.js';
import { Stage } from './fixture.js';
import { OPERATOR_CASES } from './operator-cases.js';
import { RESULT_CASES } from './result-cases.js';
import { WORLD_CASES } from './session-cases.js';
import { WAYS } from './variants.js';

/** Every case that a challenge must survive. */
export const CHALLENGE_CASES: readonly ChallengeCase[] = [
  ...RESULT_CASES,
  ...OPERATOR_CASES,
  ...FAULT_CASES,
  ...WORLD_CASES,
  ...ENDING_CASES,
  ...ACTION_CASES,
];

/**
 * Declares the tests that a challenge must pass: by itself, then again through the challenge map and the gate, and through a
 * renderer that puts it in the place of a type.
 *
 * @throws AttestaError (`invalid_option`) for an unknown or wrong member of the description.
 * @example
 * challengeConformance({ describe, it }, {
 *   name: 'ConfirmChallenge',
 *   create: () => new ConfirmChallenge(),
 *   passes: { 'a clear yes': () => [true] },
 *   fails: { 'a clear no': () => [false] },
 * });
 */
export function challengeConformance(runner: Runner, description: ChallengeDescription): void {
  const subject = readChallengeDescription(description);
  runner.describe(`${subject.name}: conformance of a challenge`, () => {
    for (const way of WAYS) {
      const cases = CHALLENGE_CASES.filter(({ isOfItself }) => !(isOfItself && way.isGated));
      runner.describe(way.name, () => declareCases(runner, cases, new Stage(subject, way), subject.unsupported));
    }
  });
}
