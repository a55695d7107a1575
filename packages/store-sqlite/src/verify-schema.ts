import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { BusyRetry } from './busy-retry.js';
import { Database } from './database.js';
import { APPLICATION_ID, MIGRATIONS } from './schema.js';
import { damaged, driverCode, SqliteStoreError } from './store-error.js';

/**
 * Checks that the file at `path` is empty, or an intact Attesta store of a known version. It only reads: a refused file stays
 * the same, byte for byte, without files beside it. It opens the file only through SQLite: closing a file releases every lock
 * that the process has on it (https://sqlite.org/howtocorrupt.html, 2.2).
 *
 * @throws SqliteStoreError (`foreign`, `newer`, `damaged`)
 */
export async function verifySchema(path: string, retry: BusyRetry): Promise<void> {
  if (statSync(path).size === 0) return;
  await verifyHeader(path);
  await verifyContent(path, retry);
}

/** `immutable`: without locks, and without reading the write-ahead log, which may belong to a foreign file. */
async function verifyHeader(path: string): Promise<void> {
  const database = await Database.open(path, `${pathToFileURL(path).href}?immutable=1`);
  try {
    // Allows reading the header of a file that is shorter than it says: a killed process left it incomplete.
    database.execute('PRAGMA writable_schema = ON');
    const id = database.query('PRAGMA application_id').first()?.integer(0);
    if (id !== APPLICATION_ID) throw foreign(path, 'belongs to another application');
    assertVersion(database);
  } catch (error) {
    const isDatabase = driverCode(causeOf(error)) !== 'SQLITE_NOTADB';
    throw isDatabase ? error : foreign(path, 'is not an SQLite database, or its header is damaged', error);
  } finally {
    database.end();
  }
}

/** `mode=ro`: reads the write-ahead log as well, without moving it into the file. */
async function verifyContent(path: string, retry: BusyRetry): Promise<void> {
  const database = await Database.open(path, `${pathToFileURL(path).href}?mode=ro`);
  try {
    await retry.run(() => {
      assertVersion(database);
      for (const table of ['state', 'sqlite_sequence']) {
        const found = database.query(`PRAGMA quick_check('${table}')`).first()?.string(0);
        if (found !== 'ok') throw damaged(path, found ?? 'the check returned no result');
      }
      // The log may be large: this checks its end, and `read()` checks the rest.
      database.query('SELECT max(position), record FROM log').first();
    });
  } catch (error) {
    const code = driverCode(causeOf(error));
    // A process ended while it created the file, before the first acknowledged write. Opening the file for writing rolls back.
    if (code.startsWith('SQLITE_READONLY')) return;
    throw code === 'SQLITE_ERROR' ? damaged(path, 'a table is missing', error) : error;
  } finally {
    database.end();
  }
}

function assertVersion(database: Database): void {
  const version = database.query('PRAGMA user_version').first()?.integer(0) ?? 0;
  if (version > MIGRATIONS.length) throw newer(database.path, version);
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}

function foreign(path: string, what: string, cause?: unknown): SqliteStoreError {
  const message = `${path} is not an Attesta store: it ${what}. The file was not changed. Name another file.`;
  return new SqliteStoreError('foreign', message, { cause });
}

function newer(path: string, version: number): SqliteStoreError {
  const versions = `schema version ${version}; this package supports ${MIGRATIONS.length}`;
  const message = `${path} was written by a newer @attesta/store-sqlite (${versions}). The file was not changed. Update the package.`;
  return new SqliteStoreError('newer', message);
}
