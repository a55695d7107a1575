import type { ApprovalRequest, NotificationResponse } from '@attesta/core';
import { type ApprovalRecord, type RequestStatus, statusOf } from './approval-record.js';

/** A request without its secrets: no token, no number. Times are milliseconds since 1970. */
export interface InboxRequest {
  readonly requestId: string;
  readonly approverId: string;
  readonly status: RequestStatus;
  /** For a person to read, one line for each field. */
  readonly message: string;
  /** The same as data, with true values, where the sender gave it: escape them for the channel. */
  readonly request: ApprovalRequest | undefined;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Whether approving it takes the number at the requester's end. */
  readonly needsNumber: boolean;
  /** When it was closed. */
  readonly closedAt: number | undefined;
  /** The person who answered. */
  readonly responderId: string | undefined;
  readonly comment: string | undefined;
  /** Why it was closed other than by a plain approval or denial. */
  readonly reason: string | undefined;
  /** Until when an approval may be carried out. */
  readonly executeBy: number | undefined;
}

/** The public part of a record. */
export function inboxRequest(record: ApprovalRecord, now: number): InboxRequest {
  const { asked, closing } = record;
  const { slot: _slot, ...shown } = asked;
  const status = statusOf(record, now);
  return Object.freeze({
    ...shown,
    status,
    closedAt: closing?.at ?? (status === 'expired' ? asked.expiresAt : undefined),
    responderId: closing?.responderId,
    comment: closing?.comment,
    reason: closing?.reason,
    executeBy: closing?.executeBy,
  });
}

/**
 * The response in a record, for the process that waits for it; null while there is none, and when there can be none any more.
 *
 * An approval expires at its `executeBy`, and does not count on a clock that is as far before it.
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
