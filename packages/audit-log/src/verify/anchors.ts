import { type Checkpoint, readCheckpoint } from '../checkpoint/checkpoint.js';
import { endorse } from '../checkpoint/note.js';
import type { VerifierKey } from '../checkpoint/verifier-key.js';
import type { Envelope } from '../record/envelope.js';
import { isoTime } from '../record/iso-time.js';
import type { ProblemCode, SignedUpTo } from './report.js';

/** Called with what is wrong. */
export type OnProblem = (code: ProblemCode, record: number | undefined, message: string) => void;

/** Checkpoints that were kept elsewhere. Each was in the log before it was kept, as the record behind those that it covers. */
export class Anchors {
  readonly #bySize = new Map<number, Anchor[]>();
  readonly #onProblem: OnProblem;
  readonly #onSigned: (signed: SignedUpTo) => void;

  constructor(
    texts: readonly string[],
    keys: readonly VerifierKey[],
    onProblem: OnProblem,
    onSigned: (signed: SignedUpTo) => void,
  ) {
    this.#onProblem = onProblem;
    this.#onSigned = onSigned;
    for (const text of texts) this.#add(text, keys);
  }

  #add(text: string, keys: readonly VerifierKey[]): void {
    const read = readCheckpoint(text);
    const endorsement = read && endorse(read.note, keys);
    if (read === undefined || endorsement?.status !== 'signed') {
      this.#onProblem('anchor', undefined, 'An anchor is no checkpoint that a known key has signed.');
      return;
    }
    const { checkpoint } = read;
    const anchors = this.#bySize.get(checkpoint.size) ?? [];
    anchors.push({ ...checkpoint, keys: endorsement.by.map(({ name, id }) => `${name}+${id}`) });
    this.#bySize.set(checkpoint.size, anchors);
  }

  /** Looks whether anything was signed for the records before this one. */
  pass({ kind, previous, time }: Envelope, record: number): void {
    const anchors = this.#bySize.get(record);
    if (anchors === undefined) return;
    for (const { head, keys, time: signedAt } of anchors) {
      if (kind === 'checkpoint' && previous === head && time === isoTime(signedAt)) {
        this.#onSigned({ size: record + 1, time, keys });
      } else {
        this.#onProblem(
          'anchor_head',
          record,
          'An anchor was signed for other records before it, or for another checkpoint.',
        );
      }
    }
  }

  /** The log has so many records, and this name. */
  end(records: number, name: string | undefined): void {
    for (const { log, size } of [...this.#bySize.values()].flat()) {
      if (name !== undefined && log !== name) {
        this.#onProblem('anchor_log', undefined, `This is the log ${name}, and an anchor is of ${log}.`);
      }
      if (size > records) {
        this.#onProblem(
          'anchor_size',
          undefined,
          `The log has ${records} records, and an anchor was signed for ${size}.`,
        );
      }
    }
  }
}

interface Anchor extends Checkpoint {
  readonly keys: readonly string[];
}
