import { type ActionContext, AttestaError, type RiskFactor, type RiskScore, type RiskScorer } from '@attesta/core';
import { option } from '@attesta/core/authoring';
import { MaxRiskScorer } from '@attesta/core/scorers';
import { DomainProfile } from './domain-profile.js';
import { compilePattern, type Pattern } from './pattern.js';
import { RiskFinder } from './risk-finder.js';

/**
 * Raises what another scorer says by what a profile knows: each pattern and term that is found adds its share; a critical
 * action scores 0.9 at least; and every action scores `baseRiskFloor` at least, but a safe one in which nothing was found.
 * Never lowers a score.
 *
 * Time is linear in the arguments. Makes a promise only if the other scorer does; where that one throws, rejects or gives no
 * score from 0 to 1, the call is critical.
 *
 * @throws AttestaError (`invalid_option`) at construction.
 * @example new Attesta({ renderer, riskScorer: new DomainRiskScorer(devops, new DefaultRiskScorer()) });
 */
export class DomainRiskScorer implements RiskScorer {
  readonly name: string;
  readonly #base: MaxRiskScorer;
  readonly #finder: RiskFinder;
  readonly #critical: readonly Pattern[];
  readonly #safe: readonly Pattern[];
  readonly #floor: RiskFactor | undefined;

  constructor(profile: DomainProfile, base: RiskScorer) {
    if (!(profile instanceof DomainProfile)) throw wrong('profile must be a DomainProfile');
    if (!option.with('score').accepts(base)) throw wrong('base must be an object with score');
    const { name, criticalActions, safeActions, baseRiskFloor } = profile;
    this.name = `domain:${name}`;
    // What a scorer says is not believed: core's own combination reads it, and makes a fault critical.
    this.#base = new MaxRiskScorer({ scorers: [base] });
    this.#finder = new RiskFinder(profile);
    this.#critical = criticalActions.map(compilePattern);
    this.#safe = safeActions.map(compilePattern);
    this.#floor = baseRiskFloor > 0 ? factor('domain floor', baseRiskFloor, `least score in ${name}`) : undefined;
  }

  score(context: ActionContext): RiskScore | Promise<RiskScore> {
    const base = this.#base.score(context);
    return base instanceof Promise ? base.then((score) => this.#raised(score, context)) : this.#raised(base, context);
  }

  /** Told to the other scorer. */
  afterRun(context: ActionContext): void {
    this.#base.afterRun(context);
  }

  #raised(base: RiskScore, context: ActionContext): RiskScore {
    const { score, factors } = typeof base === 'number' ? { score: base, factors: [] } : base;
    const found = this.#finder.find(context);
    const floors = this.#floors(context.functionName, found.length > 0);
    const sum = found.reduce((total, each) => total + each.score, score);
    // Rounded, so that 0.7 and 0.1 reach 0.8.
    const raised = Math.min(Math.round(sum * 1e9) / 1e9, 1);
    return {
      score: Math.max(score, raised, ...floors.map((each) => each.score)),
      factors: [...factors, ...found, ...floors],
    };
  }

  #floors(name: string, isRisky: boolean): readonly RiskFactor[] {
    const isAny = (patterns: readonly Pattern[], text: string): boolean =>
      patterns.some(({ isWhole }) => isWhole(text));
    const isCritical = isAny(this.#critical, name) || isAny(this.#critical, name.normalize('NFKC'));
    const isSafe = !isRisky && !isCritical && isAny(this.#safe, name);
    return [...(isCritical ? [CRITICAL_ACTION] : []), ...(isSafe || this.#floor === undefined ? [] : [this.#floor])];
  }
}

function factor(name: string, score: number, reason: string): RiskFactor {
  return Object.freeze({ name, score, reason });
}

function wrong(rule: string): AttestaError {
  return new AttestaError('invalid_option', `DomainRiskScorer: ${rule}.`);
}

const CRITICAL_ACTION = factor('critical action', 0.9, 'critical action of the domain');
