/**
 * What went wrong, for programs. Codes are stable; messages are not.
 *
 * - `busy`: other processes held the file for longer than `busyTimeoutSeconds`.
 * - `closed`: the store was used after it was closed.
 * - `damaged`: the file is ours and cannot be read as it must. Nothing more is written to it.
 * - `foreign`: the file is no store of ours.
 * - `moved`: the file was deleted or replaced while it was open. Nothing was written.
 * - `newer`: a newer version of this package has written the file.
 * - `unsafe`: others could read, change or replace the file.
 * - `failed`: anything else, a full disk for instance; `cause` tells more.
 */
export type SqliteStoreErrorCode = 'busy' | 'closed' | 'damaged' | 'foreign' | 'moved' | 'newer' | 'unsafe' | 'failed';

/** Why a store could not be opened, read or written. What it was asked for counts as not done. */
export class SqliteStoreError extends Error {
  readonly code: SqliteStoreErrorCode;

  constructor(code: SqliteStoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** The error for what the driver has thrown about the file at `path`. */
export function storeError(path: string, cause: unknown): SqliteStoreError {
  if (cause instanceof SqliteStoreError) return cause;
  const code = driverCode(cause);
  const message = cause instanceof Error ? cause.message : String(cause);
  if (BUSY.test(code)) return new SqliteStoreError('busy', `${path} is held by another process: try again.`, { cause });
  if (DAMAGED.test(code)) return damaged(path, message, cause);
  return new SqliteStoreError('failed', `${path}: ${message}.`, { cause });
}

/** The error for a file of ours that holds what it cannot. */
export function damaged(path: string, what: string, cause?: unknown): SqliteStoreError {
  const advice = 'Nothing more is written to it. Move it away together with its "-wal" file, and restore a copy.';
  return new SqliteStoreError('damaged', `${path} is damaged: ${what}. ${advice}`, { cause });
}

/** The error for a use after the end. */
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

/** SQLite's name for what happened, as the driver tells it: `SQLITE_BUSY`. */
export function driverCode(error: unknown): string {
  if (!(error instanceof Error) || !Object.hasOwn(error, 'code')) return '';
  return String(Reflect.get(error, 'code'));
}

// PROTOCOL: the race for the locks of the write-ahead log was lost too often in a row (https://sqlite.org/rescode.html).
const BUSY = /^SQLITE_(BUSY|PROTOCOL)/;
const DAMAGED = /^SQLITE_(CORRUPT|NOTADB)/;
