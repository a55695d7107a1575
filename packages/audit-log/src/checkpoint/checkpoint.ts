import type { Draft } from '../record/draft.js';
import { isoTime, JsonObjectWriter, readIsoTime } from '../record/json-writer.js';
import { type Note, readNote } from './note.js';

/** A signer's statement about a log: its number of records, and the hash of the last. */
export interface Checkpoint {
  /** The name of the log. */
  readonly log: string;
  /** The number of records, from the first on. */
  readonly size: number;
  /** The hash of the last of them, in hex. */
  readonly head: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** A checkpoint and the note that signs it. */
export interface SignedCheckpoint {
  readonly note: Note;
  readonly checkpoint: Checkpoint;
}

/** The text that is signed (C2SP tlog-checkpoint): the log's name, its size, its head and the time. */
export function formatCheckpoint({ log, size, head, time }: Checkpoint): string {
  return `${log}\n${size}\n${Buffer.from(head, 'hex').toString('base64')}\ntime ${isoTime(time)}\n`;
}

/** Reads a signed checkpoint; undefined for any other string. It verifies no signature. */
export function readCheckpoint(signed: string): SignedCheckpoint | undefined {
  const note = readNote(signed);
  const [, log = '', size = '', encoded = '', at = ''] = CHECKPOINT.exec(note?.text ?? '') ?? [];
  const time = readIsoTime(at);
  if (note === undefined || time === undefined) return undefined;
  const checkpoint = { log, size: Number(size), head: Buffer.from(encoded, 'base64').toString('hex'), time };
  // Written again, so that each checkpoint has one spelling.
  return formatCheckpoint(checkpoint) === note.text ? { note, checkpoint } : undefined;
}

/** The record that holds a signed checkpoint. */
export function checkpointDraft(signed: string): Draft {
  return { kind: 'checkpoint', json: new JsonObjectWriter().string('note', signed).end() };
}

/** The signed checkpoint in the bytes of its record; undefined when the record holds none. */
export function checkpointIn(bytes: Uint8Array): (SignedCheckpoint & { readonly signed: string }) | undefined {
  const signed = noteIn(bytes);
  const read = signed === undefined ? undefined : readCheckpoint(signed);
  return signed === undefined || read === undefined ? undefined : { ...read, signed };
}

function noteIn(bytes: Uint8Array): string | undefined {
  try {
    const { record }: { readonly record?: unknown } = JSON.parse(Buffer.from(bytes).toString());
    if (typeof record !== 'object' || record === null || !('note' in record)) return undefined;
    return typeof record.note === 'string' ? record.note : undefined;
  } catch {
    return undefined;
  }
}

const CHECKPOINT = /^([!#-[\]-~]{1,256})\n(0|[1-9][0-9]{0,14})\n([\w+/]{43}=)\ntime ([0-9T:.Z-]{24})\n$/;
