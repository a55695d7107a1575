import { readOptions } from '../options.js';
import type { RiskScorer } from '../ports/risk-scorer.js';
import { combined, SCORERS } from './combined.js';

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
export class MaxRiskScorer implements RiskScorer {
  readonly name: string = 'max';
  readonly score: RiskScorer['score'];
  /** Told to every scorer. */
  readonly ran: NonNullable<RiskScorer['ran']>;

  constructor(options: MaxRiskScorerOptions) {
    const { scorers } = readOptions<MaxRiskScorerOptions>('MaxRiskScorer', options, { scorers: SCORERS });
    const parts = combined('MaxRiskScorer', scorers, (opinions) => {
      return { score: Math.max(...opinions.map(({ score }) => score)) };
    });
    this.score = parts.score;
    this.ran = parts.ran;
  }
}
