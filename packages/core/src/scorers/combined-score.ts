import type { ActionContext } from '../action-context.js';
import type { RiskFactor, RiskScore, RiskScorer } from '../ports/risk-scorer.js';
import { scoreOfLevel } from '../risk-level.js';
import { askAll, type Opinion } from './opinion.js';

/** A score with the factors behind it. */
export type ExplainedScore = Exclude<RiskScore, number>;

/** What `combine` makes of what the scorers say; a promise only if one of them makes one. */
export function combinedScore(
  scorers: readonly RiskScorer[],
  context: ActionContext,
  combine: (opinions: readonly Opinion[]) => ExplainedScore,
): ExplainedScore | Promise<ExplainedScore> {
  const opinions = askAll(scorers, context);
  return opinions instanceof Promise ? opinions.then(combine) : combine(opinions);
}

/**
 * A score with the opinions it was made of; critical at least when a scorer failed. Its factors are each scorer's score,
 * followed by what that scorer found, under names like `default.arguments`.
 */
export function explained(
  score: number,
  opinions: readonly Opinion[],
  weights: readonly number[] = [],
): ExplainedScore {
  const hasFailed = opinions.some(({ failure }) => failure !== undefined);
  return {
    score: hasFailed ? Math.max(score, scoreOfLevel('critical')) : score,
    factors: opinions.flatMap((opinion, index) => factorsOf(opinion, weights[index])),
  };
}

function factorsOf(opinion: Opinion, weight: number | undefined): RiskFactor[] {
  const { scorer, score, failure, factors } = opinion;
  const whole = {
    name: scorer,
    score,
    ...(weight !== undefined && { weight }),
    ...(failure !== undefined && { reason: failure }),
  };
  const parts = factors.map((factor) => Object.freeze({ ...factor, name: `${scorer}.${factor.name}` }));
  return [Object.freeze(whole), ...parts];
}
