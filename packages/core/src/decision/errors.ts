/** What went wrong, for programs. Codes are stable; messages are not. */
export type AttestaErrorCode = 'invalid_option' | 'not_displayable' | DenialCode;

/**
 * Why a gated call did not run.
 *
 * - `denied`: the people asked did not approve (refused, too late, gave up, could not be reached).
 * - `not_displayable`: its arguments cannot be shown and bound.
 * - `call_mismatch`: its `callId` was used before with another action.
 * - `already_run`: its `callId` has had its one run.
 * - `changed`: what was approved is not what would run.
 * - `cancelled`: the caller aborted.
 * - `not_recorded`: the audit log did not take the decision.
 * - `generator`: its function returned a generator or another iterator, none of which ran.
 * - `unavailable`: the state store or another part of the gate failed.
 */
export type DenialCode =
  | 'denied'
  | 'not_displayable'
  | 'call_mismatch'
  | 'already_run'
  | 'changed'
  | 'cancelled'
  | 'not_recorded'
  | 'generator'
  | 'unavailable';

/**
 * Thrown for misuse: an option, a level, a number or a value that the API does not take. Each error class of a package extends it and
 * has codes of its own.
 */
export class AttestaError extends Error {
  readonly code: AttestaErrorCode | (string & {});

  constructor(code: AttestaErrorCode | (string & {}), message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** The error for an option, a field or a value that is not allowed. */
export function invalid(message: string): AttestaError {
  return new AttestaError('invalid_option', message);
}
