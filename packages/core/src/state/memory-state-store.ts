import { onAbort } from '../clock/on-abort.js';
import { invalid } from '../decision/errors.js';
import type { JsonValue, StateEntry, StateListOptions, StateStore, Versioned } from '../ports/state-store.js';

interface Stored {
  /** A value that was handed in or out cannot change it. */
  readonly json: string;
  readonly version: number;
}

/** A state store in memory, for tests and for state that may end with the process. */
export class MemoryStateStore implements StateStore {
  readonly #entries = new Map<string, Stored>();
  /** The keys by folder, which is all up to the last slash: what a list asks for lies in few of them. */
  readonly #folders = new Map<string, Set<string>>();
  readonly #watchers = new Map<string, Set<() => void>>();
  // One count for all keys, so that a key made again never repeats a version.
  #version = 0;

  async get(key: string): Promise<Versioned | undefined> {
    return this.#read(key);
  }

  async compareAndSet(key: string, expectedVersion: number, value: JsonValue): Promise<number | undefined> {
    if ((this.#entries.get(key)?.version ?? 0) !== expectedVersion) return undefined;
    const json = storedJson(value);
    this.#version += 1;
    this.#entries.set(key, { json, version: this.#version });
    const folder = folderOf(key);
    this.#folders.set(folder, (this.#folders.get(folder) ?? new Set()).add(key));
    this.#wake(key);
    return this.#version;
  }

  async delete(key: string, expectedVersion: number): Promise<boolean> {
    if (this.#entries.get(key)?.version !== expectedVersion) return false;
    this.#entries.delete(key);
    const folder = folderOf(key);
    const siblings = this.#folders.get(folder);
    siblings?.delete(key);
    if (siblings?.size === 0) this.#folders.delete(folder);
    this.#wake(key);
    return true;
  }

  async list(prefix: string, { after = '', limit = 100 }: StateListOptions = {}): Promise<readonly StateEntry[]> {
    const found: string[] = [];
    for (const [folder, keys] of this.#folders) {
      if (!folder.startsWith(prefix) && !prefix.startsWith(folder)) continue;
      for (const key of keys) if (key.startsWith(prefix) && key > after) found.push(key);
    }
    return found
      .sort()
      .slice(0, limit)
      .flatMap((key) => {
        const entry = this.#read(key);
        return entry === undefined ? [] : [{ key, ...entry }];
      });
  }

  watch(key: string, version: number, { signal }: { readonly signal: AbortSignal }): Promise<Versioned | undefined> {
    return new Promise((resolve) => {
      const watchers = this.#watchers.get(key) ?? new Set();
      const look = (): void => {
        const entry = this.#read(key);
        const isNews = entry === undefined ? version !== 0 : entry.version > version;
        if (!isNews && !signal.aborted) return;
        watchers.delete(look);
        if (watchers.size === 0 && this.#watchers.get(key) === watchers) this.#watchers.delete(key);
        forget();
        resolve(signal.aborted ? undefined : entry);
      };
      this.#watchers.set(key, watchers.add(look));
      const forget = onAbort(signal, look);
      look();
    });
  }

  #read(key: string): Versioned | undefined {
    const stored = this.#entries.get(key);
    return stored && { value: JSON.parse(stored.json), version: stored.version };
  }

  #wake(key: string): void {
    for (const look of [...(this.#watchers.get(key) ?? [])]) look();
  }
}

function folderOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/') + 1);
}

/**
 * Encodes a value for a store.
 *
 * @throws AttestaError (`invalid_option`), or the error of `JSON.stringify`, for a value that is not JSON data.
 */
export function storedJson(value: JsonValue): string {
  const json: string | undefined = JSON.stringify(value);
  if (json === undefined) throw invalid('A stored value must be JSON data.');
  return json;
}
