import type { BusyRetry } from './busy-retry.js';
import type { Database } from './database.js';
import { closed } from './store-error.js';

/** A change that waits for a transaction. */
interface PendingWrite {
  /** Makes the change. Synchronous; an error undoes the whole transaction. */
  readonly change: () => void;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Group commit: all writes of one turn of the event loop, or made while a transaction waits for the file, share the next
 * transaction and its sync. Each change sees the changes before it.
 */
export class WriteQueue {
  readonly #database: Pick<Database, 'path' | 'transaction'>;
  readonly #retry: BusyRetry;
  readonly #waiting: PendingWrite[] = [];
  #draining: Promise<void> | undefined;
  #isClosed = false;

  constructor(database: Pick<Database, 'path' | 'transaction'>, retry: BusyRetry) {
    this.#database = database;
    this.#retry = retry;
  }

  /** Resolves to the result of `change` after it is durable; rejects if it was not made, or may not have been made. */
  add<T>(change: () => T): Promise<T> {
    if (this.#isClosed) return Promise.reject(closed(this.#database.path));
    return new Promise((resolve, reject) => {
      let settle = (): void => {};
      this.#waiting.push({
        change: () => {
          const result = change();
          settle = () => resolve(result);
        },
        done: () => settle(),
        failed: reject,
      });
      this.#draining ??= this.#drain();
    });
  }

  /** Accepts no more writes. Resolves after all accepted writes are made or have failed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#draining;
  }

  async #drain(): Promise<void> {
    do {
      await nextTurn();
      const writes = this.#waiting.splice(0, MOST_WRITES);
      try {
        await this.#retry.run(() =>
          this.#database.transaction(() => {
            for (const { change } of writes) change();
          }),
        );
        for (const { done } of writes) done();
      } catch (error) {
        for (const { failed } of writes) failed(error);
      }
    } while (this.#waiting.length > 0);
    this.#draining = undefined;
  }
}

/** Most writes in one transaction: together they block the event loop. */
const MOST_WRITES = 256;

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
