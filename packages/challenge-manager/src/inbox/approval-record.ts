import type { ApprovalRequest } from '@attesta/core';
import type { HashedNumber } from './response-secrets.js';

/** A request as the store keeps it. Its content never changes; once it is closed, its closing does not either. JSON data. */
export interface ApprovalRecord {
  readonly asked: AskedRecord;
  /** Until when a process has claimed to notify the approver, 0 before that; undefined once they were notified. */
  readonly notifyingUntil: number | undefined;
  /** SHA-256 of the token that the approver was sent, in hex; undefined before that, and once it is closed. */
  readonly tokenHash: string | undefined;
  /** The number at the requester's end; undefined before it is shown, and once it is closed. */
  readonly number: HashedNumber | undefined;
  /** How often a wrong number was typed, whichever it was compared with. */
  readonly misses: number;
  readonly closing: Closing | undefined;
}

/** The content of a request, which never changes. Times are milliseconds since 1970. */
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
  /** Its slot among the approver's open requests. */
  readonly slot: number;
}

/** How a request was closed, for good. */
export interface Closing {
  readonly status: ClosedStatus;
  readonly at: number;
  /** The person who answered. */
  readonly responderId: string | undefined;
  readonly comment: string | undefined;
  /** Why it was closed other than by a plain approval or denial. */
  readonly reason: string | undefined;
  /** Until when an approval may be carried out. */
  readonly executeBy: number | undefined;
}

/** The state of a request. */
export type RequestStatus = 'pending' | 'approved' | 'denied' | 'expired' | 'withdrawn';

/** The state of a closed request. */
export type ClosedStatus = Exclude<RequestStatus, 'pending'>;

/** Every status. */
export const REQUEST_STATUSES = ['pending', 'approved', 'denied', 'expired', 'withdrawn'] as const;

/** The status of a request. It expires at its deadline, whether or not a process writes that down. */
export function statusOf({ asked, closing }: ApprovalRecord, now: number): RequestStatus {
  if (closing !== undefined) return closing.status;
  return now < asked.expiresAt ? 'pending' : 'expired';
}

/** The record, closed: its token and its number are revoked. */
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

/** A change of a record, and its result. The record is the same object where it does not change. */
export interface RecordUpdate<T> {
  readonly record: ApprovalRecord;
  readonly result: T;
}

/** A new request. */
export function opened(asked: AskedRecord, notifies: boolean): ApprovalRecord {
  return {
    asked,
    notifyingUntil: notifies ? 0 : undefined,
    tokenHash: undefined,
    number: undefined,
    misses: 0,
    closing: undefined,
  };
}

/** The record, closed as expired once its deadline has passed. */
export function expired(record: ApprovalRecord, now: number): ApprovalRecord {
  const at = record.asked.expiresAt;
  return record.closing === undefined && at <= now ? closed(record, { status: 'expired', at }) : record;
}

/** The record, withdrawn by its sender; the status it was closed with, undefined where it was closed already. */
export function withdrawn(
  record: ApprovalRecord,
  reason: string,
  now: number,
): RecordUpdate<'withdrawn' | 'expired' | undefined> {
  if (record.closing !== undefined) return { record, result: undefined };
  const status = now < record.asked.expiresAt ? 'withdrawn' : 'expired';
  return { record: closed(record, { status, at: now, reason }), result: status };
}

/** The record, claimed by one process that notifies its approver under a new token; false where another one was first. */
export function claimed(
  record: ApprovalRecord,
  { free, until, tokenHash }: { readonly free: number; readonly until: number; readonly tokenHash: string },
): RecordUpdate<boolean> {
  const isFree = record.closing === undefined && record.notifyingUntil === free;
  return { record: isFree ? { ...record, notifyingUntil: until, tokenHash } : record, result: isFree };
}

/** The record after its approver was notified, or not, by the process whose claim lasts until `claim`. */
export function notified(record: ApprovalRecord, claim: number | undefined, isDelivered: boolean): ApprovalRecord {
  return record.notifyingUntil === claim ? { ...record, notifyingUntil: isDelivered ? undefined : 0 } : record;
}

/** The record with another number; false where it is pending no longer. */
export function numbered(record: ApprovalRecord, number: HashedNumber, now: number): RecordUpdate<boolean> {
  const isPending = statusOf(record, now) === 'pending';
  return { record: isPending ? { ...record, number } : record, result: isPending };
}
