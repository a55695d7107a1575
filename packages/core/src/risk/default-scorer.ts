import type { ActionContext } from '../action/action-context.js';
import { option, readOptions } from '../internal/options.js';
import type { RiskScore, RiskScorer } from '../ports/risk-scorer.js';
import { argumentsFactor } from './arguments-factor.js';
import { documentationFactor } from './documentation-factor.js';
import type { WeightedFactor } from './factor.js';
import { functionNameFactor } from './function-name-factor.js';
import { hintsFactor } from './hints-factor.js';
import { memo } from './memo.js';
import { Novelty } from './novelty.js';
import { weightedSum } from './weighted-sum.js';

/** What `DefaultRiskScorer` takes. */
export interface DefaultRiskScorerOptions {
  /** How many function names it remembers as having run, the last ones. Default 1000. */
  readonly noveltyCapacity?: number;
}

/**
 * Scores a call by what can be seen of it: its function's name (weight 0.30), arguments (0.25), documentation (0.20), hints
 * (0.15) and how often the name has run before (0.10). Needs no promise, and time linear in the size of the arguments.
 *
 * @throws AttestaError (`invalid_option`) at construction.
 * @example new DefaultRiskScorer().score(createActionContext({ functionName: 'delete_user', args: ['ada'] }))
 * // { score: 0.4075, factors: [{ name: 'function_name', score: 0.95, weight: 0.3, reason: 'destructive verb "delete"' }, ...] }
 */
export class DefaultRiskScorer implements RiskScorer {
  readonly name: string = 'default';
  readonly #ofName: (name: string) => WeightedFactor = memo(functionNameFactor, 1000);
  readonly #ofDocumentation: (documentation: string) => WeightedFactor = memo(documentationFactor, 100);
  readonly #novelty: Novelty;
  #last: Exclude<RiskScore, number> = { score: 0, factors: [] };

  constructor(options?: DefaultRiskScorerOptions) {
    const { noveltyCapacity } = readOptions<DefaultRiskScorerOptions>('DefaultRiskScorer', options, RULES);
    this.#novelty = new Novelty(noveltyCapacity ?? 1000);
  }

  score(context: ActionContext): Exclude<RiskScore, number> {
    const factors = [
      this.#ofName(context.functionName),
      argumentsFactor(context.args),
      this.#ofDocumentation(context.documentation ?? ''),
      hintsFactor(context.hints),
      this.#novelty.factor(context.functionName),
    ];
    // A gate's calls are much alike: what made the last score often makes this one too.
    const last = this.#last;
    if (factors.every((factor, index) => factor === last.factors[index])) return last;
    this.#last = { score: weightedSum(factors), factors: Object.freeze(factors) };
    return this.#last;
  }

  /** Counts the run: the name is less new the next time. */
  afterRun(context: ActionContext): void {
    this.#novelty.ran(context.functionName);
  }
}

const RULES = { noveltyCapacity: option.integer(1, 1_000_000) };
