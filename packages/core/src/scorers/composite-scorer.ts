import type { ActionContext } from '../action-context.js';
import { option, readOptions } from '../options.js';
import type { RiskScore, RiskScorer } from '../ports/risk-scorer.js';
import { combinedScore, explained } from './combined-score.js';
import { tellAll } from './opinion.js';
import { distinctScorers } from './scorer-options.js';
import { weightedSum } from './weighted-sum.js';

/** A scorer and what it counts for. */
export interface WeightedScorer {
  readonly scorer: RiskScorer;
  /** Any number above 0; the weights are divided by their sum. Default 1. */
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
export class CompositeRiskScorer implements RiskScorer {
  readonly name: string = 'composite';
  readonly #scorers: readonly RiskScorer[];
  readonly #weights: readonly number[];

  constructor(options: CompositeRiskScorerOptions) {
    const { scorers } = readOptions<CompositeRiskScorerOptions>('CompositeRiskScorer', options, RULES);
    const entries = scorers.map((entry, index) =>
      readOptions<WeightedScorer>(`CompositeRiskScorer: scorers[${index}]`, entry, ENTRY_RULES),
    );
    this.#scorers = distinctScorers(
      'CompositeRiskScorer',
      entries.map(({ scorer }) => scorer),
    );
    // Divided by the largest before they are added up, so that no sum overflows.
    const weights = entries.map(({ weight }) => weight ?? 1);
    const largest = Math.max(...weights);
    const total = weights.reduce((sum, weight) => sum + weight / largest, 0);
    this.#weights = weights.map((weight) => weight / largest / total);
  }

  score(context: ActionContext): RiskScore | Promise<RiskScore> {
    return combinedScore(this.#scorers, context, (opinions) => {
      const parts = opinions.map(({ score }, index) => ({ score, weight: this.#weights[index] ?? 1 }));
      return explained(weightedSum(parts), opinions, this.#weights);
    });
  }

  /** Told to every scorer. */
  ran(context: ActionContext): void {
    tellAll(this.#scorers, context);
  }
}

const RULES = {
  scorers: option.required({
    allowed: 'a list of at least one { scorer, weight }',
    accepts: (value) => Array.isArray(value) && value.length > 0,
  }),
};

const ENTRY_RULES = {
  scorer: option.required(option.with('score')),
  weight: {
    allowed: 'a finite number above 0',
    accepts: (value: unknown) => Number.isFinite(value) && Number(value) > 0,
  },
};
