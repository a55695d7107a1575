export { challengeConformance } from './conformance/challenge/challenge-conformance.js';
export type {
  Answers,
  ChallengeCapability,
  ChallengeDescription,
  ChallengeSetting,
  DependencyFault,
} from './conformance/challenge/challenge-description.js';
export type { Unsupported } from './conformance/conformance-case.js';
export type { It, Runner } from './conformance/runner.js';
