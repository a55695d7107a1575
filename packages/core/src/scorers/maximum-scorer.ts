import type { ActionContext } from '../action-context.js';
import { option, readOptions } from '../options.js';
import type { RiskScore, RiskScorer } from '../ports/risk-scorer.js';
import { combinedScore, explained } from './combined-score.js';
import { tellAll } from './opinion.js';
import { distinctScorers } from './scorer-options.js';

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
  readonly #scorers: readonly RiskScorer[];

  constructor(options: MaxRiskScorerOptions) {
    const { scorers } = readOptions<MaxRiskScorerOptions>('MaxRiskScorer', options, RULES);
    this.#scorers = distinctScorers('MaxRiskScorer', [...scorers]);
  }

  score(context: ActionContext): RiskScore | Promise<RiskScore> {
    return combinedScore(this.#scorers, context, (opinions) =>
      explained(Math.max(...opinions.map(({ score }) => score)), opinions),
    );
  }

  /** Told to every scorer. */
  ran(context: ActionContext): void {
    tellAll(this.#scorers, context);
  }
}

const isScorer = option.with('score');

const RULES = {
  scorers: option.required({
    allowed: 'a list of at least one scorer',
    accepts: (value) => Array.isArray(value) && value.length > 0 && value.every(isScorer.accepts),
  }),
};
