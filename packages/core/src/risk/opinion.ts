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
      (cause: unknown) => failed(scorer, 'the scorer failed', cause),
    );
  } catch (cause) {
    return failed(scorer, 'the scorer failed', cause);
  }
}

/** The opinion in the place of one that cannot be had: the call counts as critical. */
export function failed(scorer: RiskScorer, reason: string, cause: unknown = new Error(reason)): RiskAssessment {
  const score = scoreOfLevel('critical');
  const factors = Object.freeze([Object.freeze({ name: 'fault', score, reason })]);
  const opinion = assessmentOf(score, 'critical', nameOf(scorer), factors);
  failures.set(opinion, { cause });
  return opinion;
}

/** What a scorer failed with, where an opinion stands in the place of its own. */
export function faultIn(opinion: RiskAssessment): { readonly cause: unknown } | undefined {
  // Looked up only where it may be: an automatic approval comes here too.
  return opinion.level === 'critical' ? failures.get(opinion) : undefined;
}

/** Says that an opinion which was made of others is one that stands in the place of another. */
export function passOnFault(score: object, cause: unknown): void {
  failures.set(score, { cause });
}

const failures = new WeakMap<object, { readonly cause: unknown }>();

function opinionOf(scorer: RiskScorer, given: RiskScore): RiskAssessment {
  try {
    const score: unknown = typeof given === 'number' ? given : Object.hasOwn(given, 'score') && given.score;
    const factors: unknown = typeof given === 'number' ? NO_FACTORS : Object.hasOwn(given, 'factors') && given.factors;
    if (isScore(score) && Array.isArray(factors)) {
      const fault = typeof given === 'object' ? failures.get(given) : undefined;
      if (fault !== undefined) return combined(score, factors, scorer, fault.cause);
      // A list that is frozen is taken as it is: ours are, and to check every call's would cost more than the scoring.
      if (Object.isFrozen(factors)) return assessed(score, factors, nameOf(scorer));
      if (factors.every(isFactor)) return assessed(score, Object.freeze([...factors]), nameOf(scorer));
    }
  } catch {
    // It is no score.
  }
  return failed(scorer, 'the scorer gave no score');
}

/** Of several scorers one failed: the whole is kept, with what it failed with. */
function combined(score: number, factors: readonly RiskFactor[], scorer: RiskScorer, cause: unknown): RiskAssessment {
  const opinion = assessmentOf(score, riskLevelFromScore(score), nameOf(scorer), Object.freeze([...factors]));
  failures.set(opinion, { cause });
  return opinion;
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
