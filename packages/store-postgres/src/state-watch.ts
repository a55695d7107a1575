import type { Versioned } from '@attesta/core/authoring';
import { keyDigest, type StoredValue } from './state-encoding.js';
import { closed } from './store-error.js';

/** A pending `watch` call. */
interface Watcher {
  readonly version: number;
  readonly settle: (entry: Versioned | undefined) => void;
  readonly fail: (error: unknown) => void;
}

/** A watched key and its pending watches. */
interface Watched {
  readonly key: Buffer;
  readonly watchers: Set<Watcher>;
}

/** The source of changes. */
export interface ChangeSource {
  /** Schedules a read of these keys. */
  read(digests: Iterable<string>): void;
  /** Called with true before the first pending watch, and with false after the last. */
  setWaiting(isWaiting: boolean): void;
}

/** The pending watches by key. Entries that are read for them are delivered here. */
export class StateWatch {
  readonly #place: string;
  readonly #source: ChangeSource;
  readonly #watched = new Map<string, Watched>();
  #isClosed = false;

  constructor(place: string, source: ChangeSource) {
    this.#place = place;
    this.#source = source;
  }

  /** Implements `StateStore.watch`. */
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

  /** Digests of all watched keys. */
  get digests(): readonly string[] {
    return [...this.#watched.keys()];
  }

  has(digest: string): boolean {
    return this.#watched.has(digest);
  }

  /**
   * Returns the keys to read for these digests. `deliver` settles only the watches that are pending now: a later watch may
   * know a newer version than this read.
   */
  startRead(digests: Iterable<string>): PendingRead {
    const asked = [...digests].flatMap((digest) => {
      const watched = this.#watched.get(digest);
      return watched === undefined ? [] : [{ digest, key: watched.key, watchers: [...watched.watchers] }];
    });
    return {
      keys: asked.map(({ key }) => key),
      deliver: (found) => {
        for (const { digest, watchers } of asked) {
          const stored = found.get(digest);
          for (const watcher of watchers) {
            if (!this.#watched.get(digest)?.watchers.has(watcher)) continue;
            // Each caller gets its own copy.
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
    if (this.#watched.size === 0) this.#source.setWaiting(true);
    const watched = this.#watched.get(digest) ?? { key, watchers: new Set() };
    watched.watchers.add(watcher);
    this.#watched.set(digest, watched);
    this.#source.read([digest]);
  }

  #remove(digest: string, watcher: Watcher): void {
    const watchers = this.#watched.get(digest)?.watchers;
    if (!watchers?.delete(watcher)) return;
    if (watchers.size === 0) this.#watched.delete(digest);
    if (this.#watched.size === 0) this.#source.setWaiting(false);
  }

  #all(): readonly Watcher[] {
    return [...this.#watched.values()].flatMap(({ watchers }) => [...watchers]);
  }
}

/** Keys that are about to be read, and where the entries go. */
export interface PendingRead {
  readonly keys: readonly Buffer[];
  readonly deliver: (found: ReadonlyMap<string, StoredValue>) => void;
}
