import { AttestaError } from '@attesta/core';
import { visible } from '@attesta/core/authoring';

/** Exit codes of the program. */
export const ExitCode = {
  OK: 0,
  /** Refused: a wrong code, a lock, the wrong person. */
  REFUSED: 1,
  /** Wrong usage. */
  USAGE: 2,
  /** A key, a store, an enrollment or a terminal is missing or broken. */
  NOT_READY: 3,
  /** Canceled by the person or a signal; after SIGTERM 143, after SIGHUP 129. */
  CANCELLED: 130,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** Options of `CommandError`. */
export interface CommandErrorOptions {
  readonly exitCode: ExitCode;
  /** For programs; stable. `--json` prints it as `status`. */
  readonly code: string;
  /** For people: a sentence without control characters. */
  readonly message: string;
  /** The next step for the person: a sentence. */
  readonly advice?: string | undefined;
  /** More facts for programs. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** The reason why a command failed. */
export class CommandError extends AttestaError {
  readonly exitCode: ExitCode;
  readonly advice: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;

  constructor({ exitCode, code, message, advice, data = {} }: CommandErrorOptions) {
    super(code, message);
    this.exitCode = exitCode;
    this.advice = advice;
    this.data = data;
  }
}

/** Any error that ended a command, as a `CommandError`. */
export function commandErrorOf(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  const message = reasonOf(error);
  const isMisuse = error instanceof AttestaError && error.code === 'invalid_option';
  return isMisuse
    ? new CommandError({ exitCode: ExitCode.USAGE, code: 'usage', message })
    : new CommandError({ exitCode: ExitCode.NOT_READY, code: 'failed', message });
}

/** The message of an error, safe to print. */
export function reasonOf(error: unknown): string {
  return visible(error instanceof Error ? error.message : String(error));
}

/** The error for a command that the person or a signal canceled. */
export function cancelled(message = 'Canceled.'): CommandError {
  return new CommandError({ exitCode: ExitCode.CANCELLED, code: 'cancelled', message });
}
