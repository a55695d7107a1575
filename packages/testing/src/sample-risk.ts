import type { RiskAssessment, RiskLevel } from '@attesta/core';
import { createRiskAssessment } from '@attesta/core/scorers';

/**
 * Makes an assessment of a level, with the score that the gate gives when a level is fixed.
 *
 * @throws AttestaError (`invalid_option`) when `level` is none of the four.
 * @example sampleRisk('critical').score // 0.9
 */
export function sampleRisk(level: RiskLevel = 'high'): RiskAssessment {
  return createRiskAssessment({ score: SCORES[level] ?? 1, level });
}

const SCORES: Readonly<Record<RiskLevel, number>> = { low: 0.15, medium: 0.45, high: 0.7, critical: 0.9 };
