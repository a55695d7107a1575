import type { ApprovalRequest } from '@attesta/core';
import type { HashedNumber } from './matching-number.js';

/** A request as it is kept: what was asked never changes, and how it was closed changes no more. JSON data. */
export interface ApprovalRecord {
  readonly asked: AskedRecord;
  /** Until when somebody is telling the approver; undefined once they were told. */
  readonly tellingUntil: number | undefined;
  /** SHA-256 of the token that the approver was sent, in hex; undefined where none was, and once it is closed. */
  readonly tokenHash: string | undefined;
  /** The number at the requester's end; undefined before it is shown, and once it is closed. */
  readonly number: HashedNumber | undefined;
  /** How often a wrong number was typed, whichever it was compared with. */
  readonly misses: number;
  readonly closing: Closing | undefined;
}

/** What was asked. Times are milliseconds since 1970. */
export interface AskedRecord {
  readonly requestId: string;
  readonly approverId: string;
  readonly message: string;
  /** The same as data, where it was given. */
  readonly request: ApprovalRequest | undefined;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Whether approving it takes the number at the requester's end. */
  readonly needsNumber: boolean;
  /** Its place among what awaits the approver. */
  readonly slot: number;
}

/** How a request was closed, for good. */
export interface Closing {
  readonly status: ClosedStatus;
  readonly at: number;
  /** Who answered. */
  readonly responderId: string | undefined;
  readonly comment: string | undefined;
  /** Why, where nobody simply approved or denied. */
  readonly reason: string | undefined;
  /** Until when an approval may be carried out. */
  readonly executeBy: number | undefined;
}

/** Where a request stands. */
export type RequestStatus = 'pending' | 'approved' | 'denied' | 'expired' | 'withdrawn';

/** What has become of a request. */
export type ClosedStatus = Exclude<RequestStatus, 'pending'>;

/** Every status that there is. */
export const REQUEST_STATUSES = ['pending', 'approved', 'denied', 'expired', 'withdrawn'] as const;

/** Where a request stands. At its deadline it has expired, whether or not anybody was there to write that down. */
export function statusOf({ asked, closing }: ApprovalRecord, now: number): RequestStatus {
  if (closing !== undefined) return closing.status;
  return now < asked.expiresAt ? 'pending' : 'expired';
}

/** The record, closed: whatever could have been answered with is revoked. */
export function closed(
  record: ApprovalRecord,
  closing: Partial<Closing> & Pick<Closing, 'status' | 'at'>,
): ApprovalRecord {
  const { responderId, comment, reason, executeBy, ...rest } = closing;
  return {
    ...record,
    tokenHash: undefined,
    number: undefined,
    closing: { ...rest, responderId, comment, reason, executeBy },
  };
}
