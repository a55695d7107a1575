import type { ActionContext } from '../action-context.js';
import type { ApprovalResult } from '../approval-result.js';
import type { ChallengeResult } from '../challenge-result.js';
import type { DenialCode } from '../errors.js';
import type { RiskAssessment } from '../risk-assessment.js';
import type { Verdict } from '../verdict.js';
import type { Selection } from './challenge-map.js';
import { type Finding, type Refused, refused } from './finding.js';

/** A decision. */
export interface Decision {
  readonly approval: ApprovalResult;
  /** Undefined exactly when it is approved. */
  readonly code: DenialCode | undefined;
  /** The name of its record, where there is a log. */
  readonly decisionId: string | undefined;
}

/** Step 5: an allow-list. What is not an automatic approval or a pass of the challenge is a denial. */
export function decide(context: ActionContext, risk: RiskAssessment, selection: Selection, finding: Finding): Decision {
  const about: About = { context, risk, selection, finding };
  if (finding.kind === 'automatic' && selection.needsNobody) return approved(about);
  if (finding.kind === 'presented') {
    const { result } = finding;
    return result.passed === true
      ? approved(about)
      : denied(about, 'denied', result.verdict ?? 'denied', reasonOf(result));
  }
  const { code, verdict, reason } = finding.kind === 'refused' ? finding : NEEDS_SOMEBODY;
  return denied(about, code, verdict, reason);
}

/** The decision on a call that was approved and cannot run after all. */
export function overruled(decision: Decision, { code, verdict, reason }: Refused): Decision {
  return {
    ...decision,
    approval: Object.freeze({ ...decision.approval, verdict, reason, approvers: NO_APPROVERS }),
    code,
  };
}

interface About {
  readonly context: ActionContext;
  readonly risk: RiskAssessment;
  readonly selection: Selection;
  readonly finding: Finding;
}

function approved(about: About): Decision {
  return { approval: approvalOf(about, 'approved', undefined), code: undefined, decisionId: undefined };
}

function denied(about: About, code: DenialCode, verdict: Verdict, reason: string): Decision {
  return { approval: approvalOf(about, verdict, reason), code, decisionId: undefined };
}

// One literal with every field: this is made for every call, and spreads cost more than all the rest of the gate.
function approvalOf(about: About, verdict: Verdict, reason: string | undefined): ApprovalResult {
  const { finding } = about;
  const found = finding.kind === 'presented' ? finding : undefined;
  const { required } = about.selection;
  return Object.freeze({
    verdict,
    context: about.context,
    risk: about.risk,
    challenge: found?.result,
    required,
    presented: finding.kind === 'automatic' ? required : found?.presented,
    operator: found?.operator,
    approvers: found?.result.approvers ?? NO_APPROVERS,
    reviewTimeSeconds: found?.reviewTimeSeconds,
    reason,
    receipt: undefined,
  });
}

function reasonOf({ details }: ChallengeResult): string {
  const reason = Object.hasOwn(details, 'reason') ? details.reason : undefined;
  return typeof reason === 'string' && reason !== '' ? reason : 'the challenge was not passed';
}

const NO_APPROVERS: readonly string[] = Object.freeze([]);

const NEEDS_SOMEBODY: Refused = refused('denied', 'this level needs a person');
