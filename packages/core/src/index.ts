export { type ActionContext, type ActionInput, createActionContext, type Hints } from './action/action-context.js';
export type { ArgumentValue } from './action/argument-value.js';
export { systemClock } from './clock/system-clock.js';
export { AttestaDenied } from './decision/attesta-denied.js';
export type { ChallengeResult, PartialChallengeResult } from './decision/challenge-result.js';
export type { AuditReceipt, ChallengeRef, Decision } from './decision/decision.js';
export { ChallengeType, type Refusal, Verdict } from './decision/enumerations.js';
export { AttestaError, type AttestaErrorCode, type DenialCode } from './decision/errors.js';
export { Attesta } from './gate/attesta.js';
export type { AttestaOptions } from './gate/attesta-options.js';
export type { CallOptions } from './gate/call-options.js';
export type { ChallengeMap } from './gate/challenge-map.js';
export type { FaultReport } from './gate/fault-report.js';
export type { Gate, GatedMethod, GatedMethodContext, GateWrapper, Guarded, GuardedResult } from './gate/gate.js';
export type { GateOptions } from './gate/gate-options.js';
export type { AuditEntry, AuditLog, DecisionEntry, EventEntry, OutcomeEntry } from './ports/audit-log.js';
export type { ChallengeProtocol } from './ports/challenge-protocol.js';
export type { ChallengeSession, Operator } from './ports/challenge-session.js';
export type { Clock, Deadline } from './ports/clock.js';
export type { Interaction } from './ports/interaction.js';
export type { LogStore } from './ports/log-store.js';
export type {
  ApprovalRequest,
  NotificationResponse,
  NotificationService,
  SendReceipt,
} from './ports/notification-service.js';
export type { Renderer } from './ports/renderer.js';
export type { RiskFactor, RiskScore, RiskScorer } from './ports/risk-scorer.js';
export type { JsonValue, StateStore } from './ports/state-store.js';
export type { FaultPart } from './presentation/faults.js';
export { createRedactor, type KeyedRedactor, type Redactor, type RedactorOptions } from './redaction/redactor.js';
export { DefaultRiskScorer } from './risk/default-scorer.js';
export type { RiskAssessment } from './risk/risk-assessment.js';
export { RiskLevel, riskLevelFromScore } from './risk/risk-level.js';
export { MemoryLogStore } from './state/memory-log-store.js';
export { MemoryStateStore } from './state/memory-state-store.js';
