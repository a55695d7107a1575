import { ChallengeType } from '@attesta/core';
import { createChallengeResult, faultOfId, resembles } from '@attesta/core/authoring';
import type { CredentialLedger } from './credential-ledger.js';
import type { CredentialRecord } from './credential-record.js';
import type { Decision } from './decide.js';

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
  return faultOfId(by) === undefined && isPerson(by) ? undefined : 'not_a_person';
}

/** Takes the failures of an operator away, once `record` has said that it is recorded. */
export async function unlock(
  ledger: CredentialLedger,
  record: (failures: number) => Promise<boolean>,
): Promise<UnlockOutcome> {
  const entry = await ledger.read();
  if (entry === undefined) return { status: 'unavailable' };
  const { failures } = entry.record;
  if (failures === 0) return { status: 'not_locked' };
  if (!(await record(failures))) return { status: 'not_recorded' };
  return (await ledger.advance(entry, lifted)) ?? { status: 'unavailable' };
}

/** The last used step stays: no code is honoured twice. */
function lifted(record: CredentialRecord): Decision<UnlockOutcome> {
  const { failures } = record;
  if (failures === 0) return { record, outcome: { status: 'not_locked' } };
  return { record: { ...record, failures: 0, lockedUntil: 0 }, outcome: { status: 'ok', failures } };
}

/** Core knows the words that stand for nobody, such as `system`. */
function isPerson(id: string): boolean {
  try {
    createChallengeResult({ passed: false, challengeType: ChallengeType.CONFIRM, responder: id });
    return true;
  } catch {
    return false;
  }
}
