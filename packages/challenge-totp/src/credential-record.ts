import type { JsonValue } from '@attesta/core';

/** What is kept about one credential. JSON data, and nothing in it that helps anybody to a code. */
export interface CredentialRecord {
  /** The latest time step a code was accepted of; only ever grows. Null before the first. */
  readonly lastStep: number | null;
  /** Failures since the last approval. */
  readonly failures: number;
  /** Milliseconds since 1970; 0 when there is no wait. */
  readonly lockedUntil: number;
  /** Failures ever. */
  readonly totalFailures: number;
}

export const NEW_RECORD: CredentialRecord = Object.freeze({
  lastStep: null,
  failures: 0,
  lockedUntil: 0,
  totalFailures: 0,
});

/** The record in a stored value; undefined when the value is none, which is not for us to repair. */
export function readRecord(value: JsonValue): CredentialRecord | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = new Map(Object.entries(value));
  const lastStep = fields.get('lastStep');
  const failures = fields.get('failures');
  const lockedUntil = fields.get('lockedUntil');
  const totalFailures = fields.get('totalFailures');
  if (lastStep !== null && !isCount(lastStep)) return undefined;
  if (!isCount(failures) || !isCount(lockedUntil) || !isCount(totalFailures)) return undefined;
  return { lastStep, failures, lockedUntil, totalFailures };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
