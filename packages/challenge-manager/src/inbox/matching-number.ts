import { scryptSync, timingSafeEqual } from 'node:crypto';
import { draw, type RandomBytes } from '../random.js';

/** A number as it is kept. */
export interface HashedNumber {
  readonly salt: string;
  readonly hash: string;
  /** Milliseconds since 1970: at it the number holds no longer. */
  readonly until: number;
}

/** A number for the requester's end, and what is kept of it. */
export interface IssuedNumber {
  /** Six digits. */
  readonly shown: string;
  readonly kept: HashedNumber;
}

/** Seconds for which a number holds: ten minutes at most (NIST SP 800-63B-4, 3.1.3, for codes over another channel). */
export const NUMBER_SECONDS = 600;

/** So many wrong numbers close a request. */
export const MOST_MISSES = 3;

/** Draws a number that only who sees the requester's end knows, so that nobody approves without looking. */
export function issueNumber(random: RandomBytes, now: number): IssuedNumber {
  const shown = String(fairNumber(random)).padStart(6, '0');
  const salt = draw(random, 16).toString('hex');
  return { shown, kept: { salt, hash: hashOf(shown, salt).toString('hex'), until: now + NUMBER_SECONDS * 1000 } };
}

/** Whether this is the number. Blanks between the digits do not matter: people read it in two halves. */
export function matchesNumber({ salt, hash }: HashedNumber, typed: string): boolean {
  const digits = typed.replaceAll(' ', '');
  const kept = Buffer.from(hash, 'hex');
  const found = hashOf(/^[0-9]{6}$/.test(digits) ? digits : '', salt);
  return kept.length === found.length && timingSafeEqual(kept, found);
}

/** Each of a million alike: what lies above the last whole million of 2^32 is drawn again. */
function fairNumber(random: RandomBytes): number {
  for (let tries = 0; tries < 100; tries += 1) {
    const drawn = draw(random, 4).readUInt32BE();
    if (drawn < LAST_WHOLE_MILLION) return drawn % 1_000_000;
  }
  throw new TypeError('random gives no numbers.');
}

/** Slow on purpose: who reads the store is not to find one of a million numbers within the ten minutes that it holds. */
function hashOf(number: string, salt: string): Buffer {
  return scryptSync(number, salt, 32, { N: 4096, r: 8, p: 1 });
}

const LAST_WHOLE_MILLION = 4_294_000_000;
