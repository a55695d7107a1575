import {
  AttestaError,
  type Clock,
  type LogStore,
  option,
  readOptions,
  type StateStore,
  systemClock,
} from '@attesta/core';
import { AppendQueue } from './append-queue.js';
import { Database } from './database.js';
import { NewsLine } from './notification-listener.js';
import { PostgresLogStore } from './postgres-log-store.js';
import { createPool, type PostgresPool } from './postgres-pool.js';
import { PostgresStateStore } from './postgres-state-store.js';
import { assertCurrent, assertDurable, migrate, type Schema, schemaNamed } from './schema.js';
import { StateWatch } from './state-watch.js';

/** Options of `openPostgresStore`. One of `connectionString` and `pool` is given. */
export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database`, with whatever else `pg` understands, `sslmode` for instance. */
  readonly connectionString?: string;
  /** A `Pool` of `pg` of your own, for at least 2 connections. It is yours to end. */
  readonly pool?: PostgresPool;
  /** Default `attesta`. */
  readonly schema?: string;
  /** False: a schema that is missing or of an older version is refused (`missing`) instead of made or brought up. Default true. */
  readonly migrate?: boolean;
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Connections that this store opens at most, the one that listens among them: 2 to 1000. Default 10. Not with `pool`. */
  readonly maxConnections?: number;
  /** Seconds in which there must be a connection, tries included: 0.1 to 60. Default 5. */
  readonly connectTimeoutSeconds?: number;
  /** Seconds that a statement may take: 0.1 to 60. Default 5. */
  readonly statementTimeoutSeconds?: number;
  /** Seconds for which those who wait put up with a lost connection: 0.1 to 3600. Default 60. */
  readonly reconnectTimeoutSeconds?: number;
  /** Seconds between two looks over the connection that listens, while somebody waits: 0.1 to 60. Default 10. */
  readonly checkIntervalSeconds?: number;
}

/** A store that is open. */
export interface PostgresStore {
  readonly state: StateStore;
  readonly log: LogStore;
  /**
   * Does what was asked for before, ends every watch as an abort would, and gives every connection back. A second time does
   * nothing more. Whatever is asked for afterwards rejects (`closed`).
   */
  close(): Promise<void>;
}

/**
 * Opens a store of state and log in a schema of a PostgreSQL database, and makes it where there is none. Any number of processes
 * on any number of machines may have it open.
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
    look: (digests) => news.look(digests),
    waiting: (isWaiting) => news.waiting(isWaiting),
  });
  const news = new NewsLine({ database, schema, ...seconds }, watches);
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
    await news.close();
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
    throw misuse('give either connectionString or pool, and not both');
  }
  if (pool !== undefined) {
    if (maxConnections !== undefined) throw misuse('maxConnections goes with connectionString; a pool has its own');
    if (pool.options.max < 2) throw misuse('pool must be for at least 2 connections: one of them listens');
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
    allowed: 'an address that begins with postgres:// or postgresql://',
    accepts: (value: unknown) => typeof value === 'string' && /^postgres(ql)?:\/\//.test(value),
  },
  pool: option.with('connect', 'end', 'on', 'removeListener'),
  schema: {
    allowed: 'a name of 1 to 48 small letters, digits and _, with a letter first and not beginning with pg_',
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
