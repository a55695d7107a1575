export type {
  OpenStore,
  StoreCapability,
  StoreDescription,
  StorePlace,
  StoreSetting,
} from './conformance/backend.js';
export { challengeConformance } from './conformance/challenge/challenge-conformance.js';
export type {
  Answers,
  ChallengeCapability,
  ChallengeDescription,
  ChallengeSetting,
  DependencyFault,
} from './conformance/challenge/challenge-description.js';
export type { Unsupported } from './conformance/conformance-case.js';
export { type LogStoreDescription, logStoreConformance } from './conformance/log-store/log-store-conformance.js';
export type { StoreModule } from './conformance/processes/worker.js';
export type { It, Runner } from './conformance/runner.js';
export {
  type StateStoreDescription,
  stateStoreConformance,
} from './conformance/state-store/state-store-conformance.js';
