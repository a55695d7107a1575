import { createHash } from 'node:crypto';
import { AttestaError, type JsonValue } from '@attesta/core';
import type { Versioned } from '@attesta/core/authoring';
import type { Row } from './row.js';

/**
 * Encodes a key as its UTF-16 code units, high byte first. Stored bytes then sort as `StateStore.list` sorts keys, whatever
 * the collation of the database. U+0000 and a lone surrogate, which its strings cannot hold, are kept.
 */
export function keyBytes(key: string): Buffer {
  if (typeof key !== 'string') throw new AttestaError('invalid_option', `A key must be a string, got a ${typeof key}.`);
  if (key.length > LONGEST_KEY) {
    throw new AttestaError(
      'invalid_option',
      `A key must have at most ${LONGEST_KEY} UTF-16 code units, got ${key.length}.`,
    );
  }
  return Buffer.from(key, 'utf16le').swap16();
}

/** Decodes a stored key. */
export function keyFromBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes).swap16().toString('utf16le');
}

/** Returns the first bytes after every key that begins with `prefix`; undefined if no bytes come after them. */
export function endOfPrefix(prefix: Uint8Array): Buffer | undefined {
  const last = prefix.findLastIndex((byte) => byte !== 0xff);
  if (last < 0) return undefined;
  const bytes = Buffer.from(prefix.subarray(0, last + 1));
  bytes[last] = (bytes[last] ?? 0) + 1;
  return bytes;
}

/** Returns the digest that represents a key in notifications, which every user of the database can read. */
export function keyDigest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Returns the number of the advisory lock for a name. */
export function lockNumber(name: Uint8Array | string): string {
  return String(createHash('sha256').update(name).digest().readBigInt64BE());
}

/**
 * Encodes a value as JSON.
 *
 * @throws AttestaError (`invalid_option`), or the error of `JSON.stringify`, for a value that is not JSON data.
 */
export function jsonString(value: JsonValue): string {
  const json: string | undefined = JSON.stringify(value);
  if (json === undefined) throw new AttestaError('invalid_option', 'A stored value must be JSON data.');
  return json;
}

/** A value as it was read from a row of value and version, in this order. */
export class StoredValue {
  readonly version: number;
  readonly #row: Row;

  constructor(row: Row) {
    this.version = row.integer(1);
    this.#row = row;
  }

  /** Parses the value again: each caller gets its own copy. */
  copy(): Versioned {
    return { value: this.#row.json(0), version: this.version };
  }
}

/** An index entry holds at most 2,704 bytes (a third of a page). */
const LONGEST_KEY = 1300;
