import { onAbort } from '../clock/on-abort.js';
import type { Versioned } from '../ports/state-store.js';

/** An entry that a store has read. */
export interface StoredEntry {
  readonly version: number;
  /** Returns the entry with a value of its own. */
  copy(): Versioned;
}

/** A pending `StateStore.watch`. Each of its functions settles it at most once, and then removes it from its store. */
export interface Watcher {
  /** Resolves to a copy of the entry if it is newer than the watched version, and to undefined if the watched one was deleted. */
  offer(stored: StoredEntry | undefined): void;
  /** Resolves to undefined, as an abort does. */
  end(): void;
  fail(error: unknown): void;
}

/** The part of a store that keeps its pending watches. */
export interface WatcherPlace {
  /** Keeps the watcher. Either offers it the current entry or makes sure that it is offered soon. */
  add(watcher: Watcher): void;
  remove(watcher: Watcher): void;
}

/** Implements `StateStore.watch` for one key, for a store that keeps the pending watches and offers them what it reads. */
export function startWatch(
  version: number,
  signal: AbortSignal,
  { add, remove }: WatcherPlace,
): Promise<Versioned | undefined> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      resolve(undefined);
      return;
    }
    const settled = (): void => {
      forget();
      remove(watcher);
    };
    const end = (): void => {
      settled();
      resolve(undefined);
    };
    const watcher: Watcher = {
      offer: (stored) => {
        if (stored === undefined ? version === 0 : stored.version <= version) return;
        const entry = stored?.copy();
        settled();
        resolve(entry);
      },
      end,
      fail: (error) => {
        settled();
        reject(error);
      },
    };
    const forget = onAbort(signal, end);
    try {
      add(watcher);
    } catch (error) {
      watcher.fail(error);
    }
  });
}
