import {
  type ActionContext,
  type ChallengeProtocol,
  type ChallengeResult,
  type ChallengeSession,
  ChallengeType,
  type RiskAssessment,
} from '@attesta/core';
import {
  denied,
  GIVEN_UP,
  type Outcome,
  option,
  type Presentation,
  passed,
  presentChallenge,
  readOptions,
  unanswered,
} from '@attesta/core/authoring';
import { type ChangeTicket, isTicketId, objectionTo, readTicket } from './change-ticket.js';

/** Finds a ticket by its id; undefined or null when there is none. `signal` aborts after 10 seconds or at the end of the presentation. */
export type LookUp = (
  ticketId: string,
  options: { readonly signal: AbortSignal },
) => PromiseLike<ChangeTicket | undefined | null> | ChangeTicket | undefined | null;

/** Options of `ChangeTicketChallenge`. */
export interface ChangeTicketChallengeOptions {
  readonly lookUp: LookUp;
  /** Tickets that may be named in one presentation, 1 to 10. Default 3. */
  readonly maxAttempts?: number | undefined;
  /** Seconds until silence denies. Default: the gate's. */
  readonly timeoutSeconds?: number | undefined;
}

/**
 * Asks the operator to name a change ticket that is open, for the environment of the action, at this moment.
 *
 * @example new Attesta({ renderer, challengeMap: { critical: new ChangeTicketChallenge({ lookUp }) } })
 */
export class ChangeTicketChallenge implements ChallengeProtocol {
  readonly challengeType: ChallengeType = ChallengeType.CONFIRM;
  readonly name: string = 'change-ticket';
  readonly timeoutSeconds?: number;
  readonly #lookUp: LookUp;
  readonly #maxAttempts: number;

  /** @throws AttestaError (`invalid_option`) that names the option, the given value and the allowed ones. */
  constructor(options: ChangeTicketChallengeOptions) {
    const given = readOptions<ChangeTicketChallengeOptions>('ChangeTicketChallenge', options, RULES);
    if (given.timeoutSeconds !== undefined) this.timeoutSeconds = given.timeoutSeconds;
    this.#lookUp = given.lookUp;
    this.#maxAttempts = given.maxAttempts ?? 3;
  }

  async present(context: ActionContext, _risk: RiskAssessment, session?: ChallengeSession): Promise<ChallengeResult> {
    const named: string[] = [];
    const details = () => ({ method: this.name, attempts: named.length, ...lastTicket(named) });
    return await presentChallenge(this, session, (presentation) => this.#ask(context, presentation, named), details);
  }

  async #ask(
    { functionName, environment }: ActionContext,
    presentation: Presentation,
    named: string[],
  ): Promise<Outcome> {
    for (let attempt = 1; ; attempt += 1) {
      const prompt = `Change ticket for ${functionName} in ${environment} (attempt ${attempt} of ${this.#maxAttempts})`;
      const answer = await presentation.ask({ kind: 'text', id: 'ticket', prompt });
      if (answer.status !== 'answered') return unanswered(answer.status);
      const ticketId = answer.value.trim();
      named.push(ticketId);
      const objection = await this.#check(ticketId, environment, presentation);
      if (typeof objection !== 'string') return objection;
      if (attempt >= this.#maxAttempts) return denied(objection);
      presentation.show('That ticket does not allow it.');
    }
  }

  /** The outcome, or why this ticket does not allow the call. */
  async #check(ticketId: string, environment: string, presentation: Presentation): Promise<Outcome | string> {
    if (!isTicketId(ticketId)) return NO_TICKET;
    const found = await presentation.call(async ({ signal }) =>
      readTicket(await this.#lookUp(ticketId, { signal }), ticketId),
    );
    if (found.status !== 'fulfilled') return presentation.failed('the ticket system is not available', NO_ANSWER);
    if (found.value === undefined) return NO_TICKET;
    return objectionTo(found.value, environment, presentation.session.clock.wall()) ?? passed();
  }
}

function lastTicket(named: readonly string[]): { readonly ticket?: string } {
  const ticket = named.at(-1);
  return ticket !== undefined && isTicketId(ticket) ? { ticket } : {};
}

const NO_TICKET = 'there is no such ticket';
const NO_ANSWER = { timed_out: 'the ticket system did not answer in time', cancelled: GIVEN_UP };
const RULES = {
  lookUp: option.required(option.function),
  maxAttempts: option.integer(1, 10),
  timeoutSeconds: option.seconds,
};
