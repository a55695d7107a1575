import type {
  AskedQuestion,
  ChallengeRef,
  ChallengeResult,
  DecisionEntry,
  Operator,
  RiskAssessment,
} from '@attesta/core';
import { type ApprovalResult, AttestaError, canonicalize } from '@attesta/core';
import { FrozenTexts } from './frozen-texts.js';
import { isoTime } from './iso-time.js';
import { listJson, member, numberMember, ObjectText, textJson, textMember } from './json-writer.js';

import type { Redaction } from './redaction.js';
import { hidesSomething } from './secrets-in.js';

/**
 * What is kept of a decision, in canonical form: the true values only in the digest, and there only where none is secret. Written
 * member by member, in their order: no other text is made as often.
 */
export function decisionText(entry: DecisionEntry, redaction: Redaction): string {
  const { approval, asked } = entry;
  const { context, challenge, operator, presented } = approval;
  assertHonest(approval);
  const secret = hidesSomething(context.args, context.redactedArgs);
  return (
    `{"action":${textJson('action', context.functionName)}` +
    textMember('agent', context.agentId) +
    `,"approvers":${listJson(approval.approvers, (id) => textJson('approvers', id))}` +
    `,"arguments":${canonicalize(context.redactedArgs)}` +
    member('asked', asked.length === 0 ? undefined : listJson(asked, askedText)) +
    `,"at":"${isoTime(entry.at)}"` +
    textMember('call', context.callId) +
    member('challenge', challenge && challengeText(challenge, redaction)) +
    textMember('digest', secret ? undefined : context.digest) +
    textMember('digestTag', secret ? redaction.tag(context.digest) : undefined) +
    textMember('environment', context.environment) +
    `,"evaluated":${entry.evaluated ? 'true' : 'false'}` +
    member('hints', redaction.members(context.hints, 'hints')) +
    member('metadata', redaction.members(context.metadata, 'metadata')) +
    member('operator', operator && operatorText(operator)) +
    textMember('policy', entry.policyDigest) +
    member('presented', presented && challengeRefs.of(presented)) +
    textMember('reason', redaction.text(approval.reason)) +
    textMember('requester', context.requesterId) +
    `,"required":${challengeRefs.of(approval.required)}` +
    numberMember('reviewTimeSeconds', approval.reviewTimeSeconds) +
    `,"risk":${riskText(approval.risk, redaction)}` +
    textMember('session', context.sessionId) +
    textMember('verdict', approval.verdict) +
    '}'
  );
}

/** An approver is somebody who approved: nobody else may sit there, and no word that stands for nobody. */
function assertHonest({ approvers, verdict }: ApprovalResult): void {
  const isNobody = (id: string): boolean => ['', 'timeout', 'system', 'unknown'].includes(id.trim().toLowerCase());
  if (approvers.length === 0 || (verdict === 'approved' && !approvers.some(isNobody))) return;
  throw new AttestaError('invalid_option', 'The record: approvers must be people, and only of what is approved.');
}

function askedText({ askedAt, endedAt, id, kind, status }: AskedQuestion): string {
  return new ObjectText()
    .text('askedAt', isoTime(askedAt))
    .text('endedAt', endedAt === undefined ? undefined : isoTime(endedAt))
    .text('id', id)
    .text('kind', kind)
    .text('status', status)
    .end();
}

function challengeText(result: ChallengeResult, redaction: Redaction): string {
  return new ObjectText()
    .raw('details', redaction.members(result.details, 'details'))
    .boolean('passed', result.passed)
    .number('questionsAsked', result.questionsAsked)
    .number('questionsCorrect', result.questionsCorrect)
    .text('responder', result.responder)
    .number('responseTimeSeconds', result.responseTimeSeconds)
    .text('type', result.challengeType)
    .text('verdict', result.verdict)
    .end();
}

function operatorText({ displayName, id }: Operator): string {
  return new ObjectText().text('displayName', displayName).text('id', id).end();
}

function challengeRefText({ name, type }: ChallengeRef): string {
  return new ObjectText().text('name', name).text('type', type).end();
}

const challengeRefs: FrozenTexts<ChallengeRef> = new FrozenTexts(challengeRefText);

function riskText({ factors, level, score, scorer }: RiskAssessment, redaction: Redaction): string {
  return (
    `{"factors":${listJson(factors, (factor) => redaction.factor(factor))}` +
    textMember('level', level) +
    numberMember('score', score) +
    textMember('scorer', scorer) +
    '}'
  );
}
