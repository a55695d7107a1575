import type { ActionContext } from '../action/action-context.js';
import { readOptions } from '../internal/options.js';
import type { RiskScorer } from '../ports/risk-scorer.js';
import { isScore } from './risk-level.js';

/** What `FixedRiskScorer` takes. */
export interface FixedRiskScorerOptions {
  /** In [0, 1]. Default 0.5. */
  readonly score?: number;
}

/**
 * Gives every call the same score.
 *
 * @throws AttestaError (`invalid_option`) at construction.
 * @example new FixedRiskScorer({ score: 0.7 }).score() // 0.7
 */
export class FixedRiskScorer implements RiskScorer {
  readonly name: string = 'fixed';
  readonly #score: number;

  constructor(options?: FixedRiskScorerOptions) {
    this.#score = readOptions<FixedRiskScorerOptions>('FixedRiskScorer', options, RULES).score ?? 0.5;
  }

  score(_context?: ActionContext): number {
    return this.#score;
  }
}

const RULES = { score: { allowed: 'a number from 0 to 1', accepts: isScore } };
