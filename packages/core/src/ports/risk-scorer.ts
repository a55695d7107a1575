import type { ActionContext } from '../action/action-context.js';

/**
 * Measures how risky a call is. Called by the gate before anybody is asked, unless the gate fixes the level.
 *
 * What is not a finite number in [0, 1], throws, rejects, or does not answer within 10 seconds, counts as critical.
 * A score can only raise the level above the gate's `minimumRisk`.
 */
export interface RiskScorer {
  /** What it is, for records and screens. */
  readonly name: string;
  /** The score of a call, alone or with what made it. A scorer that need not wait returns no promise. */
  score(context: ActionContext): RiskScore | Promise<RiskScore>;
  /** Called after an approved call has run. Its errors are ignored. */
  afterRun?(context: ActionContext): void;
}

/** A number in [0, 1], or the number and the factors behind it. */
export type RiskScore = number | { readonly score: number; readonly factors: readonly RiskFactor[] };

/** One thing that makes a call risky, or shows that it is not. */
export interface RiskFactor {
  readonly name: string;
  /** In [0, 1]. */
  readonly score: number;
  /** Its share in the whole, in [0, 1], where it has one. */
  readonly weight?: number;
  /** For a person: what was found. Contains no argument text that was not matched. */
  readonly reason?: string;
}
