import type { Clock, Versioned } from '@attesta/core';
import { closed, isBusy } from './store-error.js';
import type { Stored } from './stored.js';

/** Somebody who waits for news of a key. */
interface Watcher {
  readonly version: number;
  readonly settle: (entry: Versioned | undefined) => void;
  readonly fail: (error: unknown) => void;
}

/** What a watch needs of the store. */
export interface WatchSource {
  readonly path: string;
  readonly read: (key: string) => Stored | undefined;
  /** Another number whenever another connection has committed (https://sqlite.org/pragma.html#pragma_data_version). */
  readonly dataVersion: () => number;
  readonly clock: Clock;
  readonly pollMilliseconds: number;
}

/**
 * Wakes who waits for a change: at once for changes of this store, by one poll for those of others, however many wait. While
 * nobody waits there is no poll and no timer.
 */
export class StateWatch {
  readonly #source: WatchSource;
  readonly #watchers = new Map<string, Set<Watcher>>();
  /** What has been looked at. Undefined: look at the next poll, whatever it says. */
  #seen: number | undefined;
  #cancelPoll: (() => void) | undefined;
  #isClosed = false;

  constructor(source: WatchSource) {
    this.#source = source;
  }

  /** As `StateStore.watch` says. */
  watch(key: string, version: number, signal: AbortSignal): Promise<Versioned | undefined> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) throw closed(this.#source.path);
      if (signal.aborted) {
        resolve(undefined);
        return;
      }
      if (this.#watchers.size === 0) this.#start();
      const end = (): void => {
        signal.removeEventListener('abort', abort);
        this.#remove(key, watcher);
      };
      const abort = (): void => watcher.settle(undefined);
      const watcher: Watcher = {
        version,
        settle: (entry) => {
          end();
          resolve(entry);
        },
        fail: (error) => {
          end();
          reject(error);
        },
      };
      this.#watchers.set(key, (this.#watchers.get(key) ?? new Set()).add(watcher));
      signal.addEventListener('abort', abort, { once: true });
      this.wake(key);
    });
  }

  /** Looks whether there is news of `key`. */
  wake(key: string): void {
    const watchers = this.#watchers.get(key);
    if (watchers === undefined) return;
    try {
      const stored = this.#source.read(key);
      for (const { version, settle } of [...watchers]) {
        // Of each its own copy.
        if (stored === undefined ? version !== 0 : stored.version > version) settle(stored?.copy());
      }
    } catch (error) {
      if (isBusy(error)) this.#seen = undefined;
      else for (const { fail } of [...watchers]) fail(error);
    }
  }

  /** Ends every watch as an abort would. */
  close(): void {
    this.#isClosed = true;
    for (const { settle } of this.#all()) settle(undefined);
  }

  #start(): void {
    this.#schedule();
    this.#seen = undefined;
    this.#look();
  }

  #schedule(): void {
    const { clock, pollMilliseconds } = this.#source;
    this.#cancelPoll = clock.after(pollMilliseconds, () => this.#poll());
  }

  #poll(): void {
    this.#look();
    if (this.#watchers.size === 0) return;
    try {
      this.#schedule();
    } catch (error) {
      for (const { fail } of this.#all()) fail(error);
    }
  }

  #look(): void {
    try {
      const version = this.#source.dataVersion();
      if (version === this.#seen) return;
      // Before the looking: a change in between is seen the next time.
      this.#seen = version;
      for (const key of [...this.#watchers.keys()]) this.wake(key);
    } catch (error) {
      if (!isBusy(error)) for (const { fail } of this.#all()) fail(error);
    }
  }

  #remove(key: string, watcher: Watcher): void {
    const watchers = this.#watchers.get(key);
    watchers?.delete(watcher);
    if (watchers?.size === 0) this.#watchers.delete(key);
    if (this.#watchers.size === 0) this.#cancelPoll?.();
  }

  #all(): readonly Watcher[] {
    return [...this.#watchers.values()].flatMap((watchers) => [...watchers]);
  }
}
