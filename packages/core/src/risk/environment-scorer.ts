import type { ActionContext } from '../action/action-context.js';
import { option, readOptions } from '../internal/options.js';
import type { RiskScorer } from '../ports/risk-scorer.js';
import { type Combination, Combined, roundScore } from './combined.js';
import type { RiskAssessment } from './risk-assessment.js';

/** What `EnvironmentRiskScorer` takes. */
export interface EnvironmentRiskScorerOptions {
  /** The scorer whose score is raised. */
  readonly scorer: RiskScorer;
}

/**
 * Raises another scorer's score by the environment of the call: in production by half, in staging by a fifth, to 1 at most.
 * Lowers none. `prod`, `PRODUCTION`, `eu-prod-2` and the like are production.
 *
 * @throws AttestaError (`invalid_option`) at construction.
 * @example new EnvironmentRiskScorer({ scorer: new DefaultRiskScorer() })
 */
export class EnvironmentRiskScorer extends Combined {
  readonly name: string = 'environment';

  constructor(options: EnvironmentRiskScorerOptions) {
    const owner = 'EnvironmentRiskScorer';
    super(owner, [readOptions<EnvironmentRiskScorerOptions>(owner, options, RULES).scorer]);
  }

  protected combine(opinions: readonly RiskAssessment[], { environment }: ActionContext): Combination {
    const { times, reason } = riseIn(environment);
    const score = Math.max(...opinions.map((opinion) => Math.max(opinion.score, roundScore(opinion.score * times))));
    return { score, factors: [Object.freeze({ name: 'environment', score, reason })] };
  }
}

const RULES = { scorer: option.required(option.any) };

const PRODUCTION = ['production', 'prod', 'prd', 'live'];
const STAGING = ['staging', 'stage', 'stg', 'preproduction', 'preprod'];

interface Rise {
  /** What a score is multiplied by, 1 or more. */
  readonly times: number;
  readonly reason: string;
}

/** Any word of the environment's name counts, the gravest most. */
function riseIn(environment: string): Rise {
  const words = environment
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}]/u);
  const has = (known: readonly string[]): boolean => words.some((word) => known.includes(word));
  const times = has(PRODUCTION) ? 1.5 : has(STAGING) ? 1.2 : 1;
  return { times, reason: `the score times ${times}` };
}
