import type { ActionContext } from '../action/action-context.js';
import { invalid } from '../decision/errors.js';
import { quietly } from '../internal/foreign.js';
import { type OptionRule, option } from '../internal/options.js';
import type { RiskFactor, RiskScore, RiskScorer } from '../ports/risk-scorer.js';
import { askScorer, faultIn, passOnFault } from './opinion.js';
import type { RiskAssessment } from './risk-assessment.js';
import { scoreOfLevel } from './risk-level.js';

/** What opinions come to together. */
export interface Combination {
  readonly score: number;
  /** The weight of each, where it has one. */
  readonly weights?: readonly number[];
  /** What was found besides what the scorers said. */
  readonly factors?: readonly RiskFactor[];
}

/** The option that takes the scorers. */
export const SCORERS: OptionRule = option.required({ allowed: 'a list', accepts: Array.isArray });

/**
 * A scorer made of others. One of them that fails makes the whole critical at least; a promise only if one of them needs it.
 *
 * @throws AttestaError (`invalid_option`) also when one is given twice: it would learn twice as fast.
 */
export abstract class Combined implements RiskScorer {
  abstract readonly name: string;
  readonly #scorers: readonly RiskScorer[];

  constructor(owner: string, scorers: readonly RiskScorer[]) {
    if (scorers.length === 0 || !scorers.every(isScorer) || new Set(scorers).size < scorers.length) {
      throw invalid(`${owner}: it takes at least one scorer (an object with score), none of them twice.`);
    }
    this.#scorers = [...scorers];
  }

  score(context: ActionContext): RiskScore | Promise<RiskScore> {
    const opinions = this.#scorers.map((scorer) => askScorer(scorer, context));
    const conclude = (settled: readonly RiskAssessment[]): RiskScore =>
      explained(this.combine(settled, context), settled);
    return opinions.every(isSettled) ? conclude(opinions) : Promise.all(opinions).then(conclude);
  }

  /** Told to every scorer. */
  afterRun(context: ActionContext): void {
    for (const scorer of this.#scorers) quietly(() => scorer.afterRun?.(context));
  }

  protected abstract combine(opinions: readonly RiskAssessment[], context: ActionContext): Combination;
}

/**
 * Rounds a computed score to 12 digits, and to 1 at most, so that a sum of exactly 0.6 does not come out as
 * 0.5999999999999999, which is of a lower level.
 */
export function roundScore(score: number): number {
  return Math.min(Math.round(score * 1e12) / 1e12, 1);
}

function explained({ score, weights = [], factors = [] }: Combination, opinions: readonly RiskAssessment[]): RiskScore {
  const parts = opinions.flatMap((opinion, index) => factorsOf(opinion, weights[index]));
  const [fault] = opinions.flatMap((opinion) => faultIn(opinion) ?? []);
  const found = { score, factors: [...parts, ...factors] };
  if (fault === undefined) return found;
  const critical = { ...found, score: Math.max(score, scoreOfLevel('critical')) };
  passOnFault(critical, fault.cause);
  return critical;
}

function factorsOf({ scorer, score, factors }: RiskAssessment, weight: number | undefined): RiskFactor[] {
  const whole = Object.freeze({ name: scorer, score, ...(weight !== undefined && { weight }) });
  return [whole, ...factors.map((factor) => Object.freeze({ ...factor, name: `${scorer}.${factor.name}` }))];
}

const { accepts: isScorer } = option.with('score');

function isSettled(opinion: RiskAssessment | Promise<RiskAssessment>): opinion is RiskAssessment {
  return !(opinion instanceof Promise);
}
