import type { ApprovalRequest } from '@attesta/core';
import { idsOfRequesters, resembles } from '@attesta/core/authoring';
import type { ReadAnswer } from './answer.js';
import { type ApprovalRecord, closed, type RecordUpdate, statusOf } from './approval-record.js';
import { MOST_MISSES, matchesNumber, matchesToken } from './response-secrets.js';

/**
 * Why an answer changed nothing, or did not approve.
 *
 * - `malformed`: no exact verdict, no responder, or not exactly one proof.
 * - `unknown_request`: the inbox has no request with this id.
 * - `not_asked`: the responder is not, exactly, the approver.
 * - `not_proved`: the proof is not theirs.
 * - `self_approval`: they are a requester, and have proved it: the request is denied.
 * - `number_needed`, `number_expired`: type the one that the requester's end shows now.
 * - `wrong_number`: it is another number; the third one closes the request as denied.
 * - `expired`, `withdrawn`: the request is over.
 * - `already_decided`: the first answer is final.
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

/** An answer, and the facts by which it is judged. */
export interface AnswerInput {
  readonly answer: ReadAnswer;
  /** Whether `authenticate` has vouched for the responder. */
  readonly isAuthenticated: boolean;
  readonly now: number;
  readonly executeBySeconds: number;
}

/** The requesters of the action, as far as the request names them: they may not approve it. */
export function requestersIn(request: ApprovalRequest | undefined): readonly string[] {
  if (request === undefined) return [];
  const { agentId, requesterId, operatorId } = request;
  return idsOfRequesters({ agentId, requesterId, operatorId });
}

/** The role of a responder: the approver, a requester, or another person. */
function partyOf({ asked }: ApprovalRecord, responderId: string): 'approver' | 'requester' | 'stranger' {
  if (requestersIn(asked.request).some((requester) => resembles(requester, responderId))) return 'requester';
  return responderId === asked.approverId ? 'approver' : 'stranger';
}

/** Why an answer is refused unread; undefined when it may be judged. */
export function objectionTo(record: ApprovalRecord, responderId: string, now: number): RefusalReason | undefined {
  if (partyOf(record, responderId) === 'stranger') return 'not_asked';
  const status = statusOf(record, now);
  if (status === 'pending') return undefined;
  return status === 'approved' || status === 'denied' ? 'already_decided' : status;
}

/**
 * The request after an answer, and why the answer was refused; undefined when it decided. Pure: the loser of a race for the
 * record is judged again on the winner's.
 */
export function judgeAnswer(record: ApprovalRecord, input: AnswerInput): RecordUpdate<RefusalReason | undefined> {
  const { answer, now } = input;
  const { verdict, responderId, comment } = answer;
  const party = partyOf(record, responderId);
  const objection = objectionTo(record, responderId, now);
  if (objection !== undefined) return { record, result: objection };
  if (!isProved(record, input, party === 'approver')) return { record, result: 'not_proved' };
  if (party === 'requester') {
    const denial = { status: 'denied', at: now, responderId, reason: 'self_approval' } as const;
    return { record: closed(record, denial), result: 'self_approval' };
  }
  if (verdict === 'approved' && record.asked.needsNumber) {
    const missed = numberStep(record, input);
    if (missed !== undefined) return missed;
  }
  const executeBy = verdict === 'approved' ? now + input.executeBySeconds * 1000 : undefined;
  return { record: closed(record, { status: verdict, at: now, responderId, comment, executeBy }), result: undefined };
}

/** A token proves the approver alone; a code was vouched for by `authenticate`. */
function isProved(
  { tokenHash }: ApprovalRecord,
  { answer, isAuthenticated }: AnswerInput,
  isApprover: boolean,
): boolean {
  if (answer.token === undefined) return isAuthenticated;
  return isApprover && tokenHash !== undefined && matchesToken(tokenHash, answer.token);
}

/** Compares the number. A new number does not reset the misses. Undefined when it is right. */
function numberStep(record: ApprovalRecord, { answer, now }: AnswerInput): RecordUpdate<RefusalReason> | undefined {
  const { number, misses } = record;
  if (number === undefined || number.until <= now) return { record, result: 'number_expired' };
  if (answer.number === undefined) return { record, result: 'number_needed' };
  if (matchesNumber(number, answer.number)) return undefined;
  const missed = { ...record, misses: misses + 1 };
  const isLast = missed.misses >= MOST_MISSES;
  const denial = { status: 'denied', at: now, responderId: answer.responderId, reason: 'wrong_number' } as const;
  return { record: isLast ? closed(missed, denial) : missed, result: 'wrong_number' };
}
