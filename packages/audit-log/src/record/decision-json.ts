import {
  AttestaError,
  type ChallengeRef,
  type ChallengeResult,
  type Decision,
  type DecisionEntry,
  type Operator,
  type RiskAssessment,
} from '@attesta/core';
import { type AskedQuestion, canonicalize, hiddenPaths } from '@attesta/core/authoring';
import { FrozenJson, isoTime, JsonObjectWriter, listJson, stringJson } from './json-writer.js';
import type { Redaction } from './redaction.js';

/** The record of a decision, in canonical form. Its digest is over the true arguments, and is left out when one of them is secret. */
export function decisionJson(entry: DecisionEntry, redaction: Redaction): string {
  const { decision, asked } = entry;
  const { context, challenge, operator, presented } = decision;
  assertHonest(decision);
  const hidden = hiddenPaths(context);
  const hasSecrets = hidden.length > 0;
  return new JsonObjectWriter()
    .string('action', context.functionName)
    .string('agent', context.agentId)
    .json(
      'approvers',
      listJson(decision.approvers, (id) => stringJson('approvers', id)),
    )
    .json('arguments', canonicalize(context.redactedArgs))
    .json('asked', asked.length === 0 ? undefined : listJson(asked, askedJson))
    .string('at', isoTime(entry.at))
    .string('call', context.callId)
    .json('challenge', challenge && challengeJson(challenge, redaction))
    .string('digest', hasSecrets ? undefined : context.digest)
    .string('digestTag', hasSecrets ? redaction.tag(context.digest) : undefined)
    .string('environment', context.environment)
    .boolean('evaluated', entry.evaluated)
    .json('hidden', hasSecrets ? listJson(hidden, (path) => stringJson('hidden', path)) : undefined)
    .json('hints', redaction.members(context.hints, 'hints'))
    .json('metadata', redaction.members(context.metadata, 'metadata'))
    .json('operator', operator && operatorJson(operator))
    .string('optionsDigest', entry.optionsDigest)
    .json('presented', presented && challengeRefs.of(presented))
    .string('reason', redaction.string(decision.reason))
    .string('requester', context.requesterId)
    .json('required', challengeRefs.of(decision.required))
    .number('reviewTimeSeconds', decision.reviewTimeSeconds)
    .json('risk', riskJson(decision.risk, redaction))
    .string('session', context.sessionId)
    .string('verdict', decision.verdict)
    .end();
}

/** An approver is a person who approved: a placeholder for a missing person is refused. */
function assertHonest({ approvers, verdict }: Decision): void {
  const isPlaceholder = (id: string): boolean => ['', 'timeout', 'system', 'unknown'].includes(id.trim().toLowerCase());
  if (approvers.length === 0 || (verdict === 'approved' && !approvers.some(isPlaceholder))) return;
  throw new AttestaError(
    'invalid_option',
    'The audit entry: approvers must be the ids of people, and empty unless the verdict is approved.',
  );
}

function askedJson({ askedAt, endedAt, id, kind, status }: AskedQuestion): string {
  return new JsonObjectWriter()
    .string('askedAt', isoTime(askedAt))
    .string('endedAt', endedAt === undefined ? undefined : isoTime(endedAt))
    .string('id', id)
    .string('kind', kind)
    .string('status', status)
    .end();
}

function challengeJson(result: ChallengeResult, redaction: Redaction): string {
  return new JsonObjectWriter()
    .json('details', redaction.members(result.details, 'details'))
    .boolean('passed', result.passed)
    .number('questionsAsked', result.questionsAsked)
    .number('questionsCorrect', result.questionsCorrect)
    .string('responder', result.responder)
    .number('responseTimeSeconds', result.responseTimeSeconds)
    .string('type', result.challengeType)
    .string('verdict', result.verdict)
    .end();
}

function operatorJson({ displayName, id }: Operator): string {
  return new JsonObjectWriter().string('displayName', displayName).string('id', id).end();
}

const challengeRefs: FrozenJson<ChallengeRef> = new FrozenJson(({ name, type }) =>
  new JsonObjectWriter().string('name', name).string('type', type).end(),
);

function riskJson({ factors, level, score, scorer }: RiskAssessment, redaction: Redaction): string {
  return new JsonObjectWriter()
    .json(
      'factors',
      listJson(factors, (factor) => redaction.factor(factor)),
    )
    .string('level', level)
    .number('score', score)
    .string('scorer', scorer)
    .end();
}
