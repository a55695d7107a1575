import type { Database } from './database.js';
import type { Patience } from './busy-retry.js';
import { closed } from './store-error.js';

/** A change that waits for its transaction. */
interface Write {
  /** Makes the change. Synchronous; whatever it throws undoes all of the transaction. */
  readonly change: () => void;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Group commit: whatever is to be written in one turn of the event loop, or while a transaction waits for the file, shares the
 * next transaction and its sync. Each change sees what those before it in line have done.
 */
export class WriteQueue {
  readonly #database: Pick<Database, 'path' | 'transaction'>;
  readonly #patience: Patience;
  readonly #waiting: Write[] = [];
  #draining: Promise<void> | undefined;
  #isClosed = false;

  constructor(database: Pick<Database, 'path' | 'transaction'>, patience: Patience) {
    this.#database = database;
    this.#patience = patience;
  }

  /** Resolves to what `change` returned, once it is durable; rejects when it was not made, or nobody knows. */
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

  /** Takes nothing more, and resolves once all that was taken has been written or has failed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#draining;
  }

  async #drain(): Promise<void> {
    do {
      await nextTurn();
      const writes = this.#waiting.splice(0, MOST_WRITES);
      try {
        await this.#patience.with(() =>
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

/** So many writes at most hold up the event loop together. */
const MOST_WRITES = 256;

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
