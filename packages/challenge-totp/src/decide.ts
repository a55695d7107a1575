import type { Update } from '@attesta/core/authoring';
import type { CredentialRecord } from './credential-record.js';
import { type Lockout, waitAfter } from './lockout.js';
import type { MatchingSteps } from './matching-steps.js';

/**
 * What came of a code.
 *
 * - `ok`: it was right, and is spent now; `step` is the time step it belongs to.
 * - `wrong`, `malformed` (not the right number of ASCII digits): counted as a failure.
 * - `secret_not_found` (the provider has none, failed, or took more than 10 seconds), `secret_unusable` (it gave something
 *   else than base32 of 128 to 512 bits): counted too, so that guessing tells nothing about who is enrolled.
 * - `replay`: right, but that step or a later one was used before. Not counted.
 * - `locked`: too many failures; no code is looked at before `until` (milliseconds since 1970). `disabled`: far too many; only
 *   somebody else can lift that.
 * - `clock_behind_watermark`: the clock says that the last code used lies in the future. No code is looked at.
 * - `unavailable`: the state store or the cryptography failed, so nothing can be said.
 */
export type TOTPOutcome =
  | { readonly status: 'ok'; readonly step: number }
  | { readonly status: 'locked'; readonly until: number }
  | { readonly status: CountedFailure | 'replay' | 'disabled' | 'clock_behind_watermark' };

/** An outcome that counts as a failure. */
export type CountedFailure = 'wrong' | 'malformed' | 'secret_not_found' | 'secret_unusable' | 'unavailable';

/** When a code came: milliseconds since 1970, and the time step they lie in. */
export interface Moment {
  readonly at: number;
  readonly step: number;
}

/** A code that was compared, and what for. */
export interface Attempt {
  readonly moment: Moment;
  readonly finding: MatchingSteps | CountedFailure;
  readonly purpose: 'approval' | 'enrollment';
}

/** Why no code is to be looked at now, whatever it is; undefined when nothing stands against it. */
export function barrier(record: CredentialRecord, { at, step }: Moment, lockout: Lockout): TOTPOutcome | undefined {
  if (record.failures >= lockout.disableAfter) return { status: 'disabled' };
  if (at < record.lockedUntil) return { status: 'locked', until: record.lockedUntil };
  if (record.lastStep !== null && record.lastStep > step) return { status: 'clock_behind_watermark' };
  return undefined;
}

/**
 * One attempt on one credential. Pure: it is decided again on the winner's record when another attempt is first.
 *
 * Only an approval takes failures away: no wait, replay, new challenge or new secret does.
 */
export function decide(record: CredentialRecord, attempt: Attempt, lockout: Lockout): Update<TOTPOutcome> {
  const { moment, finding, purpose } = attempt;
  const barred = barrier(record, moment, lockout);
  if (barred !== undefined) return { action: 'keep', result: barred };
  if (typeof finding === 'string')
    return { action: 'write', value: failed(record, moment, lockout), result: { status: finding } };
  // The oldest, not the newest: neighboring steps can share a code, which may have been accepted as the older one.
  if (record.lastStep !== null && finding.oldest <= record.lastStep)
    return { action: 'keep', result: { status: 'replay' } };
  const spent = { ...record, lastStep: finding.newest };
  const value = purpose === 'approval' ? { ...spent, failures: 0, lockedUntil: 0 } : spent;
  return { action: 'write', value, result: { status: 'ok', step: finding.newest } };
}

function failed(record: CredentialRecord, { at }: Moment, lockout: Lockout): CredentialRecord {
  const failures = record.failures + 1;
  const wait = waitAfter(failures, lockout) * 1000;
  return {
    ...record,
    failures,
    lockedUntil: wait === 0 ? record.lockedUntil : Math.ceil(at) + wait,
    totalFailures: record.totalFailures + 1,
  };
}
