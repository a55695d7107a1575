import { bufferOf } from './canonical-form.js';
import type { Draft, RecordKind } from './draft.js';
import { HASH_END, HASH_PREFIX, hashOf, NO_RECORD, VERSION } from './seal.js';

/** The members that every record has. */
export interface Envelope {
  readonly hash: string;
  /** The bytes between its quotes as latin1; undefined except for a decision and an outcome. `decodeId` decodes it. */
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
 * Reads the envelope of a record by its position at the two ends of the bytes, without reading the bytes between them: a log
 * of millions is verified at the speed of its hashes. Undefined when the bytes are not a record. The result is right for canonical
 * bytes; `isCanonical` checks those.
 */
export function openEnvelope(bytes: Uint8Array): Envelope | undefined {
  const text = bufferOf(bytes);
  const front = frontOf(text, USUAL_FRONT) ?? frontOf(text, LONGEST_FRONT);
  const back = text.toString('latin1', Math.max(text.length - LONGEST_BACK, 0));
  if (front === null || !BACK.test(back)) return undefined;
  const [, id, joined, single, log = '', outcome, previous = ''] = front;
  const kind = joined ?? single;
  const form = FORMS.find((known) => known.kind === kind && known.outcome === outcome);
  if (form === undefined || log.length > LONGEST_NAME || previous.length !== NO_RECORD.length) return undefined;
  return {
    hash: front.input.slice(HASH_PREFIX.length, HASH_END - 1),
    // Decoded again: it is kept until the outcome comes, and a slice would keep the whole string.
    id: id && text.toString('latin1', ID_START, ID_START + id.length),
    kind: form.kind,
    log,
    outcome: form.outcome,
    previous,
    sequence: Number.parseInt(back.slice(back.lastIndexOf(SEQUENCE) + SEQUENCE.length), 10),
    time: back.slice(-AFTER_TIME.length - TIME_LENGTH, -AFTER_TIME.length),
  };
}

/** The members before `record`. The two hashes are not checked here: each is compared to a computed hash later. */
function frontOf(bytes: Buffer, end: number): RegExpExecArray | null {
  const text = bytes.toString('latin1', 0, end);
  FRONT.lastIndex = HASH_END - 1;
  return text.startsWith(HASH_PREFIX) ? FRONT.exec(text) : null;
}

/** Whether a record has the hash of its bytes. */
export function isHashOf(envelope: Envelope, bytes: Uint8Array): boolean {
  return hashOf(bytes) === envelope.hash;
}

/** Decodes the id of an envelope. */
export function decodeId(id: string): string {
  return JSON.parse(`"${Buffer.from(id, 'latin1').toString()}"`);
}

// Single classes between fixed strings: linear for any input. The lengths are checked afterwards, which is faster.
const FRONT =
  /",(?:"id":"([^"\\\x00-\x1f]+|(?:[^"\\\x00-\x1f]|\\["\\bfnrt]|\\u00[01][0-9a-f])+)","kind":"(decision|outcome)"|"kind":"(event|checkpoint|recovered)"),"log":"([!#-[\]-~]+)",(?:"outcome":"([a-z_]+)",)?"previous":"([^"\\]+)","record":\{/y;
const SEQUENCE = ',"sequence":';
const AFTER_TIME: string = `","version":${VERSION}}`;
const BACK = new RegExp(
  `${SEQUENCE}(?:0|[1-9][0-9]{0,14}),"time":"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z${AFTER_TIME}$`,
);
const ID_START: number = HASH_END + 1 + '"id":"'.length;
const TIME_LENGTH = 24;
const LONGEST_NAME = 256;
const USUAL_FRONT = 320;
/** An id of 256 characters takes no more than 6 bytes for each. */
const LONGEST_FRONT = 4096;
const LONGEST_BACK = 76;

/** The usual ones first. */
const FORMS: readonly Pick<Envelope, 'kind' | 'outcome'>[] = [
  { kind: 'decision', outcome: 'awaited' },
  { kind: 'outcome', outcome: 'returned' },
  { kind: 'decision', outcome: 'none' },
  { kind: 'outcome', outcome: 'threw' },
  { kind: 'outcome', outcome: 'not_run' },
  { kind: 'event', outcome: undefined },
  { kind: 'checkpoint', outcome: undefined },
  { kind: 'recovered', outcome: undefined },
];
