import { AttestaError } from '@attesta/core';

/**
 * A key as it is stored: its UTF-16 code units, high byte first. Bytes in order are then keys in the order of `StateStore.list`,
 * and a lone surrogate, which UTF-8 does not have, stays what it is.
 */
export function keyBytes(key: string): Uint8Array {
  if (typeof key !== 'string') throw new AttestaError('invalid_option', `A key must be a text, not a ${typeof key}.`);
  return new Uint8Array(Buffer.from(key, 'utf16le').swap16());
}

/** The key in stored bytes. */
export function keyOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).swap16().toString('utf16le');
}

/** The first bytes behind everything that begins with `prefix`; undefined where nothing is behind it. */
export function behind(prefix: Uint8Array): Uint8Array | undefined {
  const last = prefix.findLastIndex((byte) => byte !== 0xff);
  if (last < 0) return undefined;
  const bytes = prefix.slice(0, last + 1);
  bytes[last] = (bytes[last] ?? 0) + 1;
  return bytes;
}
