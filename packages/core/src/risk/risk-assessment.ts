import { option, readOptions, rule } from '../internal/options.js';
import type { RiskFactor } from '../ports/risk-scorer.js';
import { RISK_LEVELS, type RiskLevel, riskLevelFromScore } from './risk-level.js';

/** How risky a call was found to be, and why. Frozen. */
export interface RiskAssessment {
  /** In [0, 1]. */
  readonly score: number;
  readonly level: RiskLevel;
  /** What made the score, where the scorer tells. */
  readonly factors: readonly RiskFactor[];
  /** The scorer's name, or `fixed` where the gate sets the level. */
  readonly scorer: string;
}

/** What `createRiskAssessment` takes; all but the score have defaults. */
export interface RiskAssessmentInput {
  readonly score: number;
  readonly level?: RiskLevel | undefined;
  readonly factors?: readonly RiskFactor[] | undefined;
  readonly scorer?: string | undefined;
}

/**
 * Makes an assessment: the level follows from the score unless given.
 *
 * @throws RangeError when the score is not in [0, 1]; AttestaError (`invalid_option`) for any other field that is wrong.
 * @example createRiskAssessment({ score: 0.9 }).level // 'critical'
 */
export function createRiskAssessment(input: RiskAssessmentInput): RiskAssessment {
  const { score, level, factors, scorer } = readOptions<RiskAssessmentInput>('createRiskAssessment', input, RULES);
  const measured = riskLevelFromScore(score);
  return assessmentOf(score, level ?? measured, scorer ?? 'fixed', factors && Object.freeze([...factors]));
}

/** An assessment of parts that were checked before. */
export function assessmentOf(
  score: number,
  level: RiskLevel,
  scorer: string,
  factors: readonly RiskFactor[] = NO_FACTORS,
): RiskAssessment {
  return Object.freeze({ score, level, factors, scorer });
}

const NO_FACTORS: readonly RiskFactor[] = Object.freeze([]);

const RULES = {
  score: option.required(option.any),
  level: option.oneOf(RISK_LEVELS),
  factors: rule('a list of factors', Array.isArray),
  scorer: option.id,
};
