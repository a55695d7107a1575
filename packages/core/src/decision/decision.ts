import type { ActionContext } from '../action/action-context.js';
import type { Operator } from '../ports/challenge-session.js';
import type { RiskAssessment } from '../risk/risk-assessment.js';
import type { ChallengeResult } from './challenge-result.js';
import type { ChallengeType, Verdict } from './enumerations.js';

/** Names a record within its audit log. */
export type AuditReceipt = string;

/** A challenge by type and name. */
export interface ChallengeRef {
  readonly type: ChallengeType;
  readonly name: string;
}

/** A decision, with all that led to it. Frozen. */
export interface Decision {
  readonly verdict: Verdict;
  readonly context: ActionContext;
  readonly risk: RiskAssessment;
  /** What the challenge returned; undefined when none was presented. */
  readonly challenge: ChallengeResult | undefined;
  /** The challenge that the map asked for. */
  readonly required: ChallengeRef;
  /** The challenge that was presented, which a renderer may have put in the other's place. */
  readonly presented: ChallengeRef | undefined;
  /** The human at the screen, where the renderer vouches for one. */
  readonly operator: Operator | undefined;
  /** The people who approved; empty unless approved, and for an automatic approval. */
  readonly approvers: readonly string[];
  /** Seconds from the action's being shown to the last answer; undefined when nobody was asked. */
  readonly reviewTimeSeconds: number | undefined;
  /** Why it was not approved, for the operator and the record; never for the agent. Undefined when approved. */
  readonly reason: string | undefined;
  /** Names the record of this decision; undefined without an audit log, and when recording failed. */
  readonly receipt: AuditReceipt | undefined;
  /**
   * What the part of the gate that failed first failed with, without secrets: for the operator, never for the agent. It is not
   * enumerable, so it shows in no print and no record. Undefined where no part failed.
   */
  readonly cause?: Error;
}
