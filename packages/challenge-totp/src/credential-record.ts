import type { Clock, JsonValue, StateStore } from '@attesta/core';
import { type Update, updateRecord } from '@attesta/core/authoring';

/** What is kept about one credential: JSON data, so a type and not an interface. It does not help to guess a code. */
export type CredentialRecord = {
  /** The latest time step of an accepted code; only ever grows. Null before the first. */
  readonly lastStep: number | null;
  /** Failures since the last approval. */
  readonly failures: number;
  /** Milliseconds since 1970; 0 when there is no wait. */
  readonly lockedUntil: number;
  /** All failures, ever. */
  readonly totalFailures: number;
};

/** Whose record it is, and where it is kept: under `totp/<operatorId>`. */
export interface Credential {
  readonly operatorId: string;
  readonly state: StateStore;
  readonly clock: Clock;
}

/**
 * Changes the record of an operator by compare-and-set. Never rejects.
 *
 * @returns Undefined when the store failed, hung for 10 seconds, or holds another value under the key.
 */
export async function updateCredential<T extends object>(
  { operatorId, state, clock }: Credential,
  decide: (record: CredentialRecord) => Update<T>,
): Promise<T | undefined> {
  const updated = await updateRecord({ state, clock }, `totp/${operatorId}`, (value) => decide(readRecord(value)));
  return updated.status === 'fulfilled' ? updated.value : undefined;
}

/** The record of an operator; undefined as for `updateCredential`. */
export async function readCredential(credential: Credential): Promise<CredentialRecord | undefined> {
  return await updateCredential(credential, (record) => ({ action: 'keep', result: record }));
}

/** @throws TypeError for a value that is not a record: it is left as it is. */
function readRecord(value: JsonValue | undefined): CredentialRecord {
  if (value === undefined) return NEW_RECORD;
  const fields = new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  const lastStep = fields.get('lastStep');
  const failures = fields.get('failures');
  const lockedUntil = fields.get('lockedUntil');
  const totalFailures = fields.get('totalFailures');
  if (lastStep !== null && !isCount(lastStep)) throw new TypeError(NO_RECORD);
  if (!isCount(failures) || !isCount(lockedUntil) || !isCount(totalFailures)) throw new TypeError(NO_RECORD);
  return { lastStep, failures, lockedUntil, totalFailures };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

const NEW_RECORD: CredentialRecord = Object.freeze({ lastStep: null, failures: 0, lockedUntil: 0, totalFailures: 0 });
const NO_RECORD = 'The state store holds something else under this key.';
