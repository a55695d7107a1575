import type { ActionContext } from '../action/action-context.js';
import type { RiskFactor, RiskScore, RiskScorer } from '../ports/risk-scorer.js';
import { assessmentOf, type RiskAssessment } from './risk-assessment.js';
import { isScore, riskLevelFromScore, scoreOfLevel } from './risk-level.js';

/** Asks a scorer, of which nothing is believed. Never throws or rejects; a promise only where the scorer needs one. */
export function askScorer(scorer: RiskScorer, context: ActionContext): RiskAssessment | Promise<RiskAssessment> {
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

/** The opinion in the place of one that cannot be had: the call counts as critical. */
export function failed(scorer: RiskScorer, reason: string): RiskAssessment {
  const score = scoreOfLevel('critical');
  const factors = Object.freeze([Object.freeze({ name: 'fault', score, reason })]);
  const opinion = assessmentOf(score, 'critical', nameOf(scorer), factors);
  failures.add(opinion);
  return opinion;
}

/** Whether an opinion stands in the place of another. */
export function hasFailed(opinion: RiskAssessment): boolean {
  return failures.has(opinion);
}

const failures = new WeakSet<RiskAssessment>();

function opinionOf(scorer: RiskScorer, given: RiskScore): RiskAssessment {
  try {
    const score: unknown = typeof given === 'number' ? given : Object.hasOwn(given, 'score') && given.score;
    const factors: unknown = typeof given === 'number' ? NO_FACTORS : Object.hasOwn(given, 'factors') && given.factors;
    if (isScore(score) && Array.isArray(factors)) {
      // A list that is frozen is taken as it is: ours are, and to check every call's would cost more than the scoring.
      if (Object.isFrozen(factors)) return assessed(score, factors, nameOf(scorer));
      if (factors.every(isFactor)) return assessed(score, Object.freeze([...factors]), nameOf(scorer));
    }
  } catch {
    // It is no score.
  }
  return failed(scorer, 'the scorer gave no score');
}

function assessed(score: number, factors: readonly RiskFactor[], scorer: string): RiskAssessment {
  if (latest.factors !== factors || latest.score !== score || latest.scorer !== scorer) {
    latest = assessmentOf(score, riskLevelFromScore(score), scorer, factors);
  }
  return latest;
}

/** A call is mostly found to be like the one before: then it has the same assessment, which is frozen. */
let latest: RiskAssessment = assessmentOf(0, 'low', '');

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
