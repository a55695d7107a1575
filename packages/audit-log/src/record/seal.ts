import { hash } from 'node:crypto';
import type { Draft } from './draft.js';
import { isoTime } from './iso-time.js';

/** Where a record stands. */
export interface Place {
  /** The name of the log: printable ASCII without quotes, backslashes and blanks. */
  readonly log: string;
  /** The hash of the record before it; `NO_RECORD` before the first. */
  readonly previous: string;
  readonly sequence: number;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** A record as it is kept. */
export interface Sealed {
  readonly bytes: Buffer;
  /** SHA-256 in hex. */
  readonly hash: string;
}

/** The version of the format. */
export const VERSION = 1;
/** Stands for the hash of the record before the first. */
export const NO_RECORD: string = '0'.repeat(64);
/** How a record begins; 64 hex digits of its hash and `",` follow. */
export const HASH_PREFIX = '{"hash":"';
/** Where the comma behind the hash stands. */
export const HASH_END: number = HASH_PREFIX.length + 64 + 1;

/** Gives a draft its place in the log: the exact bytes of its record, without a line feed. */
export function seal(draft: Draft, { log, previous, sequence, time }: Place): Sealed {
  const id = draft.id === undefined ? '' : `"id":${draft.id},`;
  const outcome = draft.outcome === undefined ? '' : `"outcome":"${draft.outcome}",`;
  const bytes = Buffer.from(
    `${HASH_PREFIX}${NO_RECORD}",${id}"kind":"${draft.kind}","log":"${log}",${outcome}"previous":"${previous}",` +
      `"record":${draft.text},"sequence":${sequence},"time":"${isoTime(time)}","version":${VERSION}}`,
  );
  const hashed = hashOf(bytes);
  bytes.write(hashed, HASH_PREFIX.length, 'latin1');
  return { bytes, hash: hashed };
}

/**
 * The hash of a record: SHA-256 over its bytes without the first member, which is the hash. The rest is an object by itself once
 * the comma behind the hash is its opening brace; it is one for as long as this takes, which saves a copy.
 */
export function hashOf(bytes: Uint8Array): string {
  bytes[HASH_END] = OPENING_BRACE;
  const hashed = hash('sha256', bytes.subarray(HASH_END), 'hex');
  bytes[HASH_END] = COMMA;
  return hashed;
}

const OPENING_BRACE = 0x7b;
const COMMA = 0x2c;
