import {
  AttestaError,
  type Entry,
  type JsonValue,
  type ListOptions,
  option,
  readOptions,
  type StateStore,
  type Versioned,
} from '@attesta/core';
import type { Database, Query } from './database.js';
import type { Patience } from './busy-retry.js';
import { behind, keyBytes, keyOf } from './state-key.js';
import type { StateWatch } from './state-watch.js';
import { jsonText, Stored } from './stored.js';
import type { WriteQueue } from './write-queue.js';

/** What the parts of a store share. */
export interface StoreParts {
  readonly database: Database;
  readonly writes: WriteQueue;
  readonly patience: Patience;
}

/** The table `state` as a `StateStore`. */
export class SqliteStateStore implements StateStore {
  readonly #writes: WriteQueue;
  readonly #patience: Patience;
  readonly #watches: StateWatch;
  readonly #read: (key: string) => Stored | undefined;
  readonly #version: Query;
  readonly #replace: Query;
  readonly #remove: (version: number) => void;
  readonly #list: Query;
  readonly #listToEnd: Query;

  constructor({ database, writes, patience }: StoreParts, watches: StateWatch) {
    this.#writes = writes;
    this.#patience = patience;
    this.#watches = watches;
    this.#read = stateReader(database);
    this.#version = database.query('SELECT version FROM state WHERE key = ?');
    // A row that replaces another gets a version of its own, which AUTOINCREMENT never gives twice.
    this.#replace = database.query('REPLACE INTO state (key, value) VALUES (?, ?) RETURNING version');
    this.#remove = database.command('DELETE FROM state WHERE version = ?');
    this.#list = database.query(`${LIST} AND key < ? ORDER BY key LIMIT ?`);
    this.#listToEnd = database.query(`${LIST} ORDER BY key LIMIT ?`);
  }

  async get(key: string): Promise<Versioned | undefined> {
    const stored = await this.#patience.with(() => this.#read(key));
    return stored?.copy();
  }

  async compareAndSet(key: string, expectedVersion: number, value: JsonValue): Promise<number | undefined> {
    const name = keyBytes(key);
    const text = jsonText(value);
    const version = await this.#writes.add(() => {
      if ((this.#version.first(name)?.integer(0) ?? 0) !== expectedVersion) return undefined;
      return this.#replace.first(name, text)?.integer(0);
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

  async list(prefix: string, options?: ListOptions): Promise<readonly Entry[]> {
    const { after, limit = 100 } = readOptions<ListOptions>('list', options, LIST_RULES);
    // U+0000 at its end is the first key behind a key.
    const first = keyBytes(after === undefined || after < prefix ? prefix : `${after}\0`);
    const end = behind(keyBytes(prefix));
    const rows = await this.#patience.with(() =>
      end === undefined ? this.#listToEnd.all(first, limit) : this.#list.all(first, end, limit),
    );
    return rows.map((row) => ({ key: keyOf(row.bytes(2)), ...new Stored(row).copy() }));
  }

  async watch(
    key: string,
    version: number,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<Versioned | undefined> {
    if (!Number.isSafeInteger(version) || version < 0) {
      throw new AttestaError('invalid_option', `watch: the version must be a whole number from 0 up, not ${version}.`);
    }
    return await this.#watches.watch(key, version, signal);
  }
}

/** Reads the entry of a key as it is now. */
export function stateReader(database: Database): (key: string) => Stored | undefined {
  const query = database.query('SELECT value, version FROM state WHERE key = ?');
  return (key) => {
    const row = query.first(keyBytes(key));
    return row && new Stored(row);
  };
}

const LIST = 'SELECT value, version, key FROM state WHERE key >= ?';

const LIST_RULES = {
  after: { allowed: 'a text', accepts: (value: unknown) => typeof value === 'string' },
  limit: option.integer(0, 1_000_000),
};
