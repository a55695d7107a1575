import { AttestaError, type JsonValue, type StateStore } from '@attesta/core';
import {
  endOfPrefix,
  keyFromBytes,
  LIST_RULES,
  readOptions,
  type StateEntry,
  type StateListOptions,
  storedJson,
  type Versioned,
} from '@attesta/core/authoring';
import type { Database } from './database.js';
import { StoredValue } from './row.js';
import type { Schema } from './schema.js';
import { keyColumn, keyDigest, lockNumber } from './state-encoding.js';
import type { StateWatch } from './state-watch.js';

/** The table `state` as a `StateStore`. Each change is one atomic statement. */
export class PostgresStateStore implements StateStore {
  readonly #database: Database;
  readonly #watches: StateWatch;
  readonly #channel: string;
  readonly #sql: Readonly<Record<'get' | 'make' | 'replace' | 'remove' | 'list' | 'listToEnd', string>>;

  constructor(database: Database, schema: Schema, watches: StateWatch) {
    this.#database = database;
    this.#watches = watches;
    this.#channel = schema.name;
    this.#sql = statementsFor(schema);
  }

  async get(key: string): Promise<Versioned | undefined> {
    const [row] = await this.#database.read(this.#sql.get, [keyColumn(key)]);
    return row && new StoredValue(row).copy();
  }

  async compareAndSet(key: string, expectedVersion: number, value: JsonValue): Promise<number | undefined> {
    const name = keyColumn(key);
    const json = storedJson(value);
    if (!isVersion(expectedVersion)) return undefined;
    const notification = [this.#channel, keyDigest(name)];
    const [row] =
      expectedVersion === 0
        ? await this.#database.change(this.#sql.make, [name, json, ...notification, lockNumber(name)])
        : await this.#database.change(this.#sql.replace, [name, json, ...notification, expectedVersion]);
    return row?.integer(0);
  }

  async delete(key: string, expectedVersion: number): Promise<boolean> {
    const name = keyColumn(key);
    if (!isVersion(expectedVersion)) return false;
    const values = [name, this.#channel, keyDigest(name), expectedVersion];
    return (await this.#database.change(this.#sql.remove, values)).length > 0;
  }

  async list(prefix: string, options?: StateListOptions): Promise<readonly StateEntry[]> {
    const { after, limit = 100 } = readOptions<StateListOptions>('PostgresStateStore.list', options, LIST_RULES);
    // The next key after any key is that key with U+0000 appended.
    const first = after === undefined || after < prefix ? keyColumn(prefix) : Buffer.concat([keyColumn(after), ZERO]);
    const end = endOfPrefix(keyColumn(prefix));
    const rows =
      end === undefined
        ? await this.#database.read(this.#sql.listToEnd, [first, limit])
        : await this.#database.read(this.#sql.list, [first, limit, end]);
    return rows.map((row) => ({ key: keyFromBytes(row.bytes(2)), ...new StoredValue(row).copy() }));
  }

  async watch(
    key: string,
    version: number,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<Versioned | undefined> {
    if (!isVersion(version)) {
      throw new AttestaError(
        'invalid_option',
        `PostgresStateStore.watch: version must be a non-negative integer, got ${version}.`,
      );
    }
    return await this.#watches.watch(keyColumn(key), version, signal);
  }
}

function statementsFor({ state, version }: Schema) {
  const next = `nextval('${version}')`;
  const list = `SELECT value, version, encode(key, 'base64') FROM ${state} WHERE key >= $1`;
  return {
    get: `SELECT value, version FROM ${state} WHERE key = $1`,
    // The lock comes before the number: of two clients that create a key, the later one gets the higher version.
    make: `WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock($5)),
      made AS (INSERT INTO ${state} (key, value, version) SELECT $1, $2, ${next} FROM turn
        ON CONFLICT (key) DO NOTHING RETURNING version)
      SELECT version, pg_notify($3, $4) FROM made`,
    replace: `WITH made AS (UPDATE ${state} SET value = $2, version = ${next}
        WHERE key = $1 AND version = $5 RETURNING version)
      SELECT version, pg_notify($3, $4) FROM made`,
    remove: `WITH gone AS (DELETE FROM ${state} WHERE key = $1 AND version = $4 RETURNING version)
      SELECT version, pg_notify($2, $3) FROM gone`,
    list: `${list} AND key < $3 ORDER BY key LIMIT $2`,
    listToEnd: `${list} ORDER BY key LIMIT $2`,
  };
}

const isVersion = (version: number): boolean => Number.isSafeInteger(version) && version >= 0;

const ZERO = Buffer.alloc(2);
