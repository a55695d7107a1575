import {
  type ActionContext,
  type ApprovalRequest,
  type ChallengeProtocol,
  type ChallengeResult,
  type ChallengeSession,
  ChallengeType,
  MemoryStateStore,
  type NotificationService,
  type RiskAssessment,
  type StateStore,
  systemClock,
} from '@attesta/core';
import {
  deadlineIn,
  denied,
  faultOfRequesters,
  idsOfRequesters,
  type Outcome,
  option,
  type Presentation,
  presentChallenge,
  readOptions,
  requestersOf,
  rule,
} from '@attesta/core/authoring';
import { type RandomBytes, systemRandom } from '../random.js';
import { createApprovalRequest } from './approval-request.js';
import { openRound } from './approval-round.js';
import { askManager, type ManagerDependencies } from './ask-manager.js';
import { earlier } from './deadlines.js';
import { findManager, type ManagerResolver } from './manager.js';
import { backOffWith } from './pace.js';
import { STATE_UNAVAILABLE, undecided } from './reasons.js';
import { Responses } from './responses.js';

/** Options of `ManagerApprovalChallenge`. */
export interface ManagerApprovalChallengeOptions {
  /** Carries the request to the manager and the answer back. `responderId` must be who it authenticated. */
  readonly notificationService: NotificationService;
  readonly managerResolver: ManagerResolver;
  /** Seconds until silence denies. Default 3600. */
  readonly timeoutSeconds?: number;
  /** Seconds between two looks for an answer. Default 5. */
  readonly pollIntervalSeconds?: number;
  /** For request ids and for the jitter of retries. Default: node:crypto's. */
  readonly random?: RandomBytes;
}

/**
 * Asks a manager, who is elsewhere, to approve the action. Only the one who was asked can, and nobody who requested the
 * action: neither the agent, nor the requester, nor the operator. Silence, a fault and any unclear answer deny.
 *
 * @throws AttestaError (`invalid_option`) from the constructor, for a missing, unknown or wrong option.
 * @example
 * const manager = new ManagerApprovalChallenge({ notificationService, managerResolver: (agentId) => managers.get(agentId) });
 * new Attesta({ renderer, challengeMap: { critical: manager } });
 */
export class ManagerApprovalChallenge implements ChallengeProtocol {
  readonly challengeType: ChallengeType = ChallengeType.MULTI_PARTY;
  readonly name: string = 'manager';
  readonly timeoutSeconds: number;
  readonly #dependencies: ManagerDependencies;
  readonly #random: RandomBytes;

  constructor(options: ManagerApprovalChallengeOptions) {
    const given = readOptions<ManagerApprovalChallengeOptions>('ManagerApprovalChallenge', options, RULES);
    this.timeoutSeconds = given.timeoutSeconds ?? 3600;
    this.#random = given.random ?? systemRandom;
    this.#dependencies = {
      service: given.notificationService,
      resolver: given.managerResolver,
      pace: { intervalSeconds: given.pollIntervalSeconds ?? 5, backOff: backOffWith(this.#random) },
    };
  }

  /** Never rejects. Without a session it runs on the system's clock, without an operator who would be barred. */
  async present(context: ActionContext, risk: RiskAssessment, session?: ChallengeSession): Promise<ChallengeResult> {
    const requestState: RequestState = {};
    return await presentChallenge(
      this,
      session ?? detachedSession(this.timeoutSeconds),
      (presentation) => this.#outcome({ context, risk, state: session?.state }, presentation, requestState),
      () => ({ method: this.name, ...detailsOf(requestState) }),
    );
  }

  async #outcome(
    { context, risk, state }: ManagerCall,
    { session }: Presentation,
    requestState: RequestState,
  ): Promise<Outcome> {
    const { clock, interaction, operator, signal } = session;
    const bounds = { clock, deadline: earlier(deadlineIn(clock, this.timeoutSeconds), session.deadline), signal };
    const requesters = requestersOf(context, operator);
    const fault = faultOfRequesters(requesters);
    if (fault !== undefined) return denied(fault);
    const ids = idsOfRequesters(requesters);
    const managerId = await findManager(this.#dependencies.resolver, context, ids, bounds);
    if (typeof managerId !== 'string') return managerId;
    const subject = { context, risk, managerId, requesters };
    const round = await openRound(subject, state, this.#random, bounds);
    if (round === undefined) return undecided(bounds, STATE_UNAVAILABLE);
    const { requestId, deadline } = round;
    const request = createApprovalRequest(subject, requestId, deadline.wall);
    const responses = new Responses(managerId, ids);
    Object.assign(requestState, { request, responses });
    const question = { context, request, round, responses, interaction };
    return await askManager(question, this.#dependencies, { ...bounds, deadline });
  }
}

/** The call, and the state that it shares with other presentations. */
interface ManagerCall {
  readonly context: ActionContext;
  readonly risk: RiskAssessment;
  readonly state: StateStore | undefined;
}

/** The request of a presentation and its responses, once there are any. */
interface RequestState {
  request?: ApprovalRequest;
  responses?: Responses;
}

function detailsOf({ request, responses }: RequestState): ChallengeResult['details'] {
  const ignored = responses?.ignored ?? [];
  return {
    ...(request !== undefined && { managerId: request.managerId, requestId: request.requestId }),
    ...(ignored.length > 0 && { ignored }),
  };
}

/** A session for a call outside of a gate: without a screen, an operator or shared state. */
function detachedSession(seconds: number): ChallengeSession {
  return {
    interaction: { show() {}, ask: async () => ({ status: 'unavailable' }) },
    operator: undefined,
    clock: systemClock,
    state: new MemoryStateStore(),
    deadline: deadlineIn(systemClock, seconds),
    signal: new AbortController().signal,
  };
}

/** A later deadline is not a valid date. */
const CENTURY_SECONDS = 100 * 365 * 24 * 60 * 60;

const SECONDS = rule(
  `a number of seconds above 0, at most ${CENTURY_SECONDS}`,
  (value) => option.seconds.accepts(value) && Number(value) <= CENTURY_SECONDS,
);

const RULES = {
  notificationService: option.required(option.with('send', 'checkResponse')),
  managerResolver: option.required(option.function),
  timeoutSeconds: SECONDS,
  pollIntervalSeconds: SECONDS,
  random: option.function,
};
