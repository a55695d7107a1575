import type { TOTPOutcome } from './decide.js';
import type { KeyRing } from './key-ring.js';
import { type SecretStatus, unseal } from './sealed-secret.js';
import type { SecretEntry } from './secret-store.js';

/** An operator with a secret. Plain data, and no secret. */
export interface EnrolledOperator {
  readonly operatorId: string;
  /**
   * `active`: codes are taken. `pending`: the first code has not come yet. `unreadable`: the key is missing, or the record was
   * damaged or moved; enroll again.
   */
  readonly status: SecretStatus | 'unreadable';
  /** Whether a newer secret waits for its first code beside the active one. */
  readonly isReplacing: boolean;
  /** Milliseconds since 1970; undefined in a damaged record, as is `keyId`. */
  readonly enrolledAt: number | undefined;
  /** Which key it is encrypted with. */
  readonly keyId: string | undefined;
  /** Failures since the last approval. */
  readonly failures: number | undefined;
  /** What any code would meet now (`locked` with `until`, `disabled`, ...); undefined when it would be looked at. */
  readonly barrier: TOTPOutcome | undefined;
}

/** What a stored record tells of its operator. */
export function operatorIn(
  { operatorId, record }: SecretEntry,
  keys: KeyRing,
): Omit<EnrolledOperator, 'failures' | 'barrier'> {
  const { active, pending } = record ?? {};
  const sealed = active ?? pending;
  const status = active === undefined ? 'pending' : 'active';
  const canRead = sealed !== undefined && unseal(keys, { operatorId, status }, sealed) !== undefined;
  return {
    operatorId,
    status: canRead ? status : 'unreadable',
    isReplacing: active !== undefined && pending !== undefined,
    enrolledAt: sealed?.at,
    keyId: sealed?.keyId,
  };
}
