import { AttestaError } from '@attesta/core';

/**
 * The cause of an AuditLogError, for programs. Codes are stable; messages are not.
 *
 * - `broken`: the records do not fit together; `verifyAuditLog` reports where.
 * - `closed`: the log was closed.
 * - `exists`: the path already holds a key.
 * - `failed`: an earlier write failed; the log accepts no record until it is opened again.
 * - `insecure`: a file or folder is open to other users, is a link, or is not a regular file.
 * - `key`: a key file or a saved checkpoint cannot be read.
 * - `locked`: another process writes to the log.
 * - `missing`: the file does not exist.
 * - `overlong`: a record is longer than the limit.
 * - `overloaded`: too many records wait.
 * - `rolled_back`: the log is another one than was signed last, or lacks records that were signed.
 * - `torn`: the log ends in the middle of a record.
 * - `unsigned`: the signer did not sign.
 */
export type AuditLogErrorCode =
  | 'broken'
  | 'closed'
  | 'exists'
  | 'failed'
  | 'insecure'
  | 'key'
  | 'locked'
  | 'missing'
  | 'overlong'
  | 'overloaded'
  | 'rolled_back'
  | 'torn'
  | 'unsigned';

/** Thrown for a log, a key or a file that cannot be used as it is. */
export class AuditLogError extends AttestaError {
  declare readonly code: AuditLogErrorCode;

  constructor(code: AuditLogErrorCode, message: string, options?: ErrorOptions) {
    super(code, message, options);
  }
}

/** The log ends in the middle of a record. */
export class TornLogError extends AuditLogError {
  /** The number of bytes after the last whole record. */
  readonly bytes: number;

  constructor(bytes: number) {
    super('torn', `The log ends in an incomplete record of ${bytes} bytes.`);
    this.bytes = bytes;
  }
}

/** Whether a system call failed with one of these codes. */
export function isSystemError(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
