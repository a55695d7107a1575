import { bufferOf } from './buffer-of.js';
import type { Draft, RecordKind } from './draft.js';
import { HASH_END, HASH_PREFIX, hashOf, VERSION } from './seal.js';

/** What every record says of itself. */
export interface Envelope {
  readonly hash: string;
  /** As it stands between its quotes, one character for each byte; undefined but for a decision and an outcome. */
  readonly id: string | undefined;
  readonly kind: RecordKind;
  readonly log: string;
  readonly outcome: Draft['outcome'] | undefined;
  readonly previous: string;
  readonly sequence: number;
  /** RFC 3339, UTC, milliseconds. */
  readonly time: string;
}

/**
 * Reads the envelope of a record by its position at the two ends of the bytes, without looking at what is between them: a log of
 * millions is verified at the speed of its hashes. Undefined when the bytes are no record. Right for canonical bytes; whether they
 * are, `isCanonical` says.
 */
export function openEnvelope(bytes: Uint8Array): Envelope | undefined {
  const text = bufferOf(bytes);
  const hash = text.toString('latin1', HASH_PREFIX.length, HASH_END - 1);
  const front = matchFront(text, 400) ?? matchFront(text, LONGEST_FRONT);
  const back = BACK.exec(text.toString('latin1', Math.max(text.length - 100, 0)));
  if (front === null || back === null) return undefined;
  const [, id, joined, single, log = '', outcome = '', previous = ''] = front;
  const [, sequence = '', time = ''] = back;
  const form = FORMS.get(`${joined ?? single} ${outcome}`);
  return form && { hash, id, ...form, log, previous, sequence: Number(sequence), time };
}

/** What follows the hash. Whether that and the one before it are hashes shows when they are compared to those that they should be. */
function matchFront(text: Buffer, end: number): RegExpExecArray | null {
  const isRight = text.toString('latin1', 0, HASH_PREFIX.length) === HASH_PREFIX;
  return isRight ? FRONT.exec(text.toString('latin1', HASH_END - 1, end)) : null;
}

/** Whether the hash that a record begins with is that of its bytes, which it must have an envelope for. */
export function isHashOf(envelope: Envelope, bytes: Uint8Array): boolean {
  return hashOf(bytes) === envelope.hash;
}

/** The id of an envelope as a text. */
export function idText(id: string): string {
  return JSON.parse(`"${Buffer.from(id, 'latin1').toString()}"`);
}

// Single classes between fixed texts: linear, whatever the input.
const FRONT =
  /^",(?:"id":"([^"\\\x00-\x1f]+|(?:[^"\\\x00-\x1f]|\\["\\bfnrt]|\\u00[01][0-9a-f])+)","kind":"(decision|outcome)"|"kind":"(event|checkpoint|recovered)"),"log":"([!#-[\]-~]{1,256})",(?:"outcome":"([a-z_]{4,8})",)?"previous":"([^"\\]{64})","record":\{/;
const BACK = new RegExp(
  `,"sequence":(0|[1-9][0-9]{0,14}),"time":"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z)","version":${VERSION}\\}$`,
);
/** An id of 256 characters takes no more than 6 bytes for each. */
const LONGEST_FRONT = 4096;

const FORMS: ReadonlyMap<string, Pick<Envelope, 'kind' | 'outcome'>> = new Map([
  ['decision awaited', { kind: 'decision', outcome: 'awaited' }],
  ['decision none', { kind: 'decision', outcome: 'none' }],
  ['outcome returned', { kind: 'outcome', outcome: 'returned' }],
  ['outcome threw', { kind: 'outcome', outcome: 'threw' }],
  ['outcome not_run', { kind: 'outcome', outcome: 'not_run' }],
  ['event ', { kind: 'event', outcome: undefined }],
  ['checkpoint ', { kind: 'checkpoint', outcome: undefined }],
  ['recovered ', { kind: 'recovered', outcome: undefined }],
]);
