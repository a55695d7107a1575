import { types } from 'node:util';
import type { ChallengeResult } from './challenge-result.js';
import { isChallengeType } from './challenge-type.js';
import { isId } from './options.js';
import { takeList, takeSnapshot } from './snapshot.js';
import { isRefusal } from './verdict.js';

/**
 * Reads what a challenge returned, of which nothing is believed: a plain object, own data properties, each of its type.
 * `passed` is exactly true or it is not passed. Never throws.
 */
export function readChallengeResult(given: unknown): { readonly result: ChallengeResult } | { readonly fault: string } {
  try {
    return { result: resultOf(ownValues(given)) };
  } catch (error) {
    return { fault: error instanceof Malformed ? error.message : 'its details are not plain data' };
  }
}

class Malformed extends Error {}

function must(holds: boolean, rule: string): asserts holds {
  if (!holds) throw new Malformed(rule);
}

/** Words that stand for nobody; as an approver they would invent a person. */
const NOBODY: readonly string[] = ['timeout', 'system', 'unknown'];

function resultOf(given: ReadonlyMap<string, unknown>): ChallengeResult {
  const passed = given.get('passed');
  const challengeType = given.get('challengeType');
  const verdict = given.get('verdict');
  const responder = given.get('responder');
  must(typeof passed === 'boolean', 'passed must be a boolean');
  must(isChallengeType(challengeType), 'challengeType must be a challenge type');
  must(
    verdict === undefined || (!passed && isRefusal(verdict)),
    'verdict must be denied, timed_out or cancelled, or none',
  );
  must(responder === undefined || isPerson(responder), 'responder must be a person');
  return Object.freeze({
    passed,
    challengeType,
    responder,
    responseTimeSeconds: amount(given, 'responseTimeSeconds'),
    questionsAsked: amount(given, 'questionsAsked'),
    questionsCorrect: amount(given, 'questionsCorrect'),
    details: details(given.get('details')),
    approvers: passed ? approvers(given.get('approvers'), responder) : Object.freeze([]),
    verdict: passed ? undefined : (verdict ?? 'denied'),
  });
}

function ownValues(given: unknown): ReadonlyMap<string, unknown> {
  must(typeof given === 'object' && given !== null && !types.isProxy(given), 'it must be a plain object');
  const prototype: unknown = Object.getPrototypeOf(given);
  must(prototype === Object.prototype || prototype === null, 'it must be a plain object');
  const values = new Map<string, unknown>();
  for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(given))) {
    must(Object.hasOwn(property, 'value'), `${name} must not be an accessor`);
    values.set(name, property.value);
  }
  return values;
}

function amount(given: ReadonlyMap<string, unknown>, name: string): number {
  const value = given.get(name) ?? 0;
  must(typeof value === 'number' && Number.isFinite(value) && value >= 0, `${name} must be a number from 0 up`);
  return value;
}

function details(value: unknown = {}): ChallengeResult['details'] {
  const [taken] = takeSnapshot([value], 'details').values;
  must(isRecord(taken), 'details must be an object');
  return taken;
}

function isRecord(value: unknown): value is ChallengeResult['details'] {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function approvers(value: unknown, responder: string | undefined): readonly string[] {
  if (value === undefined) return Object.freeze(responder === undefined ? [] : [responder]);
  const people: readonly unknown[] = takeList(value, 'approvers').values;
  must(people.every(isPerson), 'approvers must be people');
  return people.filter(isPerson);
}

function isPerson(value: unknown): value is string {
  return isId(value) && !NOBODY.includes(value.trim().toLowerCase());
}
