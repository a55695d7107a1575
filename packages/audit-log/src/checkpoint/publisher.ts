import { type Clock, deadlineIn, within } from '@attesta/core';
import type { CheckpointKeeper } from './checkpoint-store.js';

/** Hands checkpoints to keepers, one after the other; of those that come in the meantime only the last, which covers them all. */
export class Publisher {
  readonly #keepers: readonly CheckpointKeeper[];
  readonly #clock: Clock;
  readonly #onFailure: (error: unknown) => Promise<void>;
  #next: Kept | undefined;
  #running: Promise<void> | undefined;
  #rest = new AbortController();
  #failure: { readonly reason: unknown } | undefined;

  constructor(keepers: readonly CheckpointKeeper[], clock: Clock, onFailure: (error: unknown) => Promise<void>) {
    this.#keepers = keepers;
    this.#clock = clock;
    this.#onFailure = onFailure;
  }

  /** Takes a checkpoint that is durable in the log. Never throws. */
  offer(log: string, note: string): void {
    if (this.#keepers.length === 0) return;
    this.#next = { log, note };
    this.#running ??= this.#run();
  }

  /** Resolves when the last one offered is kept; rejects when it is not. */
  async flush(): Promise<void> {
    this.#rest.abort();
    await this.#running;
    if (this.#failure !== undefined) throw this.#failure.reason;
  }

  async #run(): Promise<void> {
    for (let kept = this.#next; kept !== undefined; kept = this.#next) {
      this.#next = undefined;
      const failure = await this.#keep(kept).catch((reason: unknown) => ({ reason }));
      // Not waited for, as records may be waiting for this: whoever closes the log learns of it again.
      if (failure !== undefined && this.#failure === undefined) this.#onFailure(failure.reason).catch(() => {});
      this.#failure = failure;
      if (this.#next !== undefined) await this.#pause().catch(() => {});
    }
    this.#running = undefined;
  }

  async #keep({ log, note }: Kept): Promise<{ readonly reason: unknown } | undefined> {
    const deadline = deadlineIn(this.#clock, PATIENCE);
    const kept = await Promise.all(
      this.#keepers.map((keeper) => within(() => keeper.keep(log, note), { clock: this.#clock, deadline })),
    );
    const failed = kept.find(({ status }) => status !== 'fulfilled');
    if (failed === undefined) return undefined;
    return {
      reason: failed.status === 'rejected' ? failed.reason : new Error(`It took more than ${PATIENCE} seconds.`),
    };
  }

  /** A keeper is a disk or a network: it gets one checkpoint a second, unless somebody waits for it. */
  async #pause(): Promise<void> {
    await this.#clock.sleep(1000, this.#rest.signal);
    this.#rest = new AbortController();
  }
}

interface Kept {
  readonly log: string;
  readonly note: string;
}

/** Seconds. */
const PATIENCE = 10;
