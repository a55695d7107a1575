export { EnvironmentRiskScorer, type EnvironmentRiskScorerOptions } from './scorers/environment-scorer.js';
