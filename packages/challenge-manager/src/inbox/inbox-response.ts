import type { NotificationResponse } from '@attesta/core';
import type { ApprovalRecord } from './approval-record.js';

/**
 * What a request's closing tells who waits for it; null while nobody has answered, and when nobody can any more.
 *
 * An approval holds until its time to be carried out is over (and not on a clock that is as far before it).
 */
export function responseTo({ closing }: ApprovalRecord, now: number): NotificationResponse | null {
  const { status, at = 0, responderId, comment, reason, executeBy = 0 } = closing ?? {};
  if (responderId === undefined) return null;
  const withComment = comment === undefined ? {} : { comment };
  if (status === 'denied') return { verdict: reason ?? 'denied', responderId, ...withComment };
  if (status !== 'approved') return null;
  const isHeld = Math.abs(now - at) <= executeBy - at;
  return { verdict: isHeld ? 'approved' : 'approval_expired', responderId, ...withComment };
}
