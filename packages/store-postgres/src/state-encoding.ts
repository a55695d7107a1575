import { createHash } from 'node:crypto';
import { AttestaError } from '@attesta/core';
import { keyBytes } from '@attesta/core/authoring';

/**
 * Encodes a key for its column: as bytes, since a string of PostgreSQL cannot hold U+0000 or a lone surrogate.
 *
 * @throws AttestaError (`invalid_option`) if the key is not a string or too long for an index.
 */
export function keyColumn(key: string): Uint8Array {
  const bytes = keyBytes(key);
  if (key.length <= LONGEST_KEY) return bytes;
  throw new AttestaError(
    'invalid_option',
    `A key must have at most ${LONGEST_KEY} UTF-16 code units, got ${key.length}.`,
  );
}

/** Returns the digest that represents a key in notifications, which every user of the database can read. */
export function keyDigest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Returns the number of the advisory lock for a name. */
export function lockNumber(name: Uint8Array | string): string {
  return String(createHash('sha256').update(name).digest().readBigInt64BE());
}

/** An index entry holds at most 2,704 bytes (a third of a page). */
const LONGEST_KEY = 1300;
