import type { ActionContext } from '../action-context.js';
import type { RiskFactor, RiskScorer } from '../ports/risk-scorer.js';
import { isScore } from '../risk-level.js';

/** What one scorer of several says of a call. */
export interface Opinion {
  readonly scorer: string;
  /** In [0, 1]; 1 when it failed. */
  readonly score: number;
  /** How it failed, if it did: threw, rejected, or gave something that is no score. */
  readonly failure?: string;
  readonly factors: readonly RiskFactor[];
}

/** Asks all scorers at once. Never throws or rejects, and makes no promise unless one of them does. */
export function askAll(scorers: readonly RiskScorer[], context: ActionContext): Opinion[] | Promise<Opinion[]> {
  const opinions = scorers.map((scorer) => ask(scorer, context));
  return opinions.every(isSettled) ? opinions : Promise.all(opinions);
}

/**
 * Tells all scorers that a call has run. One that throws or rejects keeps it from none of the others, and harms nobody: what
 * has not learned of a run takes the next call for newer than it is.
 */
export function tellAll(scorers: readonly RiskScorer[], context: ActionContext): void {
  for (const scorer of scorers) {
    try {
      const told: unknown = scorer.ran?.(context);
      if (isThenable(told)) told.then(undefined, () => {});
    } catch {
      // As above.
    }
  }
}

function ask(scorer: RiskScorer, context: ActionContext): Opinion | Promise<Opinion> {
  const name = typeof scorer.name === 'string' ? scorer.name : 'unnamed';
  try {
    const given = scorer.score(context);
    if (!isThenable(given)) return opinionOf(name, given);
    return Promise.resolve(given).then(
      (settled) => opinionOf(name, settled),
      () => failed(name, 'the scorer failed'),
    );
  } catch {
    return failed(name, 'the scorer failed');
  }
}

function opinionOf(scorer: string, given: unknown): Opinion {
  try {
    // Own properties only, and each read once.
    const { score, factors } = typeof given === 'number' ? { score: given, factors: [] } : ownValues(given);
    if (isScore(score) && Array.isArray(factors)) return { scorer, score, factors: factors.map(factorOf) };
  } catch {
    // Falls through to the failure.
  }
  return failed(scorer, 'the scorer gave no score from 0 to 1');
}

function failed(scorer: string, failure: string): Opinion {
  return { scorer, score: 1, failure: `${failure}: counts as critical`, factors: [] };
}

/** A copy of a factor, which nobody can change any more. */
function factorOf(given: unknown): RiskFactor {
  const { name, score, weight, reason } = ownValues(given);
  if (typeof name !== 'string' || !isScore(score)) throw new TypeError('Not a factor.');
  if (weight !== undefined && !isScore(weight)) throw new TypeError('Not a weight.');
  if (reason !== undefined && typeof reason !== 'string') throw new TypeError('Not a reason.');
  return Object.freeze({
    name,
    score,
    ...(weight !== undefined && { weight }),
    ...(reason !== undefined && { reason }),
  });
}

function ownValues(given: unknown): Readonly<Record<string, unknown>> {
  if (typeof given !== 'object' || given === null) throw new TypeError('Not an object.');
  return { __proto__: null, ...given };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function isSettled(opinion: Opinion | Promise<Opinion>): opinion is Opinion {
  return !(opinion instanceof Promise);
}
