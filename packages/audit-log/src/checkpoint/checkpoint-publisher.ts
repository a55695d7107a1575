import type { Clock } from '@attesta/core';
import { deadlineIn, within } from '@attesta/core/authoring';
import type { CheckpointStore } from './checkpoint-store.js';

/** Gives checkpoints to the stores, one after the other. Of those that arrive meanwhile it gives only the last, which covers the others. */
export class CheckpointPublisher {
  readonly #stores: readonly CheckpointStore[];
  readonly #clock: Clock;
  readonly #onFailure: (error: unknown) => Promise<void>;
  #next: Publication | undefined;
  #running: Promise<void> | undefined;
  #pause = new AbortController();
  #failure: Failure | undefined;

  constructor(stores: readonly CheckpointStore[], clock: Clock, onFailure: (error: unknown) => Promise<void>) {
    this.#stores = stores;
    this.#clock = clock;
    this.#onFailure = onFailure;
  }

  /** Takes a checkpoint that is durable in the log. Never throws. */
  offer(log: string, checkpoint: string): void {
    if (this.#stores.length === 0) return;
    this.#next = { log, checkpoint };
    this.#running ??= this.#run();
  }

  /** Resolves when the last one offered is saved; rejects when a store failed. */
  async flush(): Promise<void> {
    this.#pause.abort();
    await this.#running;
    if (this.#failure !== undefined) throw this.#failure.reason;
  }

  async #run(): Promise<void> {
    for (let current = this.#next; current !== undefined; current = this.#next) {
      this.#next = undefined;
      const failure = await this.#save(current).catch((reason: unknown) => ({ reason }));
      // Not awaited, as records may wait for this. Closing the log reports the failure again.
      if (failure !== undefined && this.#failure === undefined) this.#onFailure(failure.reason).catch(() => {});
      this.#failure = failure;
      if (this.#next !== undefined) await this.#rest().catch(() => {});
    }
    this.#running = undefined;
  }

  async #save({ log, checkpoint }: Publication): Promise<Failure | undefined> {
    const limit = { clock: this.#clock, deadline: deadlineIn(this.#clock, TIMEOUT_SECONDS) };
    const saved = await Promise.all(
      this.#stores.map((store) => within(async () => await store.save(checkpoint, log), limit)),
    );
    const failed = saved.find(({ status }) => status !== 'fulfilled');
    if (failed === undefined) return undefined;
    if (failed.status === 'rejected') return { reason: failed.reason };
    return { reason: new Error(`CheckpointStore.save() must resolve within ${TIMEOUT_SECONDS} seconds.`) };
  }

  /** A store is a disk or a network: it gets one checkpoint a second, and the last one at once when the log is closed. */
  async #rest(): Promise<void> {
    await this.#clock.sleep(1000, this.#pause.signal);
    this.#pause = new AbortController();
  }
}

interface Publication {
  readonly log: string;
  readonly checkpoint: string;
}

interface Failure {
  readonly reason: unknown;
}

const TIMEOUT_SECONDS = 10;
