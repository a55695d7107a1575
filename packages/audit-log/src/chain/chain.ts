import type { Clock, LogStore } from '@attesta/core';
import type { Publisher } from '../checkpoint/publisher.js';
import type { Signing } from '../checkpoint/signing.js';
import { AuditLogError } from '../errors.js';
import { Assembly, type Wish } from './batch.js';
import { follow } from './find-tip.js';
import type { Tip } from './tip.js';

/** What a chain is built over. */
export interface ChainParts {
  readonly store: LogStore;
  readonly signing: Signing;
  readonly publisher: Publisher;
  readonly clock: Clock;
  /** The most records between two checkpoints. */
  readonly interval: number;
  /** Looks where the log ends; asked until it has answered once. */
  readonly findTip: () => Promise<Tip>;
  /** What must be recorded before anything else. */
  readonly first: readonly Wish[];
  /** Called when records were appended, or a checkpoint was found to be there. */
  readonly onAppended: () => void;
}

/**
 * Appends records to a log, each bound to the one before it. One append is under way at a time; what comes in the meantime waits
 * for it together, and shares the next. When another writer was first, its records are followed and the batch is built anew.
 */
export class Chain {
  readonly #parts: ChainParts;
  #waiting: Waiting[] = [];
  #waitingSize = 0;
  #running: Promise<void> | undefined;
  #tip: Tip | undefined;
  #first: readonly Wish[];
  #isClosed = false;

  constructor(parts: ChainParts) {
    this.#parts = parts;
    this.#first = parts.first;
  }

  /** Records behind the last checkpoint, as far as is known. */
  get unsigned(): number {
    return this.#tip?.unsigned ?? 0;
  }

  /** Resolves to the name of the record once it is durable. */
  append(wish: Wish): Promise<string> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) reject(new AuditLogError('closed', 'The audit log is closed.'));
      else if (this.#waiting.length >= MOST_WAITING || this.#waitingSize >= MOST_BYTES_WAITING)
        reject(new AuditLogError('overloaded', 'Too many records wait.'));
      else {
        this.#waiting.push({ wish, resolve, reject });
        this.#waitingSize += sizeOf(wish);
        this.#running ??= this.#run();
      }
    });
  }

  /** Takes nothing more; what waits is appended. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#take();
      try {
        const receipts = await this.#commit(batch);
        this.#parts.onAppended();
        for (let index = 0; index < batch.length; index += 1) batch[index]?.resolve(receipts[index] ?? '');
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#running = undefined;
  }

  /** What goes into one append. */
  #take(): readonly Waiting[] {
    if (this.#waiting.length <= MOST_AT_ONCE && this.#waitingSize <= MOST_BYTES_AT_ONCE) {
      const all = this.#waiting;
      this.#waiting = [];
      this.#waitingSize = 0;
      return all;
    }
    let count = 0;
    let size = 0;
    for (const { wish } of this.#waiting) {
      size += sizeOf(wish);
      if (count >= MOST_AT_ONCE || (count > 0 && size > MOST_BYTES_AT_ONCE)) break;
      count += 1;
    }
    const batch = this.#waiting.splice(0, count);
    for (const { wish } of batch) this.#waitingSize -= sizeOf(wish);
    return batch;
  }

  /**
   * Appends a batch behind the tip, wherever that has gone meanwhile: past records of others, or of our own where an append that was
   * reported as failed was none. The tip moves only when the store says that they are there.
   */
  async #commit(batch: readonly Waiting[]): Promise<readonly string[]> {
    const { store, signing, interval, clock, publisher } = this.#parts;
    // No wait where there is nothing to wait for: this is on the way of every call.
    let tip = this.#tip ?? (await this.#found());
    for (;;) {
      const assembly = new Assembly(tip, interval, clock.wall());
      for (const wish of this.#first) await assembly.add(wish, signing);
      const receipts: string[] = [];
      for (const { wish } of batch) {
        const receipt = assembly.add(wish, signing);
        receipts.push(typeof receipt === 'string' ? receipt : await receipt);
      }
      const { records, note } = assembly;
      const appended: unknown = records.length === 0 || (await store.append(tip.size, records));
      if (typeof appended !== 'boolean') throw new Error('The log store told neither true nor false.');
      if (appended) {
        this.#tip = assembly.tip;
        this.#first = [];
        if (note !== undefined) publisher.offer(tip.log, note);
        return receipts;
      }
      const { size } = tip;
      tip = await this.#follow(tip);
      if (tip.size === size) throw new Error('The log store refused its own size.');
    }
  }

  async #found(): Promise<Tip> {
    this.#tip = await this.#parts.findTip();
    return this.#tip;
  }

  async #follow(from: Tip): Promise<Tip> {
    // Whoever was first with a new log has named it.
    if (from.size === 0) return await this.#found();
    const { store, signing } = this.#parts;
    this.#tip = await follow(store, from, signing.keys);
    return this.#tip;
  }
}

interface Waiting {
  readonly wish: Wish;
  readonly resolve: (receipt: string) => void;
  readonly reject: (error: unknown) => void;
}

function sizeOf(wish: Wish): number {
  return wish === 'checkpoint' ? 0 : wish.text.length;
}

const MOST_WAITING = 10_000;
const MOST_BYTES_WAITING = 100e6;
const MOST_AT_ONCE = 500;
const MOST_BYTES_AT_ONCE = 4e6;
