import type { ActionContext } from '../action/action-context.js';
import type { ChallengeResult } from '../decision/challenge-result.js';
import type { ChallengeRef, Decision } from '../decision/decision.js';
import type { Refusal, Verdict } from '../decision/enumerations.js';
import type { DenialCode } from '../decision/errors.js';
import type { AskedQuestion } from '../ports/audit-log.js';
import type { Operator } from '../ports/challenge-session.js';
import type { Fault } from '../presentation/faults.js';
import { faultIn } from '../risk/opinion.js';
import type { RiskAssessment } from '../risk/risk-assessment.js';
import type { Selection } from './challenge-map.js';

/** A challenge was presented, and this came of it. */
export interface Presented {
  readonly kind: 'presented';
  readonly presented: ChallengeRef;
  /** What a denial is called: the people's doing, or the caller's, who gave up. */
  readonly code: 'denied' | 'cancelled';
  readonly result: ChallengeResult;
  readonly operator: Operator | undefined;
  readonly reviewTimeSeconds: number | undefined;
  readonly asked: readonly AskedQuestion[];
  /** What failed meanwhile. */
  readonly faults: readonly Fault[];
}

/** The call cannot run, whoever approves. */
export interface Denial {
  readonly kind: 'denial';
  readonly code: DenialCode;
  readonly verdict: Refusal;
  /** For the operator and the record. */
  readonly reason: string;
  readonly faults: readonly Fault[];
}

/** A denial with its reason, and what failed. */
export function denial(code: DenialCode, reason: string, ...faults: readonly Fault[]): Denial {
  return { kind: 'denial', code, verdict: code === 'cancelled' ? 'cancelled' : 'denied', reason, faults };
}

/** A decision, and what the gate keeps with it. */
export interface Ruling {
  readonly decision: Decision;
  /** Undefined exactly when it is approved. */
  readonly code: DenialCode | undefined;
  readonly asked: readonly AskedQuestion[];
  /** What failed on the way to it. */
  readonly faults: readonly Fault[];
  /** The name of its record, where there is a log. */
  readonly decisionId: string | undefined;
}

/**
 * Step 5: an allow-list. What is not an automatic approval or a pass of the challenge is a denial.
 *
 * @param presented Undefined where nobody had to be asked.
 */
export function decide(
  context: ActionContext,
  risk: RiskAssessment,
  selection: Selection,
  presented: Presented | Denial | undefined,
): Ruling {
  const { required } = selection;
  const { code, verdict, reason } = presented === undefined ? automatic(selection) : verdictOn(presented);
  const found = presented?.kind === 'presented' ? presented : undefined;
  // One literal with every field, frozen where it leaves the gate: this is made for every call, seen or not.
  const decision: Decision = {
    verdict,
    context,
    risk,
    challenge: found?.result,
    required,
    presented: presented === undefined ? required : found?.presented,
    operator: found?.operator,
    approvers: found?.result.approvers ?? NO_APPROVERS,
    reviewTimeSeconds: found?.reviewTimeSeconds,
    reason,
    receipt: undefined,
  };
  return {
    decision,
    code,
    asked: found?.asked ?? NOTHING_ASKED,
    faults: faultsOf(risk, presented),
    decisionId: undefined,
  };
}

/** The ruling on a call that was approved and cannot run after all. */
export function overrule(ruling: Ruling, { code, verdict, reason, faults }: Denial): Ruling {
  const decision = { ...ruling.decision, verdict, reason, approvers: NO_APPROVERS };
  return { ...ruling, decision, code, faults: [...ruling.faults, ...faults] };
}

function faultsOf(risk: RiskAssessment, presented: Presented | Denial | undefined): readonly Fault[] {
  const faults = presented === undefined ? NO_FAULTS : presented.faults;
  const scorer = faultIn(risk);
  return scorer === undefined ? faults : [{ part: 'risk_scorer', cause: scorer.cause }, ...faults];
}

interface Judgment {
  readonly code: DenialCode | undefined;
  readonly verdict: Verdict;
  readonly reason: string | undefined;
}

function automatic({ needsNobody }: Selection): Judgment {
  return needsNobody ? APPROVED : NOT_PASSED;
}

function verdictOn(presented: Presented | Denial): Judgment {
  if (presented.kind === 'denial') return presented;
  const { code, result } = presented;
  if (result.passed === true) return APPROVED;
  return { code, verdict: result.verdict ?? 'denied', reason: reasonOf(result) };
}

function reasonOf({ details }: ChallengeResult): string {
  const reason = Object.hasOwn(details, 'reason') ? details.reason : undefined;
  return typeof reason === 'string' && reason !== '' ? reason : NOT_PASSED.reason;
}

const APPROVED: Judgment = { code: undefined, verdict: 'approved', reason: undefined };
const NOT_PASSED: Denial = denial('denied', 'the challenge was not passed');
const NO_FAULTS: readonly Fault[] = Object.freeze([]);
const NO_APPROVERS: readonly string[] = Object.freeze([]);
const NOTHING_ASKED: readonly AskedQuestion[] = Object.freeze([]);
