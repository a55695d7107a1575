import type { ApprovalRequest } from '@attesta/core';
import { type ApprovalRecord, type RequestStatus, statusOf } from './approval-record.js';

/** A request, as whoever has to do with it sees it: no token, no number. Times are milliseconds since 1970. */
export interface InboxRequest {
  readonly requestId: string;
  readonly approverId: string;
  readonly status: RequestStatus;
  /** Ready to be read, one line for each field. */
  readonly message: string;
  /** The same as data, with true values, where the sender gave it: escape them for the channel. */
  readonly request: ApprovalRequest | undefined;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Whether approving it takes the number at the requester's end. */
  readonly needsNumber: boolean;
  /** When it was closed. */
  readonly closedAt: number | undefined;
  /** Who answered. */
  readonly responderId: string | undefined;
  readonly comment: string | undefined;
  /** Why it was closed, where nobody simply approved or denied. */
  readonly reason: string | undefined;
  /** Until when an approval may be carried out. */
  readonly executeBy: number | undefined;
}

/** What may be seen of a record. */
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
