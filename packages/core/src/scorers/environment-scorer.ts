import { option, readOptions } from '../options.js';
import type { RiskScorer } from '../ports/risk-scorer.js';
import { combined } from './combined.js';
import { memo } from './memo.js';
import { rounded } from './weighted-sum.js';

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
export class EnvironmentRiskScorer implements RiskScorer {
  readonly name: string = 'environment';
  readonly score: RiskScorer['score'];
  /** Told to the scorer. */
  readonly ran: NonNullable<RiskScorer['ran']>;

  constructor(options: EnvironmentRiskScorerOptions) {
    const owner = 'EnvironmentRiskScorer';
    const { scorer } = readOptions<EnvironmentRiskScorerOptions>(owner, options, RULES);
    const riseOf = memo(riseIn, 100);
    const parts = combined(owner, [scorer], (opinions, { environment }) => {
      const { times, reason } = riseOf(environment);
      const score = Math.max(...opinions.map((opinion) => Math.max(opinion.score, rounded(opinion.score * times))));
      return { score, factors: [Object.freeze({ name: 'environment', score, reason })] };
    });
    this.score = parts.score;
    this.ran = parts.ran;
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
