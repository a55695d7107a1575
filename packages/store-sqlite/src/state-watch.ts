import type { Clock } from '@attesta/core';
import { type StoredEntry, startWatch, type Versioned, type Watcher } from '@attesta/core/authoring';
import { closed, isBusy } from './store-error.js';

/** The parts of a store that `StateWatch` uses. */
export interface WatchSource {
  readonly path: string;
  readonly read: (key: string) => StoredEntry | undefined;
  /** Changes when another connection commits (https://sqlite.org/pragma.html#pragma_data_version). */
  readonly dataVersion: () => number;
  readonly clock: Clock;
  readonly pollMilliseconds: number;
}

/**
 * Settles pending watches: at once for changes by this store, by one shared poll for changes by other processes. Without a
 * pending watch there is no poll and no timer.
 */
export class StateWatch {
  readonly #source: WatchSource;
  readonly #watchers = new Map<string, Set<Watcher>>();
  /** The data version that was read last. Undefined: the next poll reads every watched key. */
  #seen: number | undefined;
  #cancelPoll: (() => void) | undefined;
  #isClosed = false;

  constructor(source: WatchSource) {
    this.#source = source;
  }

  /** Implements `StateStore.watch`. */
  async watch(key: string, version: number, signal: AbortSignal): Promise<Versioned | undefined> {
    if (this.#isClosed) throw closed(this.#source.path);
    return await startWatch(version, signal, {
      add: (watcher) => this.#add(key, watcher),
      remove: (watcher) => this.#remove(key, watcher),
    });
  }

  /** Reads `key` and settles its watches if it changed. */
  wake(key: string): void {
    const watchers = this.#watchers.get(key);
    if (watchers === undefined) return;
    try {
      const stored = this.#source.read(key);
      for (const watcher of [...watchers]) watcher.offer(stored);
    } catch (error) {
      if (isBusy(error)) this.#seen = undefined;
      else for (const { fail } of [...watchers]) fail(error);
    }
  }

  /** Ends every watch as an abort would. */
  close(): void {
    this.#isClosed = true;
    for (const watcher of this.#all()) watcher.end();
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
      // Set before the keys are read: the next poll sees a change in between.
      this.#seen = version;
      for (const key of [...this.#watchers.keys()]) this.wake(key);
    } catch (error) {
      if (!isBusy(error)) for (const { fail } of this.#all()) fail(error);
    }
  }

  #add(key: string, watcher: Watcher): void {
    if (this.#watchers.size === 0) this.#start();
    this.#watchers.set(key, (this.#watchers.get(key) ?? new Set()).add(watcher));
    this.wake(key);
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
