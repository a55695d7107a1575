import type { ApprovalRequest } from '@attesta/core';
import { describeAction, describeArguments } from '@attesta/core/authoring';
import type { Asking } from './round.js';

/** What is put before the manager, as data. Frozen. */
export function createApprovalRequest(
  { context, risk, managerId, requesters }: Asking,
  requestId: string,
  expiresAt: number,
): ApprovalRequest {
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
    operatorId: requesters.operatorId,
    environment: context.environment,
    riskLevel: risk.level,
    riskScore: risk.score,
    digest: context.digest,
    expiresAt,
  });
}
