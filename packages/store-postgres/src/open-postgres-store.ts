import { AttestaError, type Clock, type LogStore, type StateStore, systemClock } from '@attesta/core';
import { option, readOptions } from '@attesta/core/authoring';
import { AppendQueue } from './append-queue.js';
import { Database } from './database.js';
import { NotificationListener } from './notification-listener.js';
import { PostgresLogStore } from './postgres-log-store.js';
import { createPool, type PostgresPool } from './postgres-pool.js';
import { PostgresStateStore } from './postgres-state-store.js';
import { assertCurrent, assertDurable, migrate, type Schema, schemaNamed } from './schema.js';
import { StateWatch } from './state-watch.js';

/** Options of `openPostgresStore`. Exactly one of `connectionString` and `pool` is required. */
export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database`, with the parameters that `pg` supports, for example `sslmode`. */
  readonly connectionString?: string;
  /** A `Pool` of `pg` with at least 2 connections. `close()` does not end it. */
  readonly pool?: PostgresPool;
  /** Name of the schema. Default `attesta`. */
  readonly schema?: string;
  /** False: a missing or older schema is refused (`missing`), not created or updated. Default true. */
  readonly migrate?: boolean;
  /** Default: `systemClock`. */
  readonly clock?: Clock;
  /** Most connections of this store, including the one that listens: 2 to 1000. Default 10. Not with `pool`. */
  readonly maxConnections?: number;
  /** Seconds to get a connection, including retries: 0.1 to 60. Default 5. */
  readonly connectTimeoutSeconds?: number;
  /** Seconds that a statement may take: 0.1 to 60. Default 5. */
  readonly statementTimeoutSeconds?: number;
  /** Seconds that a `watch` survives a lost connection: 0.1 to 3600. Default 60. */
  readonly reconnectTimeoutSeconds?: number;
  /** Seconds between two checks of the connection that listens, while a `watch` is pending: 0.1 to 60. Default 10. */
  readonly checkIntervalSeconds?: number;
}

/** An open store. */
export interface PostgresStore {
  readonly state: StateStore;
  readonly log: LogStore;
  /**
   * Completes pending operations, ends every watch as an abort would, and gives every connection back. A second call has no
   * further effect. Every later operation rejects (`closed`).
   */
  close(): Promise<void>;
}

/**
 * Opens a store of state and log in a schema of a PostgreSQL database, which is created if it is missing. Any number of
 * processes on any number of machines can have it open.
 *
 * @throws AttestaError (`invalid_option`); PostgresStoreError for a server or schema that cannot be used.
 * @example
 * const { state, log, close } = await openPostgresStore({ connectionString: 'postgres://attesta@db.internal/attesta' });
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<PostgresStore> {
  const given = readOptions<PostgresStoreOptions>('openPostgresStore', options, RULES);
  const {
    clock = systemClock,
    schema: name = 'attesta',
    statementTimeoutSeconds = 5,
    connectTimeoutSeconds = 5,
  } = given;
  const { pool, end } = await poolFor(given, statementTimeoutSeconds, connectTimeoutSeconds);
  const schema = schemaNamed(name);
  const database = new Database({
    pool,
    place: `The PostgreSQL schema ${name}`,
    clock,
    connectSeconds: connectTimeoutSeconds,
    statementSeconds: statementTimeoutSeconds,
  });
  try {
    await assertDurable(database);
    if (given.migrate === false) await assertCurrent(database, schema);
    else await migrate(database, schema);
  } catch (error) {
    await database.close();
    await end();
    throw error;
  }
  return compose(database, schema, given, end);
}

function compose(
  database: Database,
  schema: Schema,
  { reconnectTimeoutSeconds = 60, checkIntervalSeconds = 10 }: PostgresStoreOptions,
  endPool: () => Promise<void>,
): PostgresStore {
  const appends = new AppendQueue(database, schema);
  const seconds = { reconnectSeconds: reconnectTimeoutSeconds, checkSeconds: checkIntervalSeconds };
  const watches = new StateWatch(database.place, {
    read: (digests) => listener.read(digests),
    setWaiting: (isWaiting) => listener.setWaiting(isWaiting),
  });
  const listener = new NotificationListener({ database, schema, ...seconds }, watches);
  let closing: Promise<void> | undefined;
  return Object.freeze({
    state: new PostgresStateStore(database, schema, watches),
    log: new PostgresLogStore(database, schema, appends),
    close: () => {
      closing ??= end();
      return closing;
    },
  });

  async function end(): Promise<void> {
    watches.close();
    await appends.close();
    await listener.close();
    await database.close();
    await endPool();
  }
}

interface OpenPool {
  readonly pool: PostgresPool;
  readonly end: () => Promise<void>;
}

async function poolFor(
  given: PostgresStoreOptions,
  statementSeconds: number,
  connectSeconds: number,
): Promise<OpenPool> {
  const { connectionString, pool, maxConnections } = given;
  if ((connectionString === undefined) === (pool === undefined)) {
    throw misuse('exactly one of connectionString and pool is required');
  }
  if (pool !== undefined) {
    if (maxConnections !== undefined)
      throw misuse('maxConnections must not be given together with pool, which has its own limit');
    if (pool.options.max < 2)
      throw misuse(`pool must allow at least 2 connections, one of which listens; got ${pool.options.max}`);
    return { pool, end: async () => {} };
  }
  const limits = { connections: maxConnections ?? 10, connectSeconds, statementSeconds };
  const own = await createPool(connectionString ?? '', limits);
  return { pool: own, end: async () => await own.end() };
}

function misuse(rule: string): AttestaError {
  return new AttestaError('invalid_option', `openPostgresStore: ${rule}.`);
}

const RULES = {
  connectionString: {
    allowed:
      'a string that begins with postgres:// or postgresql://, with @ / ? # percent-encoded in user and password',
    accepts: (value: unknown) =>
      typeof value === 'string' && /^postgres(ql)?:\/\/(?:[^@]*|[^@/?#]*@[^@]*)$/.test(value),
  },
  pool: option.with('connect', 'end', 'on', 'removeListener'),
  schema: {
    allowed: 'a name of 1 to 48 lowercase letters, digits and _, which begins with a letter and not with pg_',
    accepts: (value: unknown) => typeof value === 'string' && /^(?!pg_)[a-z][a-z0-9_]{0,47}$/.test(value),
  },
  migrate: option.boolean,
  clock: option.with('wall', 'monotonic', 'after', 'sleep'),
  maxConnections: option.integer(2, 1000),
  connectTimeoutSeconds: secondsTo(60),
  statementTimeoutSeconds: secondsTo(60),
  reconnectTimeoutSeconds: secondsTo(3600),
  checkIntervalSeconds: secondsTo(60),
};

function secondsTo(most: number): { readonly allowed: string; readonly accepts: (value: unknown) => boolean } {
  return {
    allowed: `a number of seconds from 0.1 to ${most}`,
    accepts: (value) => typeof value === 'number' && value >= 0.1 && value <= most,
  };
}
