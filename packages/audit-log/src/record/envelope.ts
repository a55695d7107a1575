import { bufferOf } from './buffer-of.js';
import type { Draft, RecordKind } from './draft.js';
import { HASH_END, HASH_PREFIX, hashOf, NO_RECORD, VERSION } from './seal.js';

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
  const front = frontOf(text, USUAL_FRONT) ?? frontOf(text, LONGEST_FRONT);
  const back = text.toString('latin1', Math.max(text.length - LONGEST_BACK, 0));
  if (front === null || !BACK.test(back)) return undefined;
  const [, id, joined, single, log = '', outcome, previous = ''] = front;
  const kind = joined ?? single;
  const form = FORMS.find((known) => known.kind === kind && known.outcome === outcome);
  if (form === undefined || log.length > LONGEST_NAME || previous.length !== NO_RECORD.length) return undefined;
  return {
    hash: front.input.slice(HASH_PREFIX.length, HASH_END - 1),
    // It is kept until the outcome comes: by itself, as a part of a text would keep all of that.
    id: id && text.toString('latin1', ID_START, ID_START + id.length),
    kind: form.kind,
    log,
    outcome: form.outcome,
    previous,
    sequence: Number.parseInt(back.slice(back.lastIndexOf(SEQUENCE) + SEQUENCE.length), 10),
    time: back.slice(-BEHIND_TIME.length - TIME_LENGTH, -BEHIND_TIME.length),
  };
}

/** What stands before `record`. Whether the hash and the one before it are hashes shows when they are compared to those. */
function frontOf(bytes: Buffer, end: number): RegExpExecArray | null {
  const text = bytes.toString('latin1', 0, end);
  FRONT.lastIndex = HASH_END - 1;
  return text.startsWith(HASH_PREFIX) ? FRONT.exec(text) : null;
}

/** Whether the hash that a record begins with is that of its bytes, which it must have an envelope for. */
export function isHashOf(envelope: Envelope, bytes: Uint8Array): boolean {
  return hashOf(bytes) === envelope.hash;
}

/** The id of an envelope as a text. */
export function idText(id: string): string {
  return JSON.parse(`"${Buffer.from(id, 'latin1').toString()}"`);
}

// Single classes between fixed texts: linear, whatever the input. How long the parts are is looked at afterwards, which is faster.
const FRONT =
  /",(?:"id":"([^"\\\x00-\x1f]+|(?:[^"\\\x00-\x1f]|\\["\\bfnrt]|\\u00[01][0-9a-f])+)","kind":"(decision|outcome)"|"kind":"(event|checkpoint|recovered)"),"log":"([!#-[\]-~]+)",(?:"outcome":"([a-z_]+)",)?"previous":"([^"\\]+)","record":\{/y;
const SEQUENCE = ',"sequence":';
const BEHIND_TIME: string = `","version":${VERSION}}`;
const BACK = new RegExp(
  `${SEQUENCE}(?:0|[1-9][0-9]{0,14}),"time":"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z${BEHIND_TIME}$`,
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
