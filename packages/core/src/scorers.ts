export {
  CompositeRiskScorer,
  type CompositeRiskScorerOptions,
  type WeightedScorer,
} from './risk/composite-scorer.js';
export { EnvironmentRiskScorer, type EnvironmentRiskScorerOptions } from './risk/environment-scorer.js';
export { FixedRiskScorer, type FixedRiskScorerOptions } from './risk/fixed-scorer.js';
export { MaxRiskScorer, type MaxRiskScorerOptions } from './risk/maximum-scorer.js';
export { createRiskAssessment, type RiskAssessmentInput } from './risk/risk-assessment.js';
