export { type ActionContext, type ActionInput, createActionContext, type Hints } from './action/action-context.js';
export type { ArgumentValue } from './action/argument-value.js';
export { canonicalize } from './action/canonical-form.js';
export { type ArgumentLeaf, describeAction, describeArguments } from './action/description.js';
export { createRedactor, type Redactor, type RedactorOptions } from './action/redactor.js';
export { createClock, systemClock } from './clock/system-clock.js';
export { type Bounds, deadlineIn, remaining, type Settled, within } from './clock/within.js';
export { AttestaDenied } from './decision/attesta-denied.js';
export {
  type ChallengeResult,
  createChallengeResult,
  type PartialChallengeResult,
} from './decision/challenge-result.js';
export { ChallengeType } from './decision/challenge-type.js';
export type { ChallengeRef, Decision } from './decision/decision.js';
export { AttestaError, type AttestaErrorCode, type DenialCode } from './decision/errors.js';
export { type Refusal, Verdict } from './decision/verdict.js';
export { Attesta } from './gate/attesta.js';
export type { AttestaOptions } from './gate/attesta-options.js';
export type { CallOptions } from './gate/call-options.js';
export type { ChallengeMap } from './gate/challenge-map.js';
export type { Gate, Guarded, Method, MethodContext, Wrap } from './gate/gate.js';
export type { GateOptions } from './gate/gate-options.js';
export { type OptionRule, option, readOptions } from './internal/options.js';
export type {
  AskedQuestion,
  AuditEntry,
  AuditLog,
  AuditReceipt,
  DecisionEntry,
  EventEntry,
  OutcomeEntry,
} from './ports/audit-log.js';
export { type ChallengeProtocol, isChallenge } from './ports/challenge-protocol.js';
export type { ChallengeSession, Operator } from './ports/challenge-session.js';
export type { Clock, Deadline } from './ports/clock.js';
export type {
  ActionNotice,
  Answer,
  Choice,
  ConfirmQuestion,
  Interaction,
  MessageNotice,
  Notice,
  Question,
  QuestionBase,
  SecretQuestion,
  SelectQuestion,
  TextQuestion,
  WaitingNotice,
} from './ports/interaction.js';
export type { LogStore } from './ports/log-store.js';
export type {
  ApprovalRequest,
  NotificationResponse,
  NotificationService,
  SendReceipt,
} from './ports/notification-service.js';
export type { OpenOptions, Renderer, Screen } from './ports/renderer.js';
export type { RiskFactor, RiskScore, RiskScorer } from './ports/risk-scorer.js';
export type { Entry, JsonValue, ListOptions, StateStore, Versioned } from './ports/state-store.js';
export {
  CompositeRiskScorer,
  type CompositeRiskScorerOptions,
  type WeightedScorer,
} from './risk/composite-scorer.js';
export { DefaultRiskScorer, type DefaultRiskScorerOptions } from './risk/default-scorer.js';
export { FixedRiskScorer, type FixedRiskScorerOptions } from './risk/fixed-scorer.js';
export { MaxRiskScorer, type MaxRiskScorerOptions } from './risk/maximum-scorer.js';
export { createRiskAssessment, type RiskAssessment, type RiskAssessmentInput } from './risk/risk-assessment.js';
export { RiskLevel, riskLevelFromScore } from './risk/risk-level.js';
export { MemoryLogStore } from './state/memory-log-store.js';
export { MemoryStateStore } from './state/memory-state-store.js';
export { visible } from './text/visible.js';
