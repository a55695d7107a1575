import { AttestaError } from '@attesta/core';

/**
 * The cause of a `PostgresStoreError`. Codes are stable; messages are not.
 *
 * - `closed`: the store was used after `close()`.
 * - `damaged`: the content of the tables is not valid.
 * - `denied`: the server refused the role, its password or its rights.
 * - `foreign`: the schema is not an Attesta store.
 * - `missing`: the schema is missing or has an older version, and `migrate` is false.
 * - `newer`: a newer version of this package has created the schema.
 * - `timeout`: a statement took longer than `statementTimeoutSeconds`.
 * - `unavailable`: no connection could be made, or it was lost. A running change may have been made.
 * - `unsafe`: the server acknowledges changes before they are durable.
 * - `failed`: any other error, for example a full disk; see `cause`.
 */
export type PostgresStoreErrorCode =
  | 'closed'
  | 'damaged'
  | 'denied'
  | 'foreign'
  | 'missing'
  | 'newer'
  | 'timeout'
  | 'unavailable'
  | 'unsafe'
  | 'failed';

/** Thrown when a store cannot be opened, read or written. A rejected change may have been made: read before you repeat it. */
export class PostgresStoreError extends AttestaError {
  declare readonly code: PostgresStoreErrorCode;

  constructor(code: PostgresStoreErrorCode, message: string, options?: ErrorOptions) {
    super(code, message, options);
  }
}

/** Converts an error of the driver about the store at `place`. */
export function storeError(place: string, cause: unknown): PostgresStoreError {
  if (cause instanceof PostgresStoreError) return cause;
  const state = sqlState(cause);
  const code = state === '' ? 'unavailable' : (CODES.find(([states]) => states.test(state))?.[1] ?? 'failed');
  return new PostgresStoreError(code, `${place}: ${messageOf(cause)}.${ADVICE.get(code) ?? ''}`, { cause });
}

/**
 * The error for a connection that could not be made. It has neither the message of the driver nor a `cause`: both repeat parts of
 * the address, and a badly encoded password is such a part.
 */
export function connectionError(place: string, cause: unknown): PostgresStoreError {
  if (cause instanceof PostgresStoreError) return cause;
  const { code, message } = storeError(place, cause);
  const known = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  if (known === undefined) return new PostgresStoreError(code, message);
  const why = sqlState(cause) === '' ? known : `the server refused it with SQLSTATE ${known}; its log has the message`;
  return new PostgresStoreError(
    code,
    `${place}: no connection (${why}).${code === 'denied' ? (ADVICE.get(code) ?? '') : ''}`,
  );
}

/** The error for a statement that took too long. */
export function timeout(place: string, seconds: number): PostgresStoreError {
  return new PostgresStoreError('timeout', `${place}: no answer within ${seconds} s.${ADVICE.get('timeout')}`);
}

/** The error for a use after `close()`. */
export function closed(place: string): PostgresStoreError {
  return new PostgresStoreError('closed', `${place} is closed.`);
}

/** The error for tables with invalid content. */
export function damaged(place: string, what: string): PostgresStoreError {
  return new PostgresStoreError('damaged', `${place} is damaged: ${what}. Restore a copy.`);
}

/** Returns whether the connection was lost, or could not be made. */
export function isLost(error: unknown): boolean {
  return error instanceof PostgresStoreError && error.code === 'unavailable';
}

/** Returns whether the server reported that it undid the statement, so that it may be sent again. */
export function isUndone(error: unknown): boolean {
  return error instanceof PostgresStoreError && UNDONE.test(sqlState(error.cause));
}

/** Returns the SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html); empty for other errors. */
function sqlState(error: unknown): string {
  if (!(error instanceof Error) || !('severity' in error) || !('code' in error)) return '';
  return String(error.code);
}

function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  // Of several addresses that fail, Node tells the code alone.
  return cause.message || ('code' in cause ? String(cause.code) : cause.name);
}

const CODES: readonly (readonly [RegExp, PostgresStoreErrorCode])[] = [
  // No connection, too many of them, shut down, starting, and a server that has become a standby.
  [/^(08...|53300|57P0.|25006)$/, 'unavailable'],
  [/^(57014|55P03)$/, 'timeout'],
  [/^(28...|42501)$/, 'denied'],
];

/** Serialization failure and deadlock. */
const UNDONE = /^(40001|40P01)$/;

const ADVICE: ReadonlyMap<PostgresStoreErrorCode, string> = new Map([
  ['unavailable', ' A running change may have been made: read before you try again.'],
  ['timeout', ' The change may have been made: read before you try again.'],
  ['denied', ' The README lists the rights that the role needs.'],
]);
