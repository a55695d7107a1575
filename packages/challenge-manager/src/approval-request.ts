import { createHash } from 'node:crypto';
import {
  type ActionContext,
  type ApprovalRequest,
  canonicalize,
  describeAction,
  describeArguments,
  type RiskAssessment,
} from '@attesta/core';
import { draw, type RandomBytes } from './random.js';
import type { Requesters } from './requesters.js';

/** What is put before the manager, as data. Frozen. */
export function createApprovalRequest(
  context: ActionContext,
  risk: RiskAssessment,
  parties: { readonly requestId: string; readonly managerId: string; readonly requesters: Requesters },
  expiresAt: number,
): ApprovalRequest {
  const { requestId, managerId, requesters } = parties;
  const leaves = describeArguments(context).map(({ path, type, text }) => Object.freeze({ path, type, text }));
  return Object.freeze({
    requestId,
    managerId,
    functionName: context.functionName,
    description: describeAction(context),
    arguments: Object.freeze(leaves),
    agentId: requesters.agentId,
    // The operator is who requests, unless another one is named.
    requesterId: requesters.requesterId ?? requesters.operatorId,
    environment: context.environment,
    riskLevel: risk.level,
    riskScore: risk.score,
    digest: context.digest,
    expiresAt,
  });
}

/**
 * The id of a request. A call with a `callId` meets its request again after a restart: the same action, asked for by the
 * same requesters, of the same manager. Without one it is 128 random bits. It is a name, and no credential.
 */
export function requestIdOf(
  context: ActionContext,
  managerId: string,
  { agentId, requesterId, operatorId }: Requesters,
  random: RandomBytes,
): string {
  const { callId, digest } = context;
  if (callId === undefined) return draw(random, 16).toString('hex');
  const identity = canonicalize(['manager request', callId, digest, managerId, agentId, requesterId, operatorId]);
  return createHash('sha256').update(identity).digest('hex');
}
