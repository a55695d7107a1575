import {
  type ActionContext,
  type ApprovalRequest,
  type ChallengeProtocol,
  type ChallengeResult,
  type ChallengeSession,
  ChallengeType,
  type NotificationService,
  type RiskAssessment,
  systemClock,
} from '@attesta/core';
import {
  createChallengeResult,
  deadlineIn,
  faultOfRequesters,
  idsOfRequesters,
  option,
  readOptions,
  requestersOf,
  type WaitBounds,
} from '@attesta/core/authoring';
import { type RandomBytes, systemRandom } from '../random.js';
import { createApprovalRequest } from './approval-request.js';
import { askManager } from './ask-manager.js';
import type { Pace } from './await-response.js';
import { backOffWith } from './back-off.js';
import { earlier } from './deadlines.js';
import { findManager, type ManagerResolver, revocation } from './manager.js';
import { denial, FAILED, type Outcome, STATE_UNAVAILABLE, undecided } from './reasons.js';
import { Responses } from './responses.js';
import { roundOf } from './round.js';

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
  readonly #service: NotificationService;
  readonly #resolver: ManagerResolver;
  readonly #pace: Pace;
  readonly #random: RandomBytes;

  constructor(options: ManagerApprovalChallengeOptions) {
    const given = readOptions<ManagerApprovalChallengeOptions>('ManagerApprovalChallenge', options, RULES);
    this.timeoutSeconds = given.timeoutSeconds ?? 3600;
    this.#service = given.notificationService;
    this.#resolver = given.managerResolver;
    this.#random = given.random ?? systemRandom;
    this.#pace = { intervalSeconds: given.pollIntervalSeconds ?? 5, backOff: backOffWith(this.#random) };
  }

  /** Never rejects. Without a session it runs on the system's clock, and there is no operator to bar. */
  async present(context: ActionContext, risk: RiskAssessment, session?: ChallengeSession): Promise<ChallengeResult> {
    try {
      const clock = session?.clock ?? systemClock;
      const start = clock.monotonic();
      const own = deadlineIn(clock, this.timeoutSeconds);
      const deadline = session === undefined ? own : earlier(own, session.deadline);
      const ending = await this.#decide(context, risk, session, { clock, deadline, signal: session?.signal });
      return this.#result(ending, (clock.monotonic() - start) / 1000);
    } catch {
      return this.#result(unasked(denial(FAILED)), 0);
    }
  }

  async #decide(
    context: ActionContext,
    risk: RiskAssessment,
    session: ChallengeSession | undefined,
    bounds: WaitBounds,
  ): Promise<Ending> {
    const requesters = requestersOf(context, session?.operator);
    const fault = faultOfRequesters(requesters);
    if (fault !== undefined) return unasked(denial(fault));
    const ids = idsOfRequesters(requesters);
    const managerId = await findManager(this.#resolver, context, ids, bounds);
    if (typeof managerId !== 'string') return unasked(managerId);
    const asking = { context, risk, managerId, requesters };
    const round = await roundOf(asking, session, this.#random, bounds);
    if (round === undefined) return unasked(undecided(bounds, STATE_UNAVAILABLE));
    const { requestId, deadline } = round;
    const request = createApprovalRequest(asking, requestId, deadline.wall);
    const responses = new Responses({ managerId, requesters: ids });
    const means = {
      service: this.#service,
      interaction: session?.interaction,
      pace: this.#pace,
      revocation: (until: WaitBounds) => revocation(this.#resolver, context, managerId, until),
    };
    const outcome = await askManager(request, round, responses, means, { ...bounds, deadline });
    return { outcome, request, ignored: responses.ignored };
  }

  #result({ outcome, request, ignored }: Ending, responseTimeSeconds: number): ChallengeResult {
    const { verdict, responder, reason, comment } = outcome;
    return createChallengeResult({
      passed: verdict === 'approved',
      challengeType: this.challengeType,
      verdict: verdict === 'approved' ? undefined : verdict,
      responder,
      responseTimeSeconds,
      details: {
        method: this.name,
        ...(request !== undefined && { managerId: request.managerId, requestId: request.requestId }),
        ...(reason !== undefined && { reason }),
        ...(comment !== undefined && { comment }),
        ...(ignored.length > 0 && { ignored }),
      },
    });
  }
}

/** How a presentation ended, and what was asked, if it came to that. */
interface Ending {
  readonly outcome: Outcome;
  readonly request: ApprovalRequest | undefined;
  readonly ignored: readonly string[];
}

function unasked(outcome: Outcome): Ending {
  return { outcome, request: undefined, ignored: [] };
}

/** Beyond it a deadline is no date any more. */
const CENTURY_SECONDS = 100 * 365 * 24 * 60 * 60;

const SECONDS = {
  allowed: `a number of seconds above 0, at most ${CENTURY_SECONDS}`,
  accepts: (value: unknown): boolean => option.seconds.accepts(value) && Number(value) <= CENTURY_SECONDS,
};

const RULES = {
  notificationService: option.required(option.with('send', 'checkResponse')),
  managerResolver: option.required(option.function),
  timeoutSeconds: SECONDS,
  pollIntervalSeconds: SECONDS,
  random: option.function,
};
