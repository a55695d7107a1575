import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Database } from './database.js';
import type { Patience } from './busy-retry.js';
import { APPLICATION_ID, MIGRATIONS } from './schema.js';
import { damaged, driverCode, SqliteStoreError } from './store-error.js';

/**
 * Makes sure that the file at `path` is empty, or ours, sound, and of a version that we know. Reads only, so that a file that
 * is refused stays as it is, byte for byte, with nothing beside it. It never opens the file but through SQLite: closing a file
 * takes away every lock that the process has on it (https://sqlite.org/howtocorrupt.html, 2.2).
 *
 * @throws SqliteStoreError (`foreign`, `newer`, `damaged`)
 */
export async function recognise(path: string, patience: Patience): Promise<void> {
  if (statSync(path).size === 0) return;
  await recogniseHeader(path);
  await checkContent(path, patience);
}

/** `immutable`: without locks, and without a look at a write-ahead log, which of a foreign file is none of our business. */
async function recogniseHeader(path: string): Promise<void> {
  const database = await Database.open(path, `${pathToFileURL(path).href}?immutable=1`);
  try {
    // Lets the header be read of a file that is shorter than it says: one that a killed process has begun to make.
    database.execute('PRAGMA writable_schema = ON');
    const id = database.query('PRAGMA application_id').first()?.integer(0);
    if (id !== APPLICATION_ID) throw foreign(path, 'a database of another application');
    assertVersion(database);
  } catch (error) {
    const isDatabase = driverCode(causeOf(error)) !== 'SQLITE_NOTADB';
    throw isDatabase ? error : foreign(path, 'no SQLite database, or is damaged where it would say so', error);
  } finally {
    database.end();
  }
}

/** `mode=ro`: with what the write-ahead log holds, and without moving that into the file. */
async function checkContent(path: string, patience: Patience): Promise<void> {
  const database = await Database.open(path, `${pathToFileURL(path).href}?mode=ro`);
  try {
    await patience.with(() => {
      assertVersion(database);
      for (const table of ['state', 'sqlite_sequence']) {
        const found = database.query(`PRAGMA quick_check('${table}')`).first()?.text(0);
        if (found !== 'ok') throw damaged(path, found ?? 'it cannot be checked');
      }
      // The log may be large: here only its end is looked at, and the rest when it is read.
      database.query('SELECT max(position), record FROM log').first();
    });
  } catch (error) {
    const code = driverCode(causeOf(error));
    // A process ended while it made the file. Nothing was ever acknowledged: opening it for writing takes the attempt back.
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
  const message = `${path} is no store of Attesta: it is ${what}. It was left as it is. Name another file.`;
  return new SqliteStoreError('foreign', message, { cause });
}

function newer(path: string, version: number): SqliteStoreError {
  const versions = `version ${version} of the schema, and this package knows ${MIGRATIONS.length}`;
  const message = `${path} was written by a newer @attesta/store-sqlite (${versions}). It was left as it is. Update the package.`;
  return new SqliteStoreError('newer', message);
}
