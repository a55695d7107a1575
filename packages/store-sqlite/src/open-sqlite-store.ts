import { type Clock, type LogStore, type StateStore, systemClock } from '@attesta/core';
import { option, readOptions } from '@attesta/core/authoring';
import { BusyRetry } from './busy-retry.js';
import { Database } from './database.js';
import { migrate } from './schema.js';
import { SqliteLogStore } from './sqlite-log-store.js';
import { SqliteStateStore, stateReader } from './sqlite-state-store.js';
import { StateWatch } from './state-watch.js';
import { SqliteStoreError } from './store-error.js';
import { prepareStoreFile } from './store-file.js';
import { verifySchema } from './verify-schema.js';
import { WriteQueue } from './write-queue.js';

/** Options of `openSqliteStore`. */
export interface SqliteStoreOptions {
  /** Path of the file, which is created if it is missing. Relative to the working directory. */
  readonly path: string;
  /** Default: `systemClock`. */
  readonly clock?: Clock;
  /** Seconds between two polls for changes by other processes, while a `watch` is pending: 0.01 to 60. Default 0.1. */
  readonly pollIntervalSeconds?: number;
  /** Seconds that an operation waits for a file held by another process before it fails: 0.1 to 60. Default 5. */
  readonly busyTimeoutSeconds?: number;
}

/** An open store. */
export interface SqliteStore {
  readonly state: StateStore;
  readonly log: LogStore;
  /**
   * Completes pending writes, ends every watch as an abort would, and releases the file. A second call has no further effect.
   * Every later operation rejects (`closed`).
   */
  close(): Promise<void>;
}

/**
 * Opens a store of state and log in one SQLite file, which is created if it is missing. Any number of processes can have it
 * open. Acknowledged writes are synced to the disk.
 *
 * @throws AttestaError (`invalid_option`); SqliteStoreError for a file that cannot be used. The file is not changed.
 * @example
 * const { state, log, close } = await openSqliteStore({ path: '.attesta/attesta.db' });
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<SqliteStore> {
  const given = readOptions<SqliteStoreOptions>('openSqliteStore', options, RULES);
  const { clock = systemClock, pollIntervalSeconds = 0.1, busyTimeoutSeconds = 5 } = given;
  const retry = new BusyRetry(clock, busyTimeoutSeconds);
  const path = prepareStoreFile(given.path);
  await verifySchema(path, retry);
  const database = await Database.open(path);
  try {
    await retry.run(() => migrate(database));
    await retry.run(() => configure(database));
    return await retry.run(() => compose(database, retry, clock, pollIntervalSeconds));
  } catch (error) {
    database.end();
    throw error;
  }
}

/** https://sqlite.org/pragma.html. `full`: a commit is synced before it returns. `fullfsync`: on macOS, down to the disk. */
function configure(database: Database): void {
  const mode = database.query('PRAGMA journal_mode = WAL').first()?.string(0);
  if (mode !== 'wal') throw new SqliteStoreError('failed', `${database.path}: ${NO_WAL}`);
  database.execute('PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;');
  database.execute('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;');
  // A read opens the write-ahead log, which creates its files.
  database.query('SELECT max(position) FROM log').first();
  database.pinFiles();
}

function compose(database: Database, retry: BusyRetry, clock: Clock, pollIntervalSeconds: number): SqliteStore {
  const writes = new WriteQueue(database, retry);
  const version = database.query('PRAGMA data_version');
  const watches = new StateWatch({
    path: database.path,
    read: stateReader(database),
    dataVersion: () => version.first()?.integer(0) ?? 0,
    clock,
    pollMilliseconds: pollIntervalSeconds * 1000,
  });
  const dependencies = { database, writes, retry };
  let closing: Promise<void> | undefined;
  return Object.freeze({
    state: new SqliteStateStore(dependencies, watches),
    log: new SqliteLogStore(dependencies),
    close: () => {
      closing ??= end();
      return closing;
    },
  });

  async function end(): Promise<void> {
    watches.close();
    await writes.close();
    database.close();
  }
}

const NO_WAL = 'the file system does not support shared memory between processes. Choose a folder on a local disk.';

const RULES = {
  path: option.required({
    allowed: 'the path of a file (use MemoryStateStore for state in memory)',
    accepts: (path) => typeof path === 'string' && path !== '' && path !== ':memory:' && !path.includes('\0'),
  }),
  clock: option.with('wall', 'monotonic', 'after', 'sleep'),
  pollIntervalSeconds: secondsFrom(0.01),
  busyTimeoutSeconds: secondsFrom(0.1),
};

function secondsFrom(least: number): { readonly allowed: string; readonly accepts: (value: unknown) => boolean } {
  return {
    allowed: `a number of seconds from ${least} to 60`,
    accepts: (value) => typeof value === 'number' && value >= least && value <= 60,
  };
}
