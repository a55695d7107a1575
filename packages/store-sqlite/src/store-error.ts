import { AttestaError } from '@attesta/core';

/**
 * The cause of a `SqliteStoreError`. Codes are stable; messages are not.
 *
 * - `busy`: another process held the file for longer than `busyTimeoutSeconds`.
 * - `closed`: the store was used after `close()`.
 * - `damaged`: the content of the file is not valid. The store writes no more to it.
 * - `foreign`: the file is not an Attesta store.
 * - `moved`: the file, or a file that belongs to it, was deleted or replaced while it was open. The write was not made.
 * - `newer`: a newer version of this package has written the file.
 * - `unsafe`: other users can read, change or replace the file.
 * - `failed`: any other error, for example a full disk; see `cause`.
 */
export type SqliteStoreErrorCode = 'busy' | 'closed' | 'damaged' | 'foreign' | 'moved' | 'newer' | 'unsafe' | 'failed';

/** Thrown when a store cannot be opened, read or written. Treat the operation as not done. */
export class SqliteStoreError extends AttestaError {
  declare readonly code: SqliteStoreErrorCode;

  constructor(code: SqliteStoreErrorCode, message: string, options?: ErrorOptions) {
    super(code, message, options);
  }
}

/** Converts an error of the driver about the file at `path`. */
export function storeError(path: string, cause: unknown): SqliteStoreError {
  if (cause instanceof SqliteStoreError) return cause;
  const code = driverCode(cause);
  const message = cause instanceof Error ? cause.message : String(cause);
  if (BUSY.test(code)) return new SqliteStoreError('busy', `${path} is held by another process. Try again.`, { cause });
  if (DAMAGED.test(code)) return damaged(path, message, cause);
  return new SqliteStoreError('failed', `${path}: ${message}.`, { cause });
}

/** The error for a store with invalid content. */
export function damaged(path: string, what: string, cause?: unknown): SqliteStoreError {
  const advice = 'The store writes no more to it. Move it away together with its "-wal" file, and restore a copy.';
  return new SqliteStoreError('damaged', `${path} is damaged: ${what}. ${advice}`, { cause });
}

/** The error for a use after `close()`. */
export function closed(path: string): SqliteStoreError {
  return new SqliteStoreError('closed', `The store on ${path} is closed.`);
}

/** The error for a file that is not at its path any more. */
export function moved(path: string): SqliteStoreError {
  return new SqliteStoreError('moved', `${path} was deleted or replaced while it was open. Open the store again.`);
}

export function isBusy(error: unknown): boolean {
  return error instanceof SqliteStoreError && error.code === 'busy';
}

/** Returns SQLite's name of an error of the driver, such as `SQLITE_BUSY`; empty for other errors. */
export function driverCode(error: unknown): string {
  if (!(error instanceof Error) || !Object.hasOwn(error, 'code')) return '';
  return String(Reflect.get(error, 'code'));
}

// PROTOCOL: the connection lost the race for the locks of the write-ahead log too often (https://sqlite.org/rescode.html).
const BUSY = /^SQLITE_(BUSY|PROTOCOL)/;
const DAMAGED = /^SQLITE_(CORRUPT|NOTADB)/;
