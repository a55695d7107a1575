import type { Verdict } from '@attesta/core';
import { remaining, type WaitBounds } from '@attesta/core/authoring';

/** How a request for approval ended. Every field is its own, so that a polluted prototype adds none. */
export interface Outcome {
  readonly verdict: Verdict;
  /** Why it was not approved. */
  readonly reason: string | undefined;
  /** Who answered. */
  readonly responder: string | undefined;
  /** What the manager wrote. */
  readonly comment: string | undefined;
}

/** A requester stood in for the manager. */
export const SELF_APPROVAL = 'self-approval not allowed';
/** The service could be asked, and had no answer. */
export const NO_RESPONSE = 'manager did not respond in time';
/** The service failed. */
export const NOTIFIER_UNAVAILABLE = 'notifier_unavailable';
/** The state store failed, or keeps something that is no round. */
export const STATE_UNAVAILABLE = 'the state store failed';
/** Somebody else has closed the round that it was given in. */
export const APPROVAL_USED = 'the approval was used already, or its request was closed';
/** The resolver failed. */
export const LOOK_UP_FAILED = 'the manager could not be looked up';
/** By the time an approval is taken over somebody else would be asked. */
export const APPROVER_REVOKED = 'approver_revoked';
/** The approval came, and lay about for too long. */
export const APPROVAL_EXPIRED = 'approval_expired';
/** The manager typed another number than the requester's end shows, as often as that goes. */
export const WRONG_NUMBER = 'wrong_number';
/** A part that is no service failed. */
export const FAILED = 'the challenge failed';

/** A denial that nobody in particular answered for, unless `responder` is given. */
export function denial(reason: string, responder?: string): Outcome {
  return { verdict: 'denied', reason, responder, comment: undefined };
}

/** How a request ends that nobody decided: by its time, by the caller, or for `reason`. */
export function undecided({ clock, deadline, signal }: WaitBounds, reason: string): Outcome {
  if (remaining(clock, deadline) <= 0) return { ...denial(reason), verdict: 'timed_out' };
  return signal?.aborted ? { ...denial('cancelled by the caller'), verdict: 'cancelled' } : denial(reason);
}
