export type {
  AuditLogCapability,
  AuditLogDescription,
  AuditLogFixture,
  RecordedEntry,
} from './conformance/audit-log/description.js';
export { auditLogConformance } from './conformance/audit-log/index.js';
export type {
  ChallengeCapability,
  ChallengeDescription,
  ChallengeSetup,
  DependencyFault,
  ScenarioScript,
} from './conformance/challenge/description.js';
export { challengeConformance } from './conformance/challenge/index.js';
export type { TestFunction, TestRunner, UnsupportedReasons } from './conformance/conformance-case.js';
export {
  type InteractionCapability,
  type InteractionDescription,
  type InteractionFixture,
  type InteractionSetup,
  type OperatorReaction,
  toScriptedStep,
} from './conformance/interaction/description.js';
export { interactionConformance } from './conformance/interaction/index.js';
export { logStoreConformance } from './conformance/log-store/index.js';
export type {
  DeliveredNotification,
  NotificationServiceCapability,
  NotificationServiceDescription,
  NotificationServiceFixture,
} from './conformance/notification-service/description.js';
export { notificationServiceConformance } from './conformance/notification-service/index.js';
export type { StoreModule } from './conformance/processes/worker.js';
export type {
  RendererCapability,
  RendererDescription,
  RendererFixture,
  RendererSetup,
} from './conformance/renderer/description.js';
export { rendererConformance } from './conformance/renderer/index.js';
export type { RiskScorerCapability, RiskScorerDescription } from './conformance/risk-scorer/description.js';
export { riskScorerConformance } from './conformance/risk-scorer/index.js';
export { stateStoreConformance } from './conformance/state-store/index.js';
export type {
  LogStoreDescription,
  OpenStore,
  StateStoreDescription,
  StoreCapability,
  StoreDescription,
  StoreFixture,
  StoreSetup,
} from './conformance/store-description.js';
