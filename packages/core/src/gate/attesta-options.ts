import { DEFAULT_REDACTOR } from '../action/action-context.js';
import { systemClock } from '../clock/system-clock.js';
import type { Decision } from '../decision/decision.js';
import { option, readOptions } from '../internal/options.js';
import type { AuditLog } from '../ports/audit-log.js';
import type { Clock } from '../ports/clock.js';
import type { Renderer } from '../ports/renderer.js';
import type { RiskScorer } from '../ports/risk-scorer.js';
import type { StateStore } from '../ports/state-store.js';
import type { Redactor } from '../redaction/redactor.js';
import { DefaultRiskScorer } from '../risk/default-scorer.js';
import { MemoryStateStore } from '../state/memory-state-store.js';
import { type ChallengeMap, DEFAULT_SELECTIONS, mergeChallengeMap, type Selections } from './challenge-map.js';
import type { FaultReport } from './fault-report.js';

/** What all gates of an `Attesta` share. Everything has a default. */
export interface AttestaOptions {
  /** Where people are asked. Default: nowhere, so a type that needs a person is denied. */
  readonly renderer?: Renderer | undefined;
  /** Laid over the default: low auto_approve, medium confirm, high quiz, critical multi_party. */
  readonly challengeMap?: Partial<ChallengeMap> | undefined;
  /** Default: `DefaultRiskScorer`. */
  readonly riskScorer?: RiskScorer | undefined;
  /** Default: nothing is recorded. */
  readonly auditLog?: AuditLog | undefined;
  /** Default: memory, which forgets with the process. */
  readonly state?: StateStore | undefined;
  /** Hides secrets on screens and in messages. Default: `createRedactor()`. */
  readonly redactor?: Redactor | undefined;
  /** Default: the system's. */
  readonly clock?: Clock | undefined;
  /** Default `development`. */
  readonly environment?: string | undefined;
  readonly agentId?: string | undefined;
  /** How long a challenge may take that does not say so itself. Default 3600. */
  readonly timeoutSeconds?: number | undefined;
  /** Told of every decision. It can change nothing; its errors go to `onFault`. */
  readonly onDecision?: ((decision: Decision) => void) | undefined;
  /** Told of each part that failed, with what it failed with. It can change nothing; its errors are ignored. */
  readonly onFault?: ((fault: FaultReport) => void) | undefined;
}

/** The options of an `Attesta`, checked; nothing that has a default is left open. */
export interface ResolvedAttestaOptions {
  readonly renderer: Renderer | undefined;
  readonly selections: Selections;
  readonly riskScorer: RiskScorer;
  readonly auditLog: AuditLog | undefined;
  readonly state: StateStore;
  readonly redactor: Redactor;
  readonly clock: Clock;
  readonly environment: string;
  readonly agentId: string | undefined;
  readonly timeoutSeconds: number;
  readonly onDecision: ((decision: Decision) => void) | undefined;
  readonly onFault: ((fault: FaultReport) => void) | undefined;
}

/** Checks the options once; changing them afterwards changes nothing. */
export function resolveAttestaOptions(options: AttestaOptions | undefined): ResolvedAttestaOptions {
  const given = readOptions<AttestaOptions>('Attesta', options, RULES);
  return Object.freeze({
    renderer: given.renderer,
    selections: mergeChallengeMap('Attesta', DEFAULT_SELECTIONS, given.challengeMap),
    riskScorer: given.riskScorer ?? new DefaultRiskScorer(),
    auditLog: given.auditLog,
    state: given.state ?? new MemoryStateStore(),
    redactor: given.redactor ?? DEFAULT_REDACTOR,
    clock: given.clock ?? systemClock,
    environment: given.environment ?? 'development',
    agentId: given.agentId,
    timeoutSeconds: given.timeoutSeconds ?? 3600,
    onDecision: given.onDecision,
    onFault: given.onFault,
  });
}

const RULES = {
  renderer: option.with('open', 'renderChallenge', 'renderDecision'),
  challengeMap: option.any,
  riskScorer: option.with('score'),
  auditLog: option.with('record'),
  state: option.with('get', 'compareAndSet', 'delete', 'list', 'watch'),
  redactor: option.with('redact'),
  clock: option.with('wall', 'monotonic', 'after', 'sleep'),
  environment: option.id,
  agentId: option.id,
  timeoutSeconds: option.seconds,
  onDecision: option.function,
  onFault: option.function,
};
