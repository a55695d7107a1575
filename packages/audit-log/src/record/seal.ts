import { hash } from 'node:crypto';
import type { Draft } from './draft.js';
import { isoTime } from './json-writer.js';

/** The place of a record in a log. */
export interface Place {
  /** The name of the log: printable ASCII without quotes, backslashes and blanks. */
  readonly log: string;
  /** The hash of the record before it; `NO_RECORD` before the first. */
  readonly previous: string;
  readonly sequence: number;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** A record as it is stored. */
export interface SealedRecord {
  readonly bytes: Buffer;
  /** SHA-256 in hex. */
  readonly hash: string;
}

/** The version of the format. */
export const VERSION = 1;
/** In the first record, in place of the hash of the record before it. */
export const NO_RECORD: string = '0'.repeat(64);
/** How a record begins; 64 hex digits of its hash and `",` follow. */
export const HASH_PREFIX = '{"hash":"';
/** The position of the comma after the hash. */
export const HASH_END: number = HASH_PREFIX.length + 64 + 1;

/** Gives a draft its place in the log. The result is the exact bytes of its record, without a line feed. */
export function seal(draft: Draft, { log, previous, sequence, time }: Place): SealedRecord {
  const id = draft.id === undefined ? '' : `"id":${draft.id},`;
  const outcome = draft.outcome === undefined ? '' : `"outcome":"${draft.outcome}",`;
  const bytes = Buffer.from(
    `${HASH_PREFIX}${NO_RECORD}",${id}"kind":"${draft.kind}","log":"${log}",${outcome}"previous":"${previous}",` +
      `"record":${draft.json},"sequence":${sequence},"time":"${isoTime(time)}","version":${VERSION}}`,
  );
  const hashed = hashOf(bytes);
  bytes.write(hashed, HASH_PREFIX.length, 'latin1');
  return { bytes, hash: hashed };
}

/**
 * The hash of a record: SHA-256 over its bytes without the first member, which is the hash. The rest is an object by itself once
 * an opening brace replaces the comma after the hash. It does for the time of the call, which saves a copy.
 */
export function hashOf(bytes: Uint8Array): string {
  bytes[HASH_END] = OPENING_BRACE;
  const hashed = hash('sha256', bytes.subarray(HASH_END), 'hex');
  bytes[HASH_END] = COMMA;
  return hashed;
}

const OPENING_BRACE = 0x7b;
const COMMA = 0x2c;
