import { createHash, timingSafeEqual } from 'node:crypto';
import { draw, type RandomBytes } from '../random.js';

/** A token for the approver alone, and what is kept of it. */
export interface IssuedToken {
  /** 256 bits, base64url. */
  readonly token: string;
  /** SHA-256 of it, in hex. */
  readonly hash: string;
}

/** Draws the token by which an approver answers one request. It has nothing in common with the request's id. */
export function issueToken(random: RandomBytes): IssuedToken {
  const token = draw(random, 32).toString('base64url');
  return { token, hash: hashOf(token).toString('hex') };
}

/** Whether this is the token. */
export function matchesToken(hash: string, given: string): boolean {
  const kept = Buffer.from(hash, 'hex');
  const found = hashOf(given);
  return kept.length === found.length && timingSafeEqual(kept, found);
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
