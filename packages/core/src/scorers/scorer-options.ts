import { AttestaError } from '../errors.js';
import type { RiskScorer } from '../ports/risk-scorer.js';

/**
 * Refuses a scorer that is given twice: it would be told of each run twice, and find a call familiar in half the time.
 *
 * @throws AttestaError (`invalid_option`).
 */
export function distinctScorers(owner: string, scorers: readonly RiskScorer[]): readonly RiskScorer[] {
  if (new Set(scorers).size === scorers.length) return scorers;
  throw new AttestaError(
    'invalid_option',
    `${owner}: scorers must differ from one another; one of them is given twice.`,
  );
}
