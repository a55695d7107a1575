import { createHash, scryptSync, timingSafeEqual } from 'node:crypto';
import { draw, drawBelowMillion, type RandomBytes } from '../random.js';

/** A token for the approver alone, and its hash for the record. */
export interface IssuedToken {
  /** 256 bits, base64url. */
  readonly token: string;
  /** SHA-256 of it, in hex. */
  readonly hash: string;
}

/** Draws the token by which an approver answers one request. It is independent of the request's id. */
export function issueToken(random: RandomBytes): IssuedToken {
  const token = draw(random, 32).toString('base64url');
  return { token, hash: hashOfToken(token).toString('hex') };
}

/** Whether this is the token. */
export function matchesToken(hash: string, given: string): boolean {
  return isEqual(hash, hashOfToken(given));
}

/** A number as the record keeps it. */
export interface HashedNumber {
  readonly salt: string;
  readonly hash: string;
  /** Milliseconds since 1970: the number expires then. */
  readonly until: number;
}

/** A number for the requester's end, and its hash for the record. */
export interface IssuedNumber {
  /** Six digits. */
  readonly shown: string;
  readonly kept: HashedNumber;
}

/** Seconds until a number expires: ten minutes at most (NIST SP 800-63B-4, 3.1.3, for codes over another channel). */
export const NUMBER_SECONDS = 600;

/** So many wrong numbers close a request. */
export const MOST_MISSES = 3;

/** Draws a number that is shown at the requester's end alone, so that approving takes a look at it. */
export function issueNumber(random: RandomBytes, now: number): IssuedNumber {
  const shown = String(drawBelowMillion(random)).padStart(6, '0');
  const salt = draw(random, 16).toString('hex');
  return { shown, kept: { salt, hash: hashOfNumber(shown, salt).toString('hex'), until: now + NUMBER_SECONDS * 1000 } };
}

/** Whether this is the number. Blanks between the digits do not matter: people read it in two halves. */
export function matchesNumber({ salt, hash }: HashedNumber, typed: string): boolean {
  const digits = typed.replaceAll(' ', '');
  return isEqual(hash, hashOfNumber(/^[0-9]{6}$/.test(digits) ? digits : '', salt));
}

/** Slow on purpose: a reader of the store must not find one of a million numbers before it expires. */
function hashOfNumber(number: string, salt: string): Buffer {
  return scryptSync(number, salt, 32, { N: 4096, r: 8, p: 1 });
}

function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function isEqual(hash: string, found: Buffer): boolean {
  const kept = Buffer.from(hash, 'hex');
  return kept.length === found.length && timingSafeEqual(kept, found);
}
