import type { ChallengeDescription } from '@attesta/testing/conformance';
import type { Mutant } from '../mutant.js';
import { ACTION_MUTANTS } from './action-mutants.js';
import { ENDING_MUTANTS } from './ending-mutants.js';
import { FAULT_MUTANTS } from './fault-mutants.js';
import { OPERATOR_MUTANTS } from './operator-mutants.js';
import { RESULT_MUTANTS } from './result-mutants.js';

export const CHALLENGE_MUTANTS: readonly Mutant<ChallengeDescription>[] = [
  ...RESULT_MUTANTS,
  ...OPERATOR_MUTANTS,
  ...FAULT_MUTANTS,
  ...ENDING_MUTANTS,
  ...ACTION_MUTANTS,
];
