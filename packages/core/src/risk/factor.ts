import type { RiskFactor } from '../ports/risk-scorer.js';

/** What each factor of the default scorer weighs. Together 1. */
const WEIGHTS = { function_name: 0.3, arguments: 0.25, docstring: 0.2, hints: 0.15, novelty: 0.1 } as const;

/** A factor of the default scorer. */
export interface WeightedFactor extends RiskFactor {
  readonly weight: number;
}

/** Makes a factor. It is frozen, so that one can serve every call with the same finding. */
export function factor(name: keyof typeof WEIGHTS, score: number, reason: string): WeightedFactor {
  return Object.freeze({ name, score, weight: WEIGHTS[name], reason });
}
