import { type Checkpoint, readCheckpoint } from '../checkpoint/checkpoint.js';
import type { VerifierKey } from '../checkpoint/keys.js';
import { endorse } from '../checkpoint/note.js';
import type { Envelope } from '../record/envelope.js';
import { isoTime } from '../record/json-writer.js';
import type { AuditProblemCode } from './report.js';

/** Called with each problem. */
export type OnProblem = (code: AuditProblemCode, record: number | undefined, message: string) => void;

/** Checkpoints that were saved elsewhere. Each was in the log before, as the record after those that it covers. */
export class Anchors {
  readonly #bySize = new Map<number, Checkpoint[]>();
  readonly #onProblem: OnProblem;

  constructor(anchors: readonly string[], keys: readonly VerifierKey[], onProblem: OnProblem) {
    this.#onProblem = onProblem;
    for (const anchor of anchors) this.#add(anchor, keys);
  }

  #add(anchor: string, keys: readonly VerifierKey[]): void {
    const read = readCheckpoint(anchor);
    if (read === undefined || endorse(read.note, keys).status !== 'signed') {
      this.#onProblem('anchor', undefined, 'An anchor must be a checkpoint that a known key has signed.');
      return;
    }
    const { checkpoint } = read;
    const anchors = this.#bySize.get(checkpoint.size) ?? [];
    anchors.push(checkpoint);
    this.#bySize.set(checkpoint.size, anchors);
  }

  /** Compares a record to the anchors over the records before it. */
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

  /** Called at the end of the log with its number of records, of signed records, and its name. */
  end(records: number, signed: number, name: string | undefined): void {
    for (const { log, size } of [...this.#bySize.values()].flat()) {
      if (name !== undefined && log !== name) {
        this.#onProblem('anchor_log', undefined, `This is the log ${name}, but an anchor is of ${log}.`);
      }
      if (size >= records) {
        const message = `The log has ${records} records, but the checkpoint of an anchor was record ${size}.`;
        this.#onProblem('anchor_size', undefined, message);
      } else if (size >= signed) {
        this.#onProblem(
          'anchor_head',
          size,
          'It was a signed checkpoint when the anchor was saved, and is not one now.',
        );
      }
    }
  }
}

const NONE: readonly Checkpoint[] = [];
