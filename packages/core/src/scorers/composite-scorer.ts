import { option, readOptions } from '../options.js';
import type { RiskScorer } from '../ports/risk-scorer.js';
import { type Combination, CombinedScorer, SCORERS } from './combined-scorer.js';
import type { Opinion } from './opinion.js';
import { weightedSum } from './weighted-sum.js';

/** A scorer and what it counts for. */
export interface WeightedScorer {
  readonly scorer: RiskScorer;
  /** From 0.001 to 1000; the weights are divided by their sum. Default 1. */
  readonly weight?: number;
}

/** What `CompositeRiskScorer` takes. */
export interface CompositeRiskScorerOptions {
  /** One at least, none of them twice. */
  readonly scorers: readonly WeightedScorer[];
}

/**
 * The weighted mean of what several scorers say. One that throws, rejects or gives no score from 0 to 1 makes the call
 * critical. Makes a promise only if one of them does.
 *
 * @throws AttestaError (`invalid_option`) at construction.
 * @example new CompositeRiskScorer({ scorers: [{ scorer: new DefaultRiskScorer(), weight: 3 }, { scorer: myScorer }] })
 */
export class CompositeRiskScorer extends CombinedScorer {
  readonly name: string = 'composite';
  readonly #weights: readonly number[];

  constructor(options: CompositeRiskScorerOptions) {
    const { scorers } = readOptions<CompositeRiskScorerOptions>('CompositeRiskScorer', options, RULES);
    const entries = scorers.map((entry, index) =>
      readOptions<WeightedScorer>(`CompositeRiskScorer: scorers[${index}]`, entry, ENTRY_RULES),
    );
    super(
      'CompositeRiskScorer',
      entries.map(({ scorer }) => scorer),
    );
    const weights = entries.map(({ weight }) => weight ?? 1);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    this.#weights = weights.map((weight) => weight / total);
  }

  protected override combine(opinions: readonly Opinion[]): Combination {
    const weights = this.#weights;
    return {
      score: weightedSum(opinions.map(({ score }, index) => ({ score, weight: weights[index] ?? 1 }))),
      weights,
    };
  }
}

const RULES = { scorers: SCORERS };

const ENTRY_RULES = {
  scorer: option.required(option.any),
  weight: {
    allowed: 'a number from 0.001 to 1000',
    accepts: (value: unknown) => typeof value === 'number' && value >= 0.001 && value <= 1000,
  },
};
