import { isFrom } from '../internal/options.js';
import type { RiskFactor } from '../ports/risk-scorer.js';

/** How dangerous a call is. The strings are part of the protocol. */
export const RiskLevel: {
  readonly LOW: 'low';
  readonly MEDIUM: 'medium';
  readonly HIGH: 'high';
  readonly CRITICAL: 'critical';
} = Object.freeze({ LOW: 'low', MEDIUM: 'medium', HIGH: 'high', CRITICAL: 'critical' });

/** One of `low`, `medium`, `high`, `critical`. */
export type RiskLevel = (typeof RiskLevel)[keyof typeof RiskLevel];

/** The levels from harmless to critical. */
export const RISK_LEVELS: readonly RiskLevel[] = Object.values(RiskLevel);

/**
 * The level of a score: below 0.3 low, below 0.6 medium, below 0.8 high, else critical.
 *
 * @throws RangeError when the score is not a number in [0, 1].
 * @example riskLevelFromScore(0.7) // 'high'
 */
export function riskLevelFromScore(score: number): RiskLevel {
  if (!isScore(score)) throw new RangeError(`A risk score is a number from 0 to 1, not ${String(score)}.`);
  if (score < 0.3) return 'low';
  if (score < 0.6) return 'medium';
  return score < 0.8 ? 'high' : 'critical';
}

/** The score that stands for a level which was set by a person instead of measured. */
export function scoreOfLevel(level: RiskLevel): number {
  return SCORES[level];
}

const SCORES: Readonly<Record<RiskLevel, number>> = { low: 0.15, medium: 0.45, high: 0.7, critical: 0.9 };

/** Whether `value` is a number from 0 to 1. NaN and the infinities are not. */
export function isScore(value: unknown): value is number {
  return isFrom(value, 0, 1);
}

/** One thing that a call shows: the level that it makes the call, and why. Frozen, so that one can serve many calls. */
export function evidence(name: string, level: RiskLevel, reason: string): RiskFactor {
  return Object.freeze({ name, score: scoreOfLevel(level), reason });
}
