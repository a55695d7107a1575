import { readOptions } from '../internal/options.js';
import type { RiskScorer } from '../ports/risk-scorer.js';
import { type Combination, Combined, SCORERS } from './combined.js';
import type { RiskAssessment } from './risk-assessment.js';

/** What `MaxRiskScorer` takes. */
export interface MaxRiskScorerOptions {
  /** One at least, none of them twice. */
  readonly scorers: readonly RiskScorer[];
}

/**
 * The highest of what several scorers say. One that throws, rejects or gives no score from 0 to 1 makes the call critical.
 * Makes a promise only if one of them does.
 *
 * @throws AttestaError (`invalid_option`) at construction.
 * @example new MaxRiskScorer({ scorers: [new DefaultRiskScorer(), myScorer] })
 */
export class MaxRiskScorer extends Combined {
  readonly name: string = 'max';

  constructor(options: MaxRiskScorerOptions) {
    super('MaxRiskScorer', readOptions<MaxRiskScorerOptions>('MaxRiskScorer', options, { scorers: SCORERS }).scorers);
  }

  protected combine(opinions: readonly RiskAssessment[]): Combination {
    return { score: Math.max(...opinions.map(({ score }) => score)) };
  }
}
