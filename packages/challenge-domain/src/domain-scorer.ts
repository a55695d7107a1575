import {
  type ActionContext,
  AttestaError,
  option,
  type RiskFactor,
  type RiskScore,
  type RiskScorer,
} from '@attesta/core';
import { DomainProfile } from './domain-profile.js';
import { compilePattern, type Pattern } from './pattern.js';
import { RiskFinder } from './risk-finder.js';

/** A score and what made it. */
export interface DomainScore {
  readonly score: number;
  readonly factors: readonly RiskFactor[];
}

/**
 * Raises what another scorer says by what a profile knows: each pattern and term that is found adds its share; a critical
 * action scores 0.9 at least; and every action scores `baseRiskFloor` at least, but a safe one in which nothing was found.
 * Never lowers a score.
 *
 * Time is linear in the arguments. Where the other scorer gives no score from 0 to 1, the call scores 1.
 *
 * @throws AttestaError (`invalid_option`) at construction.
 * @example new Attesta({ renderer, riskScorer: new DomainRiskScorer(devops, new DefaultRiskScorer()) });
 */
export class DomainRiskScorer implements RiskScorer {
  readonly name: string;
  readonly #base: RiskScorer;
  readonly #finder: RiskFinder;
  readonly #critical: readonly Pattern[];
  readonly #safe: readonly Pattern[];
  readonly #floor: RiskFactor | undefined;

  constructor(profile: DomainProfile, base: RiskScorer) {
    if (!(profile instanceof DomainProfile)) throw wrong('profile must be a DomainProfile');
    if (!option.with('score').accepts(base)) throw wrong('base must be an object with score');
    const { name, criticalActions, safeActions, baseRiskFloor } = profile;
    this.name = `domain:${name}`;
    this.#base = base;
    this.#finder = new RiskFinder(profile);
    this.#critical = criticalActions.map(compilePattern);
    this.#safe = safeActions.map(compilePattern);
    this.#floor = baseRiskFloor > 0 ? factor('domain floor', baseRiskFloor, `least score in ${name}`) : undefined;
  }

  /** Makes a promise only if the other scorer does. Throws, or rejects, when that one does. */
  score(context: ActionContext): DomainScore | Promise<DomainScore> {
    const base = this.#base.score(context);
    return base instanceof Promise ? this.#awaited(base, context) : this.#raised(base, context);
  }

  /** Told to the other scorer. */
  ran(context: ActionContext): void {
    this.#base.ran?.(context);
  }

  async #awaited(base: Promise<RiskScore>, context: ActionContext): Promise<DomainScore> {
    return this.#raised(await base, context);
  }

  #raised(base: RiskScore, context: ActionContext): DomainScore {
    const { score, factors } = typeof base === 'number' ? { score: base, factors: [] } : base;
    const found = this.#finder.find(context);
    const floors = this.#floors(context.functionName, found.length > 0);
    if (typeof score !== 'number' || !(score >= 0 && score <= 1))
      return { score: 1, factors: [NO_SCORE, ...found, ...floors] };
    const raised = found.reduce((sum, each) => sum + each.score, score);
    const least = Math.max(0, ...floors.map((each) => each.score));
    return { score: Math.max(Math.min(raised, 1), least), factors: [...listed(factors), ...found, ...floors] };
  }

  #floors(name: string, isRisky: boolean): readonly RiskFactor[] {
    const isAny = (patterns: readonly Pattern[], text: string): boolean =>
      patterns.some(({ isWhole }) => isWhole(text));
    const isCritical = isAny(this.#critical, name) || isAny(this.#critical, name.normalize('NFKC'));
    const isSafe = !isRisky && !isCritical && isAny(this.#safe, name);
    return [...(isCritical ? [CRITICAL_ACTION] : []), ...(isSafe || this.#floor === undefined ? [] : [this.#floor])];
  }
}

/** A scorer that breaks its contract may give anything. */
function listed(factors: readonly RiskFactor[]): readonly RiskFactor[] {
  return Array.isArray(factors) ? factors : [];
}

function factor(name: string, score: number, reason: string): RiskFactor {
  return Object.freeze({ name, score, reason });
}

function wrong(rule: string): AttestaError {
  return new AttestaError('invalid_option', `DomainRiskScorer: ${rule}.`);
}

const CRITICAL_ACTION = factor('critical action', 0.9, 'critical action of the domain');
const NO_SCORE = factor('fault', 1, 'the base scorer gave no score from 0 to 1');
