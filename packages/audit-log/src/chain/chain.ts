import type { Clock, LogStore } from '@attesta/core';
import type { Publisher } from '../checkpoint/publisher.js';
import type { Signing } from '../checkpoint/signing.js';
import { AuditLogError } from '../errors.js';
import { assemble, type Wish } from './assemble.js';
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
}

/**
 * Appends records to a log, each bound to the one before it. One append is under way at a time; what comes in the meantime waits
 * for it together, and shares the next. When another writer was first, its records are followed and the batch is built anew.
 */
export class Chain {
  readonly #parts: ChainParts;
  readonly #waiting: Waiting[] = [];
  #waitingSize = 0;
  #running: Promise<void> | undefined;
  #tip: Tip | undefined;
  #first: readonly Wish[];
  /** After an append that failed nobody knows what is in the log. */
  #isUncertain = false;
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
        const receipts = await this.#commit(batch.map(({ wish }) => wish));
        batch.forEach(({ resolve }, index) => {
          resolve(receipts[index] ?? '');
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#running = undefined;
  }

  /** What goes into one append. */
  #take(): readonly Waiting[] {
    let size = 0;
    const end = this.#waiting.findIndex(({ wish }, index) => {
      size += sizeOf(wish);
      return index > 0 && (index >= MOST_AT_ONCE || size > MOST_BYTES_AT_ONCE);
    });
    const batch = this.#waiting.splice(0, end < 0 ? this.#waiting.length : end);
    for (const { wish } of batch) this.#waitingSize -= sizeOf(wish);
    return batch;
  }

  async #commit(wishes: readonly Wish[]): Promise<readonly string[]> {
    const { signing, interval, clock, publisher } = this.#parts;
    let tip = await this.#currentTip();
    for (;;) {
      const before = this.#first;
      const built = await assemble(tip, [...before, ...wishes], { signing, interval, time: clock.wall() });
      if (built.records.length === 0 || (await this.#store(tip.size, built.records))) {
        this.#tip = built.tip;
        this.#first = [];
        if (built.note !== undefined) publisher.offer(tip.log, built.note);
        return built.receipts.slice(before.length);
      }
      const { size } = tip;
      tip = await this.#follow(tip);
      if (tip.size === size) throw new Error('The log store refused its own size.');
    }
  }

  async #store(size: number, records: readonly Uint8Array[]): Promise<boolean> {
    this.#isUncertain = true;
    const appended: unknown = await this.#parts.store.append(size, records);
    if (typeof appended !== 'boolean') throw new Error('The log store told neither true nor false.');
    this.#isUncertain = false;
    return appended;
  }

  async #currentTip(): Promise<Tip> {
    if (this.#tip === undefined) this.#tip = await this.#parts.findTip();
    else if (this.#isUncertain) return await this.#follow(this.#tip);
    return this.#tip;
  }

  async #follow(from: Tip): Promise<Tip> {
    const { store, signing, findTip } = this.#parts;
    // Whoever was first with a new log has named it.
    this.#tip = from.size === 0 ? await findTip() : await follow(store, from, signing.keys);
    this.#isUncertain = false;
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
