import { type Denied, denied, GIVEN_UP, remaining, unanswered, type WaitBounds } from '@attesta/core/authoring';

/** A requester was named as the manager, or answered in their place. */
export const SELF_APPROVAL = 'self-approval not allowed';
/** The service could be asked, and had no answer. */
export const NO_RESPONSE = 'manager did not respond in time';
/** The service failed. */
export const NOTIFIER_UNAVAILABLE = 'notifier_unavailable';
/** The state store failed, or its value is not a round. */
export const STATE_UNAVAILABLE = 'the state store failed';
/** Another presentation has closed the round of the approval. */
export const APPROVAL_USED = 'the approval was used already, or its request was closed';
/** The resolver failed. */
export const LOOK_UP_FAILED = 'the manager could not be looked up';
/** By the time the approval was taken over, another manager was responsible. */
export const APPROVER_REVOKED = 'approver_revoked';
/** The approval was not used within `executeBySeconds`. */
export const APPROVAL_EXPIRED = 'approval_expired';
/** The manager typed a wrong number too often. */
export const WRONG_NUMBER = 'wrong_number';
/** Another part failed. */
export const FAILED = 'the challenge failed';

/** The outcome of a request without a decision: its time is over, its caller gave up, or `reason`. */
export function undecided({ clock, deadline, signal }: WaitBounds, reason: string): Denied {
  if (remaining(clock, deadline) <= 0) return unanswered('timed_out', { timed_out: reason });
  return signal?.aborted ? unanswered('cancelled', { cancelled: GIVEN_UP }) : denied(reason);
}
