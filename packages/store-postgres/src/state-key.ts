import { createHash } from 'node:crypto';
import { AttestaError } from '@attesta/core';

/**
 * A key as it is stored: its UTF-16 code units, high byte first. Bytes in order are then keys in the order of `StateStore.list`,
 * whatever the collation of the database, and U+0000 and a lone surrogate, which its texts cannot hold, stay what they are.
 */
export function keyBytes(key: string): Buffer {
  if (typeof key !== 'string') throw new AttestaError('invalid_option', `A key must be a text, not a ${typeof key}.`);
  if (key.length > LONGEST_KEY) {
    throw new AttestaError('invalid_option', `A key has at most ${LONGEST_KEY} UTF-16 code units, not ${key.length}.`);
  }
  return Buffer.from(key, 'utf16le').swap16();
}

/** The key in stored bytes. */
export function keyOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).swap16().toString('utf16le');
}

/** The first bytes behind everything that begins with `prefix`; undefined where nothing is behind it. */
export function behind(prefix: Uint8Array): Buffer | undefined {
  const last = prefix.findLastIndex((byte) => byte !== 0xff);
  if (last < 0) return undefined;
  const bytes = Buffer.from(prefix.subarray(0, last + 1));
  bytes[last] = (bytes[last] ?? 0) + 1;
  return bytes;
}

/** What stands for a key where others may read along: everybody on the database may LISTEN. */
export function keyDigest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The number of the advisory lock that stands for a name. */
export function lockNumber(name: Uint8Array | string): string {
  return String(createHash('sha256').update(name).digest().readBigInt64BE());
}

/** An index holds no more than 2,704 bytes of a value (a third of a page). */
const LONGEST_KEY = 1300;
