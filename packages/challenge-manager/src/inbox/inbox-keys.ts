import { createHash } from 'node:crypto';
import type { ClosedStatus } from './approval-record.js';

/** Where a request is kept. */
export function requestKey(requestId: string): string {
  return `inbox/request/${requestId}`;
}

/** Changes whenever something changes for an approver. */
export function newsKey(approverId: string): string {
  return `inbox/news/${named(approverId)}`;
}

/** Under it are the ids of what awaits an approver. */
export function openPrefix(approverId: string): string {
  return `inbox/open/${named(approverId)}/`;
}

/** Under it are the ids of what an approver had to do with, by how it was closed, the last first. */
export function closedPrefix(approverId: string, status: ClosedStatus): string {
  return `inbox/closed/${named(approverId)}/${status}/`;
}

/** Any text as a part of a key: of one length, and with no slash in it. */
function named(approverId: string): string {
  return createHash('sha256').update(approverId).digest('hex');
}
