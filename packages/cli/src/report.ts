import { AttestaError, visible } from '@attesta/core';
import { ExitCode, Failure, type FailureParts } from './command-error.js';

/** What a command did: as data for programs, and as lines for people. */
export interface Report {
  readonly data: unknown;
  readonly lines: readonly string[];
}

/** What an error that ended a command tells. */
export function failureOf(error: unknown): FailureParts {
  if (error instanceof Failure) return error.parts;
  const message = visible(error instanceof Error ? error.message : String(error));
  const isMisuse = error instanceof AttestaError && error.code === 'invalid_option';
  return isMisuse
    ? { exitCode: ExitCode.USAGE, status: 'usage', message }
    : { exitCode: ExitCode.NOT_READY, status: 'failed', message };
}
