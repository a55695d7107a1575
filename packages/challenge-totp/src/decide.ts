import type { CredentialRecord } from './credential-record.js';
import { type Lockout, waitAfter } from './lockout.js';
import type { MatchingSteps } from './matching-steps.js';
import type { CountedFailure, TOTPOutcome } from './totp-outcome.js';

/** When a code came: milliseconds since 1970, and the time step they lie in. */
export interface Moment {
  readonly at: number;
  readonly step: number;
}

/** A code that was compared, and what for. */
export interface Attempt {
  readonly moment: Moment;
  readonly finding: MatchingSteps | CountedFailure;
  readonly purpose: 'approval' | 'enrolment';
}

/** The next record, which is the same object when nothing changes, and what to answer. */
export interface Decision<O = TOTPOutcome> {
  readonly record: CredentialRecord;
  readonly outcome: O;
}

/** Why no code is to be looked at now, whatever it is; undefined when nothing stands against it. */
export function barrier(record: CredentialRecord, { at, step }: Moment, lockout: Lockout): TOTPOutcome | undefined {
  if (record.failures >= lockout.disableAfter) return { status: 'disabled' };
  if (at < record.lockedUntil) return { status: 'locked', until: record.lockedUntil };
  if (record.lastStep !== null && record.lastStep > step) return { status: 'clock_behind_watermark' };
  return undefined;
}

/**
 * One attempt on one credential. Pure: a caller that loses the race for the record decides anew on the winner's.
 *
 * Nothing here takes failures away but an approval: no wait that has passed, no replay, no new challenge, no new secret.
 */
export function decide(record: CredentialRecord, attempt: Attempt, lockout: Lockout): Decision {
  const { moment, finding, purpose } = attempt;
  const barred = barrier(record, moment, lockout);
  if (barred !== undefined) return { record, outcome: barred };
  if (typeof finding === 'string') return { record: failed(record, moment, lockout), outcome: { status: finding } };
  // The oldest, not the newest: neighbouring steps can share a code, which may then have been honoured as the older one.
  if (record.lastStep !== null && finding.oldest <= record.lastStep) return { record, outcome: { status: 'replay' } };
  const spent = { ...record, lastStep: finding.newest };
  const outcome: TOTPOutcome = { status: 'ok', step: finding.newest };
  return { record: purpose === 'approval' ? { ...spent, failures: 0, lockedUntil: 0 } : spent, outcome };
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
