import { type Checkpoint, readCheckpoint } from '../checkpoint/checkpoint.js';
import type { VerifierKey } from '../checkpoint/keys.js';
import { endorse } from '../checkpoint/note.js';
import type { Envelope } from '../record/envelope.js';
import { isoTime } from '../record/iso-time.js';
import type { ProblemCode } from './report.js';

/** Called with what is wrong. */
export type OnProblem = (code: ProblemCode, record: number | undefined, message: string) => void;

/** Checkpoints that were kept elsewhere. Each was in the log before it was kept, as the record behind those that it covers. */
export class Anchors {
  readonly #bySize = new Map<number, Checkpoint[]>();
  readonly #onProblem: OnProblem;

  constructor(texts: readonly string[], keys: readonly VerifierKey[], onProblem: OnProblem) {
    this.#onProblem = onProblem;
    for (const text of texts) this.#add(text, keys);
  }

  #add(text: string, keys: readonly VerifierKey[]): void {
    const read = readCheckpoint(text);
    if (read === undefined || endorse(read.note, keys).status !== 'signed') {
      this.#onProblem('anchor', undefined, 'An anchor is no checkpoint that a known key has signed.');
      return;
    }
    const { checkpoint } = read;
    const anchors = this.#bySize.get(checkpoint.size) ?? [];
    anchors.push(checkpoint);
    this.#bySize.set(checkpoint.size, anchors);
  }

  /** Looks whether anything was signed for the records before this one. */
  pass({ kind, previous, time }: Envelope, record: number): void {
    for (const anchor of this.#bySize.get(record) ?? NONE) {
      if (kind === 'checkpoint' && previous === anchor.head && time === isoTime(anchor.time)) continue;
      this.#onProblem(
        'anchor_head',
        record,
        'An anchor was signed for other records before it, or for another checkpoint.',
      );
    }
  }

  /** The log has so many records, so many of them signed, and this name. */
  end(records: number, signed: number, name: string | undefined): void {
    for (const { log, size } of [...this.#bySize.values()].flat()) {
      if (name !== undefined && log !== name) {
        this.#onProblem('anchor_log', undefined, `This is the log ${name}, and an anchor is of ${log}.`);
      }
      if (size >= records) {
        const message = `The log has ${records} records, and an anchor for ${size} stood behind them.`;
        this.#onProblem('anchor_size', undefined, message);
      } else if (size >= signed) {
        this.#onProblem('anchor_head', size, 'It was a signed checkpoint when the anchor was kept, and is none now.');
      }
    }
  }
}

const NONE: readonly Checkpoint[] = [];
