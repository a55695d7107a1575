import type { ArgumentValue } from '../action/argument-value.js';
import type { ChallengeType } from './challenge-type.js';
import { invalid } from './errors.js';
import { readChallengeResult } from './read-challenge-result.js';
import type { Refusal } from './verdict.js';

/** What came of a challenge. Frozen. */
export interface ChallengeResult {
  readonly passed: boolean;
  readonly challengeType: ChallengeType;
  /** Who answered; undefined when nobody did. */
  readonly responder: string | undefined;
  readonly responseTimeSeconds: number;
  readonly questionsAsked: number;
  readonly questionsCorrect: number;
  /** Method, attempts, `reason` of a denial. Plain data, and no secret. */
  readonly details: Readonly<Record<string, ArgumentValue>>;
  /** The people who approved. Empty unless passed; by default the responder. */
  readonly approvers: readonly string[];
  /** How a challenge that was not passed ended; undefined when passed. */
  readonly verdict: Refusal | undefined;
}

/** What a challenge returns: whether it was passed and its type, and whatever more it can tell. */
export type PartialChallengeResult = Pick<ChallengeResult, 'passed' | 'challengeType'> & {
  readonly [Key in Exclude<keyof ChallengeResult, 'passed' | 'challengeType'>]?: ChallengeResult[Key] | undefined;
};

/**
 * Makes a whole result: no responder, no time, no questions, no details unless given; a result that was not passed is
 * `denied` unless it says `timed_out` or `cancelled`.
 *
 * @throws AttestaError (`invalid_option`) that names the field.
 * @example createChallengeResult({ passed: false, challengeType: 'quiz', details: { reason: 'too few right answers' } })
 */
export function createChallengeResult(input: PartialChallengeResult): ChallengeResult {
  const read = readChallengeResult(input);
  if ('fault' in read) throw invalid(`createChallengeResult: ${read.fault}`);
  return read.result;
}
