import type { ActionContext, ApprovalRequest, RiskAssessment } from '@attesta/core';
import {
  describeAction,
  describeArguments,
  hiddenPaths,
  hiddenWords,
  type Requesters,
  visible,
} from '@attesta/core/authoring';

/** The action to approve, its manager, and the people and the agent that request it. */
export interface ApprovalSubject {
  readonly context: ActionContext;
  readonly risk: RiskAssessment;
  readonly managerId: string;
  readonly requesters: Requesters;
}

/** The request for the manager, as data. Frozen. */
export function createApprovalRequest(
  { context, risk, managerId, requesters }: ApprovalSubject,
  requestId: string,
  expiresAt: number,
): ApprovalRequest {
  const leaves = describeArguments(context).map(({ path, type, text }) => Object.freeze({ path, type, text }));
  const hidden = hiddenPaths(context);
  return Object.freeze({
    requestId,
    managerId,
    functionName: context.functionName,
    description: describeAction(context),
    arguments: Object.freeze(leaves),
    hidden: hidden.length === 0 ? undefined : Object.freeze(hidden),
    agentId: requesters.agentId,
    // The operator is the requester, unless another one is named.
    requesterId: requesters.requesterId ?? requesters.operatorId,
    operatorId: requesters.operatorId,
    environment: context.environment,
    riskLevel: risk.level,
    riskScore: risk.score,
    digest: context.digest,
    expiresAt,
  });
}

/**
 * The request as a string for a person to read: one line for each field, in a fixed order. No value from outside can
 * begin a line. Printable ASCII and line feeds.
 */
export function approvalMessage(request: ApprovalRequest): string {
  const { agentId = 'unknown', requesterId = 'unknown' } = request;
  const lines: readonly (readonly [label: string, shown: string])[] = [
    ['Approval required for', visible(request.functionName)],
    ['Agent', visible(agentId)],
    ['Risk', `${visible(request.riskLevel).toUpperCase()} (${request.riskScore.toFixed(2)})`],
    ['Call', request.description],
    ['Environment', visible(request.environment)],
    ['Requester', visible(requesterId)],
    ...hiddenLines(request),
    ...argumentLines(request),
    ['Fingerprint', fingerprint(request.digest)],
    ['Deadline', new Date(request.expiresAt).toISOString()],
  ];
  return lines.map(([label, shown]) => `${label}: ${withoutMarkup(shown)}`).join('\n');
}

/** What the manager cannot see is said before what they can. */
function hiddenLines({ hidden = [] }: ApprovalRequest): readonly (readonly [string, string])[] {
  const words = hiddenWords(hidden);
  return words === undefined ? [] : [['Warning', words]];
}

function argumentLines({ arguments: leaves }: ApprovalRequest): readonly (readonly [string, string])[] {
  if (leaves.length === 0) return [['Arguments', 'none']];
  return leaves.map(({ path, text }) => [`Argument ${withoutMarkup(path)}`, text] as const);
}

/** Enough of the digest to tell two actions apart at a glance. */
function fingerprint(digest: string): string {
  return digest.slice(0, 16).replace(/(.{4})(?!$)/g, '$1 ');
}

/**
 * Takes from chats and mail what they would turn into a mention, a tag, or a link that hides its target: `<!channel>`,
 * `<http://a|b>`, `[b](http://a)`. The characters stay readable, in the escaped form that `visible` has.
 */
function withoutMarkup(shown: string): string {
  return shown.replaceAll('<', '\\u{3c}').replaceAll('](', ']\\u{28}');
}
