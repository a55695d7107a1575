import type {
  AskedQuestion,
  ChallengeRef,
  ChallengeResult,
  DecisionEntry,
  Operator,
  RiskAssessment,
} from '@attesta/core';
import { type ApprovalResult, AttestaError, canonicalize } from '@attesta/core';
import { isoTime } from './iso-time.js';
import { ObjectText } from './object-text.js';
import type { Redaction } from './redaction.js';
import { hidesSomething } from './secrets-in.js';

/** What is kept of a decision, in canonical form: the true values only in the digest, and there only where none is secret. */
export function decisionText(entry: DecisionEntry, redaction: Redaction): string {
  const { approval, asked, policyDigest } = entry;
  const { context, challenge, operator } = approval;
  assertHonest(approval);
  const secret = hidesSomething(context.args, context.redactedArgs);
  return new ObjectText()
    .text('action', context.functionName)
    .text('agent', context.agentId)
    .texts('approvers', approval.approvers)
    .raw('arguments', canonicalize(context.redactedArgs))
    .raw('asked', asked.length === 0 ? undefined : `[${asked.map(askedText).join()}]`)
    .text('at', isoTime(entry.at))
    .text('call', context.callId)
    .raw('challenge', challenge && challengeText(challenge, redaction))
    .text('digest', secret ? undefined : context.digest)
    .text('digestTag', secret ? redaction.tag(context.digest) : undefined)
    .text('environment', context.environment)
    .boolean('evaluated', entry.evaluated)
    .raw('hints', redaction.members(context.hints, 'hints'))
    .raw('metadata', redaction.members(context.metadata, 'metadata'))
    .raw('operator', operator && operatorText(operator))
    .text('policy', policyDigest)
    .raw('presented', approval.presented && challengeRefText(approval.presented))
    .text('reason', redaction.text(approval.reason))
    .text('requester', context.requesterId)
    .raw('required', challengeRefText(approval.required))
    .number('reviewTimeSeconds', approval.reviewTimeSeconds)
    .raw('risk', riskText(approval.risk, redaction))
    .text('session', context.sessionId)
    .text('verdict', approval.verdict)
    .end();
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

function riskText({ factors, level, score, scorer }: RiskAssessment, redaction: Redaction): string {
  const factorTexts = factors.map((factor) =>
    new ObjectText()
      .text('name', factor.name)
      .text('reason', redaction.text(factor.reason))
      .number('score', factor.score)
      .number('weight', factor.weight)
      .end(),
  );
  return new ObjectText()
    .raw('factors', `[${factorTexts.join()}]`)
    .text('level', level)
    .number('score', score)
    .text('scorer', scorer)
    .end();
}
