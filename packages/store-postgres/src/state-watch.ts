import { type StoredEntry, startWatch, type Versioned, type Watcher } from '@attesta/core/authoring';
import { keyDigest } from './state-encoding.js';
import { closed } from './store-error.js';

/** A watched key and its pending watches. */
interface Watched {
  readonly key: Uint8Array;
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
  async watch(key: Uint8Array, version: number, signal: AbortSignal): Promise<Versioned | undefined> {
    if (this.#isClosed) throw closed(this.#place);
    const digest = keyDigest(key);
    return await startWatch(version, signal, {
      add: (watcher) => this.#add(digest, key, watcher),
      remove: (watcher) => this.#remove(digest, watcher),
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
          for (const watcher of watchers) if (this.#watched.get(digest)?.watchers.has(watcher)) watcher.offer(stored);
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
    for (const watcher of this.#all()) watcher.end();
  }

  #add(digest: string, key: Uint8Array, watcher: Watcher): void {
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
  readonly keys: readonly Uint8Array[];
  readonly deliver: (found: ReadonlyMap<string, StoredEntry>) => void;
}
