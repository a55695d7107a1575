export { EnvironmentRiskScorer, type EnvironmentRiskScorerOptions } from './risk/environment-scorer.js';
