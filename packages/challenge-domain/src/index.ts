export { DomainKnowledgeChallenge, type DomainKnowledgeChallengeOptions } from './domain-challenge.js';
export { DomainProfile } from './domain-profile.js';
export { DomainRiskScorer } from './domain-scorer.js';
export type { DomainProfileData, DomainTemplate, DomainTemplateData, RiskPattern } from './profile-data.js';
