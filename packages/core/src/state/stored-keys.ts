import { invalid } from '../decision/errors.js';
import { type OptionRule, option } from '../internal/options.js';

/**
 * Encodes a key of a `StateStore` as its UTF-16 code units, high byte first. Stored bytes then sort as `StateStore.list` sorts keys,
 * whatever the collation of a database, and U+0000 and a lone surrogate are kept.
 *
 * @throws AttestaError (`invalid_option`) if the key is not a string.
 */
export function keyBytes(key: string): Uint8Array {
  if (typeof key !== 'string') throw invalid(`A key must be a string, got a ${typeof key}.`);
  return new Uint8Array(Buffer.from(key, 'utf16le').swap16());
}

/** Decodes the bytes that `keyBytes` returned. */
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

/** The rules for the options of `StateStore.list`, for `readOptions`. */
export const LIST_RULES: Readonly<Record<'after' | 'limit', OptionRule>> = {
  after: { allowed: 'a string', accepts: (value: unknown): boolean => typeof value === 'string' },
  limit: option.integer(0, 1_000_000),
};
