import { faultOfId, isPersonId, resembles, type Update } from '@attesta/core/authoring';
import { type Credential, type CredentialRecord, readCredential, updateCredential } from './credential-record.js';

/**
 * What came of lifting a lock.
 *
 * - `ok`: codes are looked at again; `failures` is how many there were.
 * - `not_locked`: there was no failure to take away.
 * - `same_person`: `by` is the operator, or could be taken for them. `not_a_person`: `by` is no id that tells one person from others.
 * - `not_recorded`: the audit log did not take it. `unavailable`: the state store failed, or holds a broken record.
 */
export type UnlockOutcome =
  | { readonly status: 'ok'; readonly failures: number }
  | { readonly status: 'not_locked' | 'same_person' | 'not_a_person' | 'not_recorded' | 'unavailable' };

/** Why `by` may not unlock the operator; undefined when they may. */
export function faultOfUnlocker(operatorId: string, by: string): 'same_person' | 'not_a_person' | undefined {
  if (resembles(operatorId, by)) return 'same_person';
  return faultOfId(by) === undefined && isPersonId(by) ? undefined : 'not_a_person';
}

/** Takes away the failures of an operator, after `record` has recorded it. */
export async function unlock(
  credential: Credential,
  record: (failures: number) => Promise<boolean>,
): Promise<UnlockOutcome> {
  const found = await readCredential(credential);
  if (found === undefined) return { status: 'unavailable' };
  if (found.failures === 0) return { status: 'not_locked' };
  if (!(await record(found.failures))) return { status: 'not_recorded' };
  return (await updateCredential(credential, lifted)) ?? { status: 'unavailable' };
}

/** The last used step stays: each code is accepted once. */
function lifted(record: CredentialRecord): Update<UnlockOutcome> {
  const { failures } = record;
  if (failures === 0) return { action: 'keep', result: { status: 'not_locked' } };
  return { action: 'write', value: { ...record, failures: 0, lockedUntil: 0 }, result: { status: 'ok', failures } };
}
