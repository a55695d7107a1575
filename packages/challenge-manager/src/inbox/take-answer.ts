import type { Clock } from '@attesta/core';
import { callDependency } from '@attesta/core/authoring';
import { type ReadAnswer, readAnswer } from './answer.js';
import type { ApprovalRecord } from './approval-record.js';
import type { InboxEvents } from './inbox-events.js';
import { type InboxRequest, inboxRequest } from './inbox-request.js';
import { judgeAnswer, objectionTo, type RefusalReason } from './judge-answer.js';
import type { RequestStore } from './request-store.js';

/** The result of an answer. A refused one left the request as it was, or closed it as denied: see `request.status`. */
export type InboxDecision =
  | { readonly status: 'approved' | 'denied'; readonly request: InboxRequest }
  | { readonly status: 'refused'; readonly reason: RefusalReason; readonly request: InboxRequest | undefined };

/** A responder's code, and the request that it is for. */
export interface Authentication {
  readonly responderId: string;
  /** As it was given: a one-time code, or another proof that the application asks for. */
  readonly code: string;
  readonly request: InboxRequest;
}

/**
 * Vouches that a code is the responder's own, and that they may still decide: exactly `true`. The answer is refused for any
 * other value, and when it throws, rejects or takes more than 10 seconds.
 */
export type Authenticate = (given: Authentication) => boolean | Promise<boolean>;

/** The parts of an inbox that an answer takes. */
export interface AnswerDependencies {
  readonly requests: RequestStore;
  readonly events: InboxEvents;
  readonly clock: Clock;
  readonly authenticate: Authenticate | undefined;
  readonly executeBySeconds: number;
}

/** Takes an answer to a request: the first valid one is final. */
export async function takeAnswer(
  dependencies: AnswerDependencies,
  requestId: string,
  given: unknown,
): Promise<InboxDecision> {
  const { requests, clock, executeBySeconds } = dependencies;
  const view = (record: ApprovalRecord): InboxRequest => inboxRequest(record, clock.wall());
  const answer = readAnswer(given);
  const entry = await requests.read(requestId);
  if (entry === undefined) return { status: 'refused', reason: 'unknown_request', request: undefined };
  if (answer === undefined) return { status: 'refused', reason: 'malformed', request: view(entry.record) };

  const isBarred = objectionTo(entry.record, answer.responderId, clock.wall()) !== undefined;
  const isAuthenticated = !isBarred && (await vouchedFor(dependencies, answer, view(entry.record)));
  const change = await requests.change(requestId, (record) =>
    judgeAnswer(record, { answer, isAuthenticated, now: clock.wall(), executeBySeconds }),
  );
  if (change === undefined) return { status: 'refused', reason: 'unknown_request', request: undefined };
  const { record, result: reason, hasClosed } = change;
  if (reason === 'expired') await expire(dependencies, requestId);
  await recordAnswer(dependencies, record, answer, reason, hasClosed);
  if (reason !== undefined) return { status: 'refused', reason, request: view(record) };
  return { status: answer.verdict, request: view(record) };
}

async function vouchedFor(
  { authenticate, clock }: AnswerDependencies,
  { responderId, code }: ReadAnswer,
  request: InboxRequest,
): Promise<boolean> {
  if (authenticate === undefined || code === undefined) return false;
  const vouched = await callDependency({ clock }, () => authenticate({ responderId, code, request }));
  return vouched.status === 'fulfilled' && vouched.value === true;
}

/** Writes down that a request has expired, where no process did at its deadline. */
async function expire({ requests, events }: AnswerDependencies, requestId: string): Promise<void> {
  if (await requests.expire(requestId)) {
    await events.record('approval_closed', { requestId, status: 'expired' });
  }
}

async function recordAnswer(
  { events }: AnswerDependencies,
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
