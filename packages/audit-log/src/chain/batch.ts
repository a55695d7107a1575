import { checkpointDraft } from '../checkpoint/checkpoint-record.js';
import type { Signing } from '../checkpoint/signing.js';
import type { Draft } from '../record/draft.js';
import { seal } from '../record/seal.js';
import type { Tip } from './tip.js';

/** What is to be appended: a record, or only a checkpoint over what is not signed. */
export type Wish = Draft | 'checkpoint';

/** Records that are given their places behind a tip, to be appended in one piece. */
export class Assembly {
  readonly records: Uint8Array[] = [];
  /** The tip once they are appended. */
  tip: Tip;
  /** The last checkpoint among them. */
  note: string | undefined;
  readonly #interval: number;
  readonly #time: number;

  /**
   * @param interval The most records between two checkpoints.
   * @param time Milliseconds since 1970.
   */
  constructor(tip: Tip, interval: number, time: number) {
    this.tip = tip;
    this.#interval = interval;
    this.#time = time;
  }

  /** Adds what is wished; resolves to the name of its record, at once unless something is to be signed. A log begins signed. */
  add(wish: Wish, signing: Signing): string | Promise<string> {
    if (this.tip.size === 0) return this.#addSigned(wish, signing);
    if (wish !== 'checkpoint') this.#seal(wish, this.tip.unsigned + 1);
    const receipt = `${this.tip.size - 1}:${this.tip.head}`;
    return this.#isDue(wish) ? this.#sign(signing).then(() => receipt) : receipt;
  }

  async #addSigned(wish: Wish, signing: Signing): Promise<string> {
    await this.#sign(signing);
    return await this.add(wish, signing);
  }

  #isDue(wish: Wish): boolean {
    return this.tip.unsigned >= (wish === 'checkpoint' ? 1 : this.#interval);
  }

  async #sign(signing: Signing): Promise<void> {
    const { log, size, head } = this.tip;
    this.note = await signing.sign({ log, size, head, time: this.#time });
    this.#seal(checkpointDraft(this.note), 0);
  }

  #seal(draft: Draft, unsigned: number): void {
    const { log, size, head } = this.tip;
    const { bytes, hash } = seal(draft, { log, previous: head, sequence: size, time: this.#time });
    this.records.push(bytes);
    this.tip = { log, size: size + 1, head: hash, unsigned };
  }
}
