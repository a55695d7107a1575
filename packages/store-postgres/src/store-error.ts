/**
 * What went wrong, for programs. Codes are stable; messages are not.
 *
 * - `closed`: the store was used after it was closed.
 * - `damaged`: the tables do not hold what they must.
 * - `denied`: the server refuses the role, its password or its rights.
 * - `foreign`: the schema holds something else.
 * - `missing`: there is no such schema, or an older one, and none is to be made.
 * - `newer`: a newer version of this package has made the schema.
 * - `timeout`: a statement took longer than `statementTimeoutSeconds`.
 * - `unavailable`: there is no connection, or it was lost. Nobody knows whether a change that was under way has been made.
 * - `unsafe`: the server would acknowledge what it has not kept.
 * - `failed`: anything else, a full disk for instance; `cause` tells more.
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

/** Why a store could not be opened, read or written. It is never an answer: after a change that rejects, read. */
export class PostgresStoreError extends Error {
  readonly code: PostgresStoreErrorCode;

  constructor(code: PostgresStoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** The error for what the driver has thrown about the store at `place`. */
export function storeError(place: string, cause: unknown): PostgresStoreError {
  if (cause instanceof PostgresStoreError) return cause;
  const state = sqlState(cause);
  const code = state === '' ? 'unavailable' : (CODES.find(([states]) => states.test(state))?.[1] ?? 'failed');
  return new PostgresStoreError(code, `${place}: ${messageOf(cause)}.${ADVICE.get(code) ?? ''}`, { cause });
}

/** The error for a statement that has had its time. */
export function timeout(place: string, seconds: number): PostgresStoreError {
  return new PostgresStoreError('timeout', `${place}: no answer within ${seconds} s.${ADVICE.get('timeout')}`);
}

/** The error for a use after the end. */
export function closed(place: string): PostgresStoreError {
  return new PostgresStoreError('closed', `${place} is closed.`);
}

/** The error for tables that hold what they cannot. */
export function damaged(place: string, what: string): PostgresStoreError {
  return new PostgresStoreError('damaged', `${place} is damaged: ${what}. Restore a copy.`);
}

/** Whether the connection is gone, or could not be made. */
export function isLost(error: unknown): boolean {
  return error instanceof PostgresStoreError && error.code === 'unavailable';
}

/** Whether the server has told that it has undone the statement, so that it may be sent again. */
export function isUndone(error: unknown): boolean {
  return error instanceof PostgresStoreError && UNDONE.test(sqlState(error.cause));
}

/** The server's code (https://www.postgresql.org/docs/current/errcodes-appendix.html); empty where the error is not the server's. */
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
  ['unavailable', ' A change that was under way may have been made: read before you try again.'],
  ['timeout', ' A change may have been made nevertheless: read before you try again.'],
  ['denied', ' See which rights the role needs.'],
]);
