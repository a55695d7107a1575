import { checkpointDraft } from '../checkpoint/checkpoint.js';
import type { CheckedSigner } from '../checkpoint/signer.js';
import type { Draft } from '../record/draft.js';
import { seal } from '../record/seal.js';
import type { AppendRequest } from './append-queue.js';
import type { Tip } from './tip.js';

/** What a batch needs besides its requests. */
export interface BatchOptions {
  readonly signer: CheckedSigner;
  /** The most records between two checkpoints. */
  readonly interval: number;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** Records with their places after a tip, to be appended together. */
export class Batch {
  readonly records: Uint8Array[] = [];
  /** The tip once they are appended. */
  tip: Tip;
  /** The last checkpoint among them. */
  note: string | undefined;
  readonly #options: BatchOptions;

  constructor(tip: Tip, options: BatchOptions) {
    this.tip = tip;
    this.#options = options;
  }

  /** Adds a request and gives the receipt of its record: at once, unless a checkpoint is due. The first record of a log is a checkpoint. */
  add(request: AppendRequest): string | Promise<string> {
    if (this.tip.size === 0) return this.#sign().then(() => this.add(request));
    if (request !== 'checkpoint') this.#seal(request, this.tip.unsigned + 1);
    const receipt = `${this.tip.size - 1}:${this.tip.head}`;
    return this.#isDue(request) ? this.#sign().then(() => receipt) : receipt;
  }

  #isDue(request: AppendRequest): boolean {
    return this.tip.unsigned >= (request === 'checkpoint' ? 1 : this.#options.interval);
  }

  async #sign(): Promise<void> {
    const { log, size, head } = this.tip;
    const { signer, time } = this.#options;
    this.note = await signer.sign({ log, size, head, time });
    this.#seal(checkpointDraft(this.note), 0);
  }

  #seal(draft: Draft, unsigned: number): void {
    const { log, size, head } = this.tip;
    const { bytes, hash } = seal(draft, { log, previous: head, sequence: size, time: this.#options.time });
    this.records.push(bytes);
    this.tip = { log, size: size + 1, head: hash, unsigned };
  }
}
