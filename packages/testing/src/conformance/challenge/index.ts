import { declareCases, type TestRunner } from '../conformance-case.js';
import { ACTION_CASES } from './action-cases.js';
import { type ChallengeDescription, readChallengeDescription } from './description.js';
import { ENDING_CASES } from './ending-cases.js';
import { FAULT_CASES } from './fault-cases.js';
import { type ChallengeCase, Harness } from './harness.js';
import { OPERATOR_CASES } from './operator-cases.js';
import { RESULT_CASES } from './result-cases.js';
import { SESSION_CASES } from './session-cases.js';
import { VARIANTS } from './variants.js';

/** Every case that a challenge must survive. */
export const CHALLENGE_CASES: readonly ChallengeCase[] = [
  ...RESULT_CASES,
  ...OPERATOR_CASES,
  ...FAULT_CASES,
  ...SESSION_CASES,
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
export function challengeConformance(runner: TestRunner, description: ChallengeDescription): void {
  const resolved = readChallengeDescription(description);
  runner.describe(`${resolved.name}: conformance of a challenge`, () => {
    for (const variant of VARIANTS) {
      const cases = CHALLENGE_CASES.filter(({ isDirectOnly }) => !(isDirectOnly && variant.isGated));
      const harness = new Harness(resolved, variant);
      runner.describe(variant.name, () => declareCases(runner, cases, harness, resolved.unsupported));
    }
  });
}
