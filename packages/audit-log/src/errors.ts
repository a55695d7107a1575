/**
 * What went wrong with a log, for programs. Codes are stable; messages are not.
 *
 * - `broken`: the log does not fit together; `verifyAuditLog` says where.
 * - `closed`: it was closed.
 * - `exists`: there is a key already.
 * - `failed`: an earlier write failed; the log takes nothing more until it is opened again.
 * - `insecure`: a file or folder is not the owner's alone, is a link, or is no plain file.
 * - `key`: a key file or a kept checkpoint cannot be read.
 * - `locked`: another process writes to it.
 * - `missing`: there is no such file.
 * - `overlong`: a record is longer than a record may be.
 * - `overloaded`: too many records wait.
 * - `rolled_back`: it is not the log, or no longer all of the log, that was signed last.
 * - `torn`: it ends in the middle of a record.
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
export class AuditLogError extends Error {
  readonly code: AuditLogErrorCode;

  constructor(code: AuditLogErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** The log ends in the middle of a record. */
export class TornLogError extends AuditLogError {
  /** What stands behind the last whole record. */
  readonly bytes: number;

  constructor(bytes: number) {
    super('torn', `The log ends in ${bytes} bytes of a record without its end.`);
    this.bytes = bytes;
  }
}

/** Whether a system call failed for this reason. */
export function isSystemError(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
