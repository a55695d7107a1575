import { option, readOptions } from '../internal/options.js';
import type { RiskScorer } from '../ports/risk-scorer.js';
import { type Combination, Combined, roundScore, SCORERS } from './combined.js';
import type { RiskAssessment } from './risk-assessment.js';

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
export class CompositeRiskScorer extends Combined {
  readonly name: string = 'composite';
  readonly #weights: readonly number[];

  constructor(options: CompositeRiskScorerOptions) {
    const owner = 'CompositeRiskScorer';
    const { scorers } = readOptions<CompositeRiskScorerOptions>(owner, options, { scorers: SCORERS });
    const entries = scorers.map((entry, index) =>
      readOptions<WeightedScorer>(`${owner}: scorers[${index}]`, entry, ENTRY_RULES),
    );
    super(
      owner,
      entries.map(({ scorer }) => scorer),
    );
    const total = entries.reduce((sum, { weight = 1 }) => sum + weight, 0);
    this.#weights = entries.map(({ weight = 1 }) => weight / total);
  }

  protected combine(opinions: readonly RiskAssessment[]): Combination {
    const weights = this.#weights;
    const sum = opinions.reduce((total, { score }, index) => total + score * (weights[index] ?? 1), 0);
    return { score: roundScore(sum), weights };
  }
}

const ENTRY_RULES = {
  scorer: option.required(option.any),
  weight: {
    allowed: '0.001 to 1000',
    accepts: (value: unknown) => typeof value === 'number' && value >= 0.001 && value <= 1000,
  },
};
