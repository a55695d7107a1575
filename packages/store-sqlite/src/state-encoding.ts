import { AttestaError, type JsonValue } from '@attesta/core';
import type { Versioned } from '@attesta/core/authoring';
import type { Row } from './row.js';

/**
 * Encodes a key as its UTF-16 code units, high byte first. Stored bytes then sort as `StateStore.list` sorts keys, and a lone
 * surrogate, which UTF-8 cannot hold, is kept.
 */
export function keyBytes(key: string): Uint8Array {
  if (typeof key !== 'string') throw new AttestaError('invalid_option', `A key must be a string, got a ${typeof key}.`);
  return new Uint8Array(Buffer.from(key, 'utf16le').swap16());
}

/** Decodes a stored key. */
export function keyFromBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes).swap16().toString('utf16le');
}

/** Returns the first bytes after every key that begins with `prefix`; undefined if no bytes come after them. */
export function endOfPrefix(prefix: Uint8Array): Uint8Array | undefined {
  const last = prefix.findLastIndex((byte) => byte !== 0xff);
  if (last < 0) return undefined;
  const bytes = prefix.slice(0, last + 1);
  bytes[last] = (bytes[last] ?? 0) + 1;
  return bytes;
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
