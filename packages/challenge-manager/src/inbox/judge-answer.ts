import type { ApprovalRequest } from '@attesta/core';
import { idsOfRequesters, resembles } from '@attesta/core/authoring';
import type { ReadAnswer } from './answer.js';
import { type ApprovalRecord, closed, statusOf } from './approval-record.js';
import { MOST_MISSES, matchesNumber } from './matching-number.js';
import type { Step } from './request-ledger.js';
import { matchesToken } from './response-token.js';

/**
 * Why an answer changed nothing, or did not approve.
 *
 * - `malformed`: no exact verdict, no responder, or not exactly one proof.
 * - `unknown_request`: there is none with this id.
 * - `not_asked`: the responder is not, exactly, who was asked.
 * - `not_proved`: the proof is not theirs.
 * - `self_approval`: they are a requester, and have proved it: the request is denied.
 * - `number_needed`, `number_expired`: type the one that the requester's end shows now.
 * - `wrong_number`: it is another one; the third closes the request as denied.
 * - `expired`, `withdrawn`: nobody waits any more.
 * - `already_decided`: the first answer stands.
 */
export type RefusalReason =
  | 'malformed'
  | 'unknown_request'
  | 'not_asked'
  | 'not_proved'
  | 'self_approval'
  | 'number_needed'
  | 'number_expired'
  | 'wrong_number'
  | 'expired'
  | 'withdrawn'
  | 'already_decided';

/** An answer, what is known of it, and by which rules it is judged. */
export interface Judged {
  readonly answer: ReadAnswer;
  /** Whether `authenticate` has vouched for the responder. */
  readonly isAuthenticated: boolean;
  readonly now: number;
  readonly executeBySeconds: number;
}

/** Who asks for the action, as far as the request tells: none of them may approve it. */
export function requestersIn(request: ApprovalRequest | undefined): readonly string[] {
  if (request === undefined) return [];
  const { agentId, requesterId, operatorId } = request;
  return idsOfRequesters({ agentId, requesterId, operatorId });
}

/** Who answers: the one who was asked, a requester, or anybody else. */
function partyOf({ asked }: ApprovalRecord, responderId: string): 'approver' | 'requester' | 'stranger' {
  if (requestersIn(asked.request).some((requester) => resembles(requester, responderId))) return 'requester';
  return responderId === asked.approverId ? 'approver' : 'stranger';
}

/** Why an answer is not even looked at; undefined when nothing stands against it. */
export function barrier(record: ApprovalRecord, responderId: string, now: number): RefusalReason | undefined {
  if (partyOf(record, responderId) === 'stranger') return 'not_asked';
  const status = statusOf(record, now);
  if (status === 'pending') return undefined;
  return status === 'approved' || status === 'denied' ? 'already_decided' : status;
}

/**
 * What an answer makes of a request; undefined as the outcome when it decided as it says. Pure: who loses the race for
 * the record judges anew on the winner's.
 */
export function settle(record: ApprovalRecord, judged: Judged): Step<RefusalReason | undefined> {
  const { answer, now } = judged;
  const { verdict, responderId, comment } = answer;
  const party = partyOf(record, responderId);
  const barred = barrier(record, responderId, now);
  if (barred !== undefined) return { record, outcome: barred };
  if (!isProved(record, judged, party === 'approver')) return { record, outcome: 'not_proved' };
  if (party === 'requester') {
    const denial = { status: 'denied', at: now, responderId, reason: 'self_approval' } as const;
    return { record: closed(record, denial), outcome: 'self_approval' };
  }
  if (verdict === 'approved' && record.asked.needsNumber) {
    const missed = numberStep(record, judged);
    if (missed !== undefined) return missed;
  }
  const executeBy = verdict === 'approved' ? now + judged.executeBySeconds * 1000 : undefined;
  return { record: closed(record, { status: verdict, at: now, responderId, comment, executeBy }), outcome: undefined };
}

/** The token is the approver's; for a code somebody else has vouched. */
function isProved({ tokenHash }: ApprovalRecord, { answer, isAuthenticated }: Judged, isApprover: boolean): boolean {
  if (answer.token === undefined) return isAuthenticated;
  return isApprover && tokenHash !== undefined && matchesToken(tokenHash, answer.token);
}

/** Compares the number. A new one takes no miss back. Undefined when it is right. */
function numberStep(record: ApprovalRecord, { answer, now }: Judged): Step<RefusalReason> | undefined {
  const { number, misses } = record;
  if (number === undefined || number.until <= now) return { record, outcome: 'number_expired' };
  if (answer.number === undefined) return { record, outcome: 'number_needed' };
  if (matchesNumber(number, answer.number)) return undefined;
  const missed = { ...record, misses: misses + 1 };
  const isLast = missed.misses >= MOST_MISSES;
  const denial = { status: 'denied', at: now, responderId: answer.responderId, reason: 'wrong_number' } as const;
  return { record: isLast ? closed(missed, denial) : missed, outcome: 'wrong_number' };
}
