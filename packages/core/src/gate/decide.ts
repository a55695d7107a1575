import type { ActionContext } from '../action/action-context.js';
import type { ChallengeResult } from '../decision/challenge-result.js';
import type { Decision } from '../decision/decision.js';
import type { DenialCode } from '../decision/errors.js';
import type { Verdict } from '../decision/verdict.js';
import type { AskedQuestion } from '../ports/audit-log.js';
import type { RiskAssessment } from '../risk/risk-assessment.js';
import type { Selection } from './challenge-map.js';
import { type Finding, type Refused, refused } from './finding.js';

/** A decision. */
export interface Ruling {
  readonly decision: Decision;
  /** Undefined exactly when it is approved. */
  readonly code: DenialCode | undefined;
  readonly asked: readonly AskedQuestion[];
  /** The name of its record, where there is a log. */
  readonly decisionId: string | undefined;
}

/** Step 5: an allow-list. What is not an automatic approval or a pass of the challenge is a denial. */
export function decide(context: ActionContext, risk: RiskAssessment, selection: Selection, finding: Finding): Ruling {
  const { code, verdict, reason } = conclusionOf(selection, finding);
  const found = finding.kind === 'presented' ? finding : undefined;
  const { required } = selection;
  // One literal with every field, frozen where it leaves the gate: this is made for every call, seen or not.
  const decision: Decision = {
    verdict,
    context,
    risk,
    challenge: found?.result,
    required,
    presented: finding.kind === 'automatic' ? required : found?.presented,
    operator: found?.operator,
    approvers: found?.result.approvers ?? NO_APPROVERS,
    reviewTimeSeconds: found?.reviewTimeSeconds,
    reason,
    receipt: undefined,
  };
  return { decision, code, asked: found?.asked ?? NOTHING_ASKED, decisionId: undefined };
}

/** The decision on a call that was approved and cannot run after all. */
export function overruled(ruling: Ruling, { code, verdict, reason }: Refused): Ruling {
  return {
    ...ruling,
    decision: { ...ruling.decision, verdict, reason, approvers: NO_APPROVERS },
    code,
  };
}

interface Conclusion {
  readonly code: DenialCode | undefined;
  readonly verdict: Verdict;
  readonly reason: string | undefined;
}

function conclusionOf(selection: Selection, finding: Finding): Conclusion {
  switch (finding.kind) {
    case 'automatic':
      return selection.needsNobody ? APPROVED : NEEDS_SOMEBODY;
    case 'presented': {
      const { result } = finding;
      if (result.passed === true) return APPROVED;
      return { code: finding.code, verdict: result.verdict ?? 'denied', reason: reasonOf(result) };
    }
    case 'refused':
      return finding;
  }
}

const APPROVED: Conclusion = { code: undefined, verdict: 'approved', reason: undefined };

function reasonOf({ details }: ChallengeResult): string {
  const reason = Object.hasOwn(details, 'reason') ? details.reason : undefined;
  return typeof reason === 'string' && reason !== '' ? reason : 'the challenge was not passed';
}

const NO_APPROVERS: readonly string[] = Object.freeze([]);
const NOTHING_ASKED: readonly AskedQuestion[] = Object.freeze([]);

const NEEDS_SOMEBODY: Refused = refused('denied', 'the challenge was not passed');
