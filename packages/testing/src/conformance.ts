export {
  type AuditLogCapability,
  type AuditLogDescription,
  type AuditLogPlace,
  auditLogConformance,
  type KeptEntry,
} from './conformance/audit-log/index.js';
export type {
  Answers,
  ChallengeCapability,
  ChallengeDescription,
  ChallengeSetting,
  DependencyFault,
} from './conformance/challenge/description.js';
export { challengeConformance } from './conformance/challenge/index.js';
export type { Unsupported } from './conformance/conformance-case.js';
export { type Act, scriptedAct } from './conformance/interaction/description.js';
export {
  type InteractionCapability,
  type InteractionDescription,
  type InteractionPlace,
  type InteractionSetting,
  interactionConformance,
} from './conformance/interaction/index.js';
export { type LogStoreDescription, logStoreConformance } from './conformance/log-store/index.js';
export {
  type NotificationCapability,
  type NotificationPlace,
  type NotificationServiceDescription,
  type Notified,
  notificationServiceConformance,
} from './conformance/notification-service/index.js';
export type { StoreModule } from './conformance/processes/worker.js';
export {
  type RendererCapability,
  type RendererDescription,
  type RendererPlace,
  type RendererSetting,
  rendererConformance,
} from './conformance/renderer/index.js';
export {
  type RiskScorerCapability,
  type RiskScorerDescription,
  riskScorerConformance,
} from './conformance/risk-scorer/index.js';
export type { It, Runner } from './conformance/runner.js';
export {
  type StateStoreDescription,
  stateStoreConformance,
} from './conformance/state-store/index.js';
export type {
  OpenStore,
  StoreCapability,
  StoreDescription,
  StorePlace,
  StoreSetting,
} from './conformance/store-harness.js';
