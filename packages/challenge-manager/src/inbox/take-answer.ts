import type { Clock } from '@attesta/core';
import { deadlineIn, within } from '@attesta/core/authoring';
import { type ReadAnswer, readAnswer } from './answer.js';
import type { ApprovalRecord } from './approval-record.js';
import type { InboxEvents } from './inbox-events.js';
import { type InboxRequest, inboxRequest } from './inbox-request.js';
import { barrier, type RefusalReason, settle } from './judge-answer.js';
import type { RequestFiles } from './request-store.js';

/** What came of an answer. A refused one left the request as it was, or closed it as denied: see `request.status`. */
export type InboxDecision =
  | { readonly status: 'approved' | 'denied'; readonly request: InboxRequest }
  | { readonly status: 'refused'; readonly reason: RefusalReason; readonly request: InboxRequest | undefined };

/** Somebody's code, and what it is for. */
export interface Authentication {
  readonly responderId: string;
  /** As it was given: a one-time code, or whatever the application makes its people send. */
  readonly code: string;
  readonly request: InboxRequest;
}

/**
 * Vouches that a code is the responder's own, and that they may still decide: exactly `true`. What is anything else, throws,
 * rejects or takes more than 10 seconds does not.
 */
export type Authenticate = (given: Authentication) => boolean | Promise<boolean>;

/** By what an answer is judged. */
export interface Answering {
  readonly files: RequestFiles;
  readonly events: InboxEvents;
  readonly clock: Clock;
  readonly authenticate: Authenticate | undefined;
  readonly executeBySeconds: number;
}

/** Takes an answer to a request: the first that is valid decides, for good. */
export async function takeAnswer(answering: Answering, requestId: string, given: unknown): Promise<InboxDecision> {
  const { files, clock, executeBySeconds } = answering;
  const view = (record: ApprovalRecord): InboxRequest => inboxRequest(record, clock.wall());
  const answer = readAnswer(given);
  const entry = await files.read(requestId);
  if (entry === undefined) return { status: 'refused', reason: 'unknown_request', request: undefined };
  if (answer === undefined) return { status: 'refused', reason: 'malformed', request: view(entry.record) };

  const isBarred = barrier(entry.record, answer.responderId, clock.wall()) !== undefined;
  const isAuthenticated = !isBarred && (await vouchedFor(answering, answer, view(entry.record)));
  const change = await files.change(requestId, (record) =>
    settle(record, { answer, isAuthenticated, now: clock.wall(), executeBySeconds }),
  );
  if (change === undefined) return { status: 'refused', reason: 'unknown_request', request: undefined };
  const { record, outcome: reason, hasClosed } = change;
  if (reason === 'expired') await expire(answering, requestId);
  await recordAnswer(answering, record, answer, reason, hasClosed);
  if (reason !== undefined) return { status: 'refused', reason, request: view(record) };
  return { status: answer.verdict, request: view(record) };
}

async function vouchedFor(
  { authenticate, clock }: Answering,
  { responderId, code }: ReadAnswer,
  request: InboxRequest,
): Promise<boolean> {
  if (authenticate === undefined || code === undefined) return false;
  const vouched = await within(async () => await authenticate({ responderId, code, request }), {
    clock,
    deadline: deadlineIn(clock, AUTHENTICATION_SECONDS),
  });
  return vouched.status === 'fulfilled' && vouched.value === true;
}

/** Nobody was there to close it at its deadline. */
async function expire({ files, events }: Answering, requestId: string): Promise<void> {
  if (await files.expire(requestId)) {
    await events.record('approval_closed', { requestId, status: 'expired' });
  }
}

async function recordAnswer(
  { events }: Answering,
  { asked, closing }: ApprovalRecord,
  { verdict, responderId, comment }: ReadAnswer,
  reason: RefusalReason | undefined,
  hasClosed: boolean,
): Promise<void> {
  const { requestId, approverId } = asked;
  const details = { requestId, approverId, responderId, verdict, reason };
  const isLate = reason === 'expired' || reason === 'withdrawn';
  if (reason !== undefined) await events.record(isLate ? 'late_answer' : 'answer_refused', details);
  if (hasClosed)
    await events.record('approval_decided', {
      requestId,
      approverId,
      responderId,
      status: closing?.status,
      reason,
      comment,
    });
}

/** After so long whoever authenticates counts as hanging. */
const AUTHENTICATION_SECONDS = 10;
