import type { TestRunner } from '../conformance-case.js';
import { declareSuite, type Suite } from '../suite.js';
import { RISK_SCORER_CASES } from './cases.js';
import type { RiskScorerCapability, RiskScorerDescription } from './description.js';

/** Every case that a risk scorer must survive. */
export const RISK_SCORER_SUITE: Suite<RiskScorerDescription, RiskScorerCapability> = {
  name: 'riskScorerConformance',
  part: 'a risk scorer',
  capabilities: ['repeating'],
  cases: RISK_SCORER_CASES,
};

/**
 * Declares the tests that a risk scorer must pass.
 *
 * @throws AttestaError (`invalid_option`) for an unknown or wrong member of the description.
 * @example riskScorerConformance({ describe, it }, { name: 'MyScorer', create: () => new MyScorer() });
 */
export function riskScorerConformance(runner: TestRunner, description: RiskScorerDescription): void {
  declareSuite(RISK_SCORER_SUITE, runner, description);
}
