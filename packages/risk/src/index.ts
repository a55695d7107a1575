export type { ToolRiskScorerOptions } from './options.js';
export { ToolRiskScorer } from './tool-risk-scorer.js';
