import { types } from 'node:util';
import type { ArgumentValue } from '../action/argument-value.js';
import { type Snapshot, takeList, takeSnapshot } from '../action/snapshot.js';
import { isFrom, isId, isPlain, option, readOptions, rule } from '../internal/options.js';
import { type ChallengeType, isChallengeType, isRefusal, type Refusal } from './enumerations.js';
import { AttestaError, invalid } from './errors.js';

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

/**
 * Reads what a challenge returned, of which nothing is believed: a plain object, own data properties, each of its type.
 * `passed` is exactly true or it is not passed. Never throws.
 */
export function readChallengeResult(given: unknown): { readonly result: ChallengeResult } | { readonly fault: string } {
  if (isMade(given)) return { result: given };
  try {
    return { result: resultOf(readOptions<PartialChallengeResult>('result', ownValues(given), RULES)) };
  } catch (error) {
    return { fault: error instanceof AttestaError ? error.message : 'it cannot be read.' };
  }
}

function resultOf(given: PartialChallengeResult): ChallengeResult {
  const { passed, challengeType, responder, verdict } = given;
  if (passed && verdict !== undefined) throw invalid('result: verdict must not be there when passed.');
  const { details, mutable } = detailsOf(given.details);
  const result = Object.freeze({
    passed,
    challengeType,
    responder,
    responseTimeSeconds: given.responseTimeSeconds ?? 0,
    questionsAsked: given.questionsAsked ?? 0,
    questionsCorrect: given.questionsCorrect ?? 0,
    details,
    approvers: passed ? approversOf(given.approvers, responder) : Object.freeze([]),
    verdict: passed ? undefined : (verdict ?? 'denied'),
  });
  if (!mutable) made.add(result);
  return result;
}

/** The results that were read here, frozen all through: nobody can have changed them since, so they are not read again. */
const made = new WeakSet<object>();

function isMade(given: unknown): given is ChallengeResult {
  return typeof given === 'object' && given !== null && made.has(given);
}

/** The known properties, read without running anything of theirs. */
function ownValues(given: unknown): PartialChallengeResult {
  if (types.isProxy(given) || !isPlain(given)) throw invalid('it must be a plain object.');
  const values = Object.create(null);
  for (const name of Object.keys(RULES)) {
    const property = Object.getOwnPropertyDescriptor(given, name);
    if (property === undefined) continue;
    if (!Object.hasOwn(property, 'value')) throw invalid(`result: ${name} must not be an accessor.`);
    values[name] = property.value;
  }
  return values;
}

function detailsOf(value: unknown = {}): Pick<ChallengeResult, 'details'> & Pick<Snapshot, 'mutable'> {
  const { values, mutable } = takeSnapshot([value], 'details');
  const [details] = values;
  if (!isRecord(details)) throw invalid('result: details must be a plain object.');
  return { details, mutable };
}

function isRecord(value: unknown): value is ChallengeResult['details'] {
  return isPlain(value);
}

function approversOf(value: unknown, responder: string | undefined): readonly string[] {
  if (value === undefined) return Object.freeze(responder === undefined ? [] : [responder]);
  const people: readonly unknown[] = takeList(value, 'approvers').values;
  if (!people.every(isPersonId)) throw invalid('result: approvers must be people.');
  return Object.freeze(people.filter(isPersonId));
}

/** Words that stand for nobody; as an approver they would invent a person. */
const NOBODY: readonly string[] = ['timeout', 'system', 'unknown'];

/** Whether a value can name the person who answered: an id, and no word that stands for somebody who is not there. */
export function isPersonId(value: unknown): value is string {
  return isId(value) && !NOBODY.includes(value.trim().toLowerCase());
}

const amount = rule('a number from 0 up', (value) => isFrom(value, 0, Number.MAX_VALUE));

const RULES = {
  passed: option.required(option.boolean),
  challengeType: option.required(rule('a challenge type', isChallengeType)),
  responder: rule('a person', isPersonId),
  responseTimeSeconds: amount,
  questionsAsked: amount,
  questionsCorrect: amount,
  details: option.any,
  approvers: option.any,
  verdict: rule('denied, timed_out or cancelled', isRefusal),
};
