import type { Clock, LogStore } from '@attesta/core';
import type { CheckpointPublisher } from '../checkpoint/checkpoint-publisher.js';
import type { VerifierKey } from '../checkpoint/keys.js';
import type { CheckedSigner } from '../checkpoint/signer.js';
import { AuditLogError } from '../errors.js';
import { AppendQueue, type AppendRequest, type PendingAppend } from './append-queue.js';
import { Batch } from './batch.js';
import { follow, type Tip } from './tip.js';

/** What a chain works with. */
export interface ChainOptions {
  readonly store: LogStore;
  readonly signer: CheckedSigner;
  /** The keys whose checkpoints count. */
  readonly keys: readonly VerifierKey[];
  readonly publisher: CheckpointPublisher;
  readonly clock: Clock;
  /** The most records between two checkpoints. */
  readonly interval: number;
  /** Finds the end of the log; called until it has resolved once. */
  readonly findTip: () => Promise<Tip>;
  /** Appended before any other record. */
  readonly first: readonly AppendRequest[];
  /** Called when records were appended, or a checkpoint was found in the log. */
  readonly onAppended: () => void;
}

/**
 * Appends records to a log, each bound to the one before it. One append runs at a time; requests that arrive meanwhile share the
 * next. When another writer was first, the chain follows its records and builds the batch again.
 */
export class Chain {
  readonly #options: ChainOptions;
  readonly #queue = new AppendQueue();
  #running: Promise<void> | undefined;
  #tip: Tip | undefined;
  #first: readonly AppendRequest[];
  #isClosed = false;

  constructor(options: ChainOptions) {
    this.#options = options;
    this.#first = options.first;
  }

  /** The known records after the last checkpoint. */
  get unsigned(): number {
    return this.#tip?.unsigned ?? 0;
  }

  /** Resolves to the receipt of the record once it is durable. */
  append(request: AppendRequest): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) throw new AuditLogError('closed', 'The audit log is closed.');
      this.#queue.add({ request, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  /** Accepts no more requests and appends those that wait. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#queue.isEmpty) {
      const pending = this.#queue.take();
      try {
        const receipts = await this.#commit(pending);
        this.#options.onAppended();
        for (const [index, receipt] of receipts.entries()) pending[index]?.resolve(receipt);
      } catch (error) {
        for (const { reject } of pending) reject(error);
      }
    }
    this.#running = undefined;
  }

  /**
   * Appends a batch after the tip. The tip may have moved: other writers append, and an append that was reported as failed may be in
   * the log. The known tip moves only when the store says that the records are durable.
   */
  async #commit(pending: readonly PendingAppend[]): Promise<readonly string[]> {
    const { store, signer, interval, clock, publisher } = this.#options;
    // Each await that is not needed is saved here: every gated call waits for this twice.
    let tip = this.#tip ?? (await this.#findTip());
    for (;;) {
      const batch = new Batch(tip, { signer, interval, time: clock.wall() });
      for (const request of this.#first) await batch.add(request);
      const receipts: string[] = [];
      for (const { request } of pending) {
        const receipt = batch.add(request);
        receipts.push(typeof receipt === 'string' ? receipt : await receipt);
      }
      const { records, note } = batch;
      const appended: unknown = records.length === 0 || (await store.append(tip.size, records));
      if (typeof appended !== 'boolean') throw new Error('LogStore.append() must resolve to a boolean.');
      if (appended) {
        this.#tip = batch.tip;
        this.#first = [];
        if (note !== undefined) publisher.offer(tip.log, note);
        return receipts;
      }
      const { size } = tip;
      tip = await this.#follow(tip);
      if (tip.size === size) throw new Error('LogStore.append() resolved to false for the size that the log has.');
    }
  }

  async #findTip(): Promise<Tip> {
    this.#tip = await this.#options.findTip();
    return this.#tip;
  }

  async #follow(from: Tip): Promise<Tip> {
    // The writer that began a new log has named it.
    if (from.size === 0) return await this.#findTip();
    const { store, keys } = this.#options;
    this.#tip = await follow(store, from, keys);
    return this.#tip;
  }
}
