export {
  type AuditLogCapability,
  type AuditLogDescription,
  type AuditLogPlace,
  auditLogConformance,
  type KeptEntry,
} from './conformance/audit-log/audit-log-conformance.js';
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
export {
  type InteractionCapability,
  type InteractionDescription,
  type InteractionPlace,
  type InteractionSetting,
  interactionConformance,
} from './conformance/interaction/interaction-conformance.js';
export { type Act, scriptedAct } from './conformance/interaction/person.js';
export { type LogStoreDescription, logStoreConformance } from './conformance/log-store/log-store-conformance.js';
export {
  type NotificationCapability,
  type NotificationPlace,
  type NotificationServiceDescription,
  type Notified,
  notificationServiceConformance,
} from './conformance/notification-service/notification-conformance.js';
export type { StoreModule } from './conformance/processes/worker.js';
export {
  type RendererCapability,
  type RendererDescription,
  type RendererPlace,
  type RendererSetting,
  rendererConformance,
} from './conformance/renderer/renderer-conformance.js';
export {
  type RiskScorerCapability,
  type RiskScorerDescription,
  riskScorerConformance,
} from './conformance/risk-scorer/risk-scorer-conformance.js';
export type { It, Runner } from './conformance/runner.js';
export {
  type StateStoreDescription,
  stateStoreConformance,
} from './conformance/state-store/state-store-conformance.js';
