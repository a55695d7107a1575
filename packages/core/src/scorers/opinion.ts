import type { ActionContext } from '../action-context.js';
import type { RiskFactor, RiskScore, RiskScorer } from '../ports/risk-scorer.js';
import { isScore, scoreOfLevel } from '../risk-level.js';

/** What a scorer said of a call, or that it failed: then the call counts as critical. */
export interface Opinion {
  readonly scorer: string;
  readonly score: number;
  readonly factors: readonly RiskFactor[];
  readonly hasFailed: boolean;
}

/** Asks a scorer, of which nothing is believed. Never throws or rejects; a promise only where the scorer needs one. */
export function askScorer(scorer: RiskScorer, context: ActionContext): Opinion | Promise<Opinion> {
  try {
    const given = scorer.score(context);
    if (!isThenable(given)) return opinionOf(scorer, given);
    return Promise.resolve(given).then(
      (settled) => opinionOf(scorer, settled),
      () => failed(scorer, 'the scorer failed'),
    );
  } catch {
    return failed(scorer, 'the scorer failed');
  }
}

/** The opinion in the place of one that cannot be had. */
export function failed(scorer: RiskScorer, reason: string): Opinion {
  const score = scoreOfLevel('critical');
  const factors = Object.freeze([Object.freeze({ name: 'fault', score, reason })]);
  return { scorer: nameOf(scorer), score, factors, hasFailed: true };
}

function opinionOf(scorer: RiskScorer, given: RiskScore): Opinion {
  try {
    const score: unknown = typeof given === 'number' ? given : Object.hasOwn(given, 'score') && given.score;
    const factors: unknown = typeof given === 'number' ? NO_FACTORS : Object.hasOwn(given, 'factors') && given.factors;
    if (isScore(score) && Array.isArray(factors)) {
      // A list that is frozen is taken as it is: ours are, and to check every call's would cost more than the scoring.
      const isTrusted = Object.isFrozen(factors);
      if (isTrusted || factors.every(isFactor)) {
        const taken = isTrusted ? factors : Object.freeze([...factors]);
        return { scorer: nameOf(scorer), score, factors: taken, hasFailed: false };
      }
    }
  } catch {
    // It is no score.
  }
  return failed(scorer, 'the scorer gave no score');
}

function isFactor(value: unknown): value is RiskFactor {
  if (typeof value !== 'object') return false;
  const own: Readonly<Record<string, unknown>> = { __proto__: null, ...value };
  return typeof own.name === 'string' && isScore(own.score) && isScore(own.weight ?? 0);
}

function nameOf({ name }: RiskScorer): string {
  return typeof name === 'string' ? name : 'unnamed';
}

function isThenable(value: RiskScore | PromiseLike<RiskScore>): value is PromiseLike<RiskScore> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

const NO_FACTORS: readonly RiskFactor[] = Object.freeze([]);
