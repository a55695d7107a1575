import type { Versioned } from '@attesta/core';
import { keyDigest } from './state-key.js';
import { closed } from './store-error.js';
import type { Stored } from './stored.js';

/** Somebody who waits for news of a key. */
interface Watcher {
  readonly version: number;
  readonly settle: (entry: Versioned | undefined) => void;
  readonly fail: (error: unknown) => void;
}

/** A key that is watched, and by whom. */
interface Watched {
  readonly key: Buffer;
  readonly watchers: Set<Watcher>;
}

/** Where news come from. */
export interface NewsSource {
  /** Looks, soon, at the entries of keys, and whether there are any: at once, and whenever one of them changes. */
  look(digests: Iterable<string>): void;
  /** From the first who waits to the last. */
  waiting(isWaiting: boolean): void;
}

/** Who waits for which key. What is read for all of them is handed out here. */
export class StateWatch {
  readonly #place: string;
  readonly #source: NewsSource;
  readonly #watched = new Map<string, Watched>();
  #isClosed = false;

  constructor(place: string, source: NewsSource) {
    this.#place = place;
    this.#source = source;
  }

  /** As `StateStore.watch` says. */
  watch(key: Buffer, version: number, signal: AbortSignal): Promise<Versioned | undefined> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) throw closed(this.#place);
      if (signal.aborted) {
        resolve(undefined);
        return;
      }
      const digest = keyDigest(key);
      const end = (): void => {
        signal.removeEventListener('abort', abort);
        this.#remove(digest, watcher);
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
      signal.addEventListener('abort', abort, { once: true });
      this.#add(digest, key, watcher);
    });
  }

  /** What is watched. */
  get digests(): readonly string[] {
    return [...this.#watched.keys()];
  }

  has(digest: string): boolean {
    return this.#watched.has(digest);
  }

  /**
   * Which keys to read for these digests. What is read from now on is told by `tell` to those who wait now: whoever comes later may
   * know more than it.
   */
  asking(digests: Iterable<string>): Asking {
    const asked = [...digests].flatMap((digest) => {
      const watched = this.#watched.get(digest);
      return watched === undefined ? [] : [{ digest, key: watched.key, watchers: [...watched.watchers] }];
    });
    return {
      keys: asked.map(({ key }) => key),
      tell: (found) => {
        for (const { digest, watchers } of asked) {
          const stored = found.get(digest);
          for (const watcher of watchers) {
            if (!this.#watched.get(digest)?.watchers.has(watcher)) continue;
            // Of each its own copy.
            if (stored === undefined ? watcher.version !== 0 : stored.version > watcher.version) {
              watcher.settle(stored?.copy());
            }
          }
        }
      },
    };
  }

  /** Rejects every watch. */
  fail(error: unknown): void {
    for (const watcher of this.#all()) watcher.fail(error);
  }

  /** Ends every watch as an abort would. */
  close(): void {
    this.#isClosed = true;
    for (const watcher of this.#all()) watcher.settle(undefined);
  }

  #add(digest: string, key: Buffer, watcher: Watcher): void {
    if (this.#watched.size === 0) this.#source.waiting(true);
    const watched = this.#watched.get(digest) ?? { key, watchers: new Set() };
    watched.watchers.add(watcher);
    this.#watched.set(digest, watched);
    this.#source.look([digest]);
  }

  #remove(digest: string, watcher: Watcher): void {
    const watchers = this.#watched.get(digest)?.watchers;
    if (!watchers?.delete(watcher)) return;
    if (watchers.size === 0) this.#watched.delete(digest);
    if (this.#watched.size === 0) this.#source.waiting(false);
  }

  #all(): readonly Watcher[] {
    return [...this.#watched.values()].flatMap(({ watchers }) => [...watchers]);
  }
}

/** Keys that are about to be read. */
export interface Asking {
  readonly keys: readonly Buffer[];
  readonly tell: (found: ReadonlyMap<string, Stored>) => void;
}
