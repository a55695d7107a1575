import { createHash } from 'node:crypto';
import type { ClosedStatus } from './approval-record.js';

/** The key of a request's record. */
export function requestKey(requestId: string): string {
  return `inbox/request/${requestId}`;
}

/** A key that changes with each change for an approver. */
export function newsKey(approverId: string): string {
  return `inbox/news/${named(approverId)}`;
}

/** The prefix of an approver's open requests. */
export function openPrefix(approverId: string): string {
  return `inbox/open/${named(approverId)}/`;
}

/** The prefix of an approver's closed requests of one status, newest first. */
export function closedPrefix(approverId: string, status: ClosedStatus): string {
  return `inbox/closed/${named(approverId)}/${status}/`;
}

/** Any string as a part of a key: of one length, and without a slash. */
function named(approverId: string): string {
  return createHash('sha256').update(approverId).digest('hex');
}
