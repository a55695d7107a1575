import { AttestaError, type JsonValue, type StateStore } from '@attesta/core';
import {
  endOfPrefix,
  keyBytes,
  keyFromBytes,
  LIST_RULES,
  readOptions,
  type StateEntry,
  type StateListOptions,
  storedJson,
  type Versioned,
} from '@attesta/core/authoring';
import type { BusyRetry } from './busy-retry.js';
import type { Database, Query } from './database.js';
import { StoredValue } from './row.js';
import type { StateWatch } from './state-watch.js';
import type { WriteQueue } from './write-queue.js';

/** The parts that `SqliteStateStore` and `SqliteLogStore` share. */
export interface StoreDependencies {
  readonly database: Database;
  readonly writes: WriteQueue;
  readonly retry: BusyRetry;
}

/** The table `state` as a `StateStore`. */
export class SqliteStateStore implements StateStore {
  readonly #writes: WriteQueue;
  readonly #retry: BusyRetry;
  readonly #watches: StateWatch;
  readonly #read: (key: string) => StoredValue | undefined;
  readonly #version: Query;
  readonly #replace: Query;
  readonly #remove: (version: number) => void;
  readonly #list: Query;
  readonly #listToEnd: Query;

  constructor({ database, writes, retry }: StoreDependencies, watches: StateWatch) {
    this.#writes = writes;
    this.#retry = retry;
    this.#watches = watches;
    this.#read = stateReader(database);
    this.#version = database.query('SELECT version FROM state WHERE key = ?');
    // A replaced row gets a new version: AUTOINCREMENT never repeats a number.
    this.#replace = database.query('REPLACE INTO state (key, value) VALUES (?, ?) RETURNING version');
    this.#remove = database.command('DELETE FROM state WHERE version = ?');
    this.#list = database.query(`${LIST} AND key < ? ORDER BY key LIMIT ?`);
    this.#listToEnd = database.query(`${LIST} ORDER BY key LIMIT ?`);
  }

  async get(key: string): Promise<Versioned | undefined> {
    const stored = await this.#retry.run(() => this.#read(key));
    return stored?.copy();
  }

  async compareAndSet(key: string, expectedVersion: number, value: JsonValue): Promise<number | undefined> {
    const name = keyBytes(key);
    const json = storedJson(value);
    const version = await this.#writes.add(() => {
      if ((this.#version.first(name)?.integer(0) ?? 0) !== expectedVersion) return undefined;
      return this.#replace.first(name, json)?.integer(0);
    });
    if (version !== undefined) this.#watches.wake(key);
    return version;
  }

  async delete(key: string, expectedVersion: number): Promise<boolean> {
    const name = keyBytes(key);
    const isDeleted = await this.#writes.add(() => {
      if (this.#version.first(name)?.integer(0) !== expectedVersion) return false;
      this.#remove(expectedVersion);
      return true;
    });
    if (isDeleted) this.#watches.wake(key);
    return isDeleted;
  }

  async list(prefix: string, options?: StateListOptions): Promise<readonly StateEntry[]> {
    const { after, limit = 100 } = readOptions<StateListOptions>('SqliteStateStore.list', options, LIST_RULES);
    // The next key after any key is that key with U+0000 appended.
    const first = keyBytes(after === undefined || after < prefix ? prefix : `${after}\0`);
    const end = endOfPrefix(keyBytes(prefix));
    const rows = await this.#retry.run(() =>
      end === undefined ? this.#listToEnd.all(first, limit) : this.#list.all(first, end, limit),
    );
    return rows.map((row) => ({ key: keyFromBytes(row.bytes(2)), ...new StoredValue(row).copy() }));
  }

  async watch(
    key: string,
    version: number,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<Versioned | undefined> {
    if (!Number.isSafeInteger(version) || version < 0) {
      throw new AttestaError(
        'invalid_option',
        `SqliteStateStore.watch: version must be a non-negative integer, got ${version}.`,
      );
    }
    return await this.#watches.watch(key, version, signal);
  }
}

/** Returns a function that reads the current entry of a key. */
export function stateReader(database: Database): (key: string) => StoredValue | undefined {
  const query = database.query('SELECT value, version FROM state WHERE key = ?');
  return (key) => {
    const row = query.first(keyBytes(key));
    return row && new StoredValue(row);
  };
}

const LIST = 'SELECT value, version, key FROM state WHERE key >= ?';
