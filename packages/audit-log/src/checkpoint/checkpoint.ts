import { isoTime, readIsoTime } from '../record/iso-time.js';
import { type Note, readNote } from './note.js';

/** What a signer says of a log: it had so many records, and the last had this hash. */
export interface Checkpoint {
  /** The name of the log. */
  readonly log: string;
  /** Records, from the first on. */
  readonly size: number;
  /** The hash of the last of them, in hex. */
  readonly head: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** The text that is signed (C2SP tlog-checkpoint): the log's name, its size, its head, and when. */
export function checkpointText({ log, size, head, time }: Checkpoint): string {
  return `${log}\n${size}\n${Buffer.from(head, 'hex').toString('base64')}\ntime ${isoTime(time)}\n`;
}

/** Reads a signed checkpoint; undefined when it is none. Whose it is, the signatures say. */
export function readCheckpoint(text: string): { readonly note: Note; readonly checkpoint: Checkpoint } | undefined {
  const note = readNote(text);
  const [, log = '', size = '', encoded = '', at = ''] = CHECKPOINT.exec(note?.text ?? '') ?? [];
  const time = readIsoTime(at);
  if (note === undefined || time === undefined) return undefined;
  const checkpoint = { log, size: Number(size), head: Buffer.from(encoded, 'base64').toString('hex'), time };
  // Read back, so that one checkpoint has one text.
  return checkpointText(checkpoint) === note.text ? { note, checkpoint } : undefined;
}

const CHECKPOINT = /^([!#-[\]-~]{1,256})\n(0|[1-9][0-9]{0,14})\n([\w+/]{43}=)\ntime ([0-9T:.Z-]{24})\n$/;
