import { type Clock, type LogStore, option, readOptions, type StateStore, systemClock } from '@attesta/core';
import { Database } from './database.js';
import { Patience } from './busy-retry.js';
import { recognise } from './verify-schema.js';
import { migrate } from './schema.js';
import { SqliteLogStore } from './sqlite-log-store.js';
import { SqliteStateStore, stateReader } from './sqlite-state-store.js';
import { StateWatch } from './state-watch.js';
import { SqliteStoreError } from './store-error.js';
import { prepareStoreFile } from './store-file.js';
import { WriteQueue } from './write-queue.js';

/** Options of `openSqliteStore`. */
export interface SqliteStoreOptions {
  /** Where the file is, or will be. Relative to the working directory. */
  readonly path: string;
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Seconds between two looks for changes of other processes, while somebody waits for one: 0.01 to 60. Default 0.1. */
  readonly pollIntervalSeconds?: number;
  /** Seconds for which the file may be held by others before an operation fails: 0.1 to 60. Default 5. */
  readonly busyTimeoutSeconds?: number;
}

/** A file that is open. */
export interface SqliteStore {
  readonly state: StateStore;
  readonly log: LogStore;
  /**
   * Writes what was asked for before, ends every watch as an abort would, and gives the file back. A second time does nothing
   * more. Whatever is asked for afterwards rejects (`closed`).
   */
  close(): Promise<void>;
}

/**
 * Opens a store of state and log on one SQLite file, and makes it where there is none. Any number of processes may have it
 * open. What is acknowledged is synced to the disk.
 *
 * @throws AttestaError (`invalid_option`); SqliteStoreError for a file that cannot be used, which is left as it is.
 * @example
 * const { state, log, close } = await openSqliteStore({ path: '.attesta/attesta.db' });
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<SqliteStore> {
  const given = readOptions<SqliteStoreOptions>('openSqliteStore', options, RULES);
  const { clock = systemClock, pollIntervalSeconds = 0.1, busyTimeoutSeconds = 5 } = given;
  const patience = new Patience(clock, busyTimeoutSeconds);
  const path = prepareStoreFile(given.path);
  await recognise(path, patience);
  const database = await Database.open(path);
  try {
    await patience.with(() => migrate(database));
    await patience.with(() => setUp(database));
    return await patience.with(() => compose(database, patience, clock, pollIntervalSeconds));
  } catch (error) {
    database.end();
    throw error;
  }
}

/** https://sqlite.org/pragma.html. `full`: a commit is synced before it returns. `fullfsync`: on macOS, down to the disk. */
function setUp(database: Database): void {
  const mode = database.query('PRAGMA journal_mode = WAL').first()?.text(0);
  if (mode !== 'wal') throw new SqliteStoreError('failed', `${database.path}: ${NO_WAL}`);
  database.execute('PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;');
  database.execute('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;');
}

function compose(database: Database, patience: Patience, clock: Clock, pollIntervalSeconds: number): SqliteStore {
  const writes = new WriteQueue(database, patience);
  const version = database.query('PRAGMA data_version');
  const watches = new StateWatch({
    path: database.path,
    read: stateReader(database),
    dataVersion: () => version.first()?.integer(0) ?? 0,
    clock,
    pollMilliseconds: pollIntervalSeconds * 1000,
  });
  const parts = { database, writes, patience };
  let closing: Promise<void> | undefined;
  return Object.freeze({
    state: new SqliteStateStore(parts, watches),
    log: new SqliteLogStore(parts),
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

const NO_WAL = 'this file system cannot share memory between processes. Choose a folder on a local disk.';

const RULES = {
  path: option.required({
    allowed: 'the path of a file; for state in memory there is MemoryStateStore',
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
