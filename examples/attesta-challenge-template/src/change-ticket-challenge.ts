import {
  type ActionContext,
  type ChallengeProtocol,
  type ChallengeResult,
  type ChallengeSession,
  ChallengeType,
  type RiskAssessment,
} from '@attesta/core';
import { option, readOptions } from '@attesta/core/authoring';
import { isTicketId } from './change-ticket.js';
import { denied, type Progress, passed, type Stop, stopOf } from './ending.js';
import { findingOn, type LookUp } from './look-up.js';

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

  /** @throws AttestaError (`invalid_option`) that names the option, what was given and what is allowed. */
  constructor(options: ChangeTicketChallengeOptions) {
    const given = readOptions<ChangeTicketChallengeOptions>('ChangeTicketChallenge', options, RULES);
    if (given.timeoutSeconds !== undefined) this.timeoutSeconds = given.timeoutSeconds;
    this.#lookUp = given.lookUp;
    this.#maxAttempts = given.maxAttempts ?? 3;
  }

  /** Never rejects: every fault is a denial with a reason. */
  async present(context: ActionContext, _risk: RiskAssessment, session?: ChallengeSession): Promise<ChallengeResult> {
    if (session === undefined) return denied(NOTHING, 'no session: hand on the one that renderChallenge was given');
    try {
      return await this.#ask(context, session);
    } catch {
      return denied(NOTHING, 'the challenge failed');
    }
  }

  async #ask({ functionName, environment }: ActionContext, session: ChallengeSession): Promise<ChallengeResult> {
    const { clock, interaction, operator } = session;
    const start = clock.monotonic();
    const timed = (): Progress => ({ ...progress, responseTimeSeconds: (clock.monotonic() - start) / 1000 });
    let progress = NOTHING;
    let refusal = '';
    for (let attempt = 1; attempt <= this.#maxAttempts; attempt += 1) {
      if (attempt > 1) interaction.show({ kind: 'message', text: 'That ticket does not allow it.' });
      const prompt = `Change ticket for ${functionName} in ${environment} (attempt ${attempt} of ${this.#maxAttempts})`;
      const answer = await askForTicket(session, prompt);
      if (answer.status !== 'answered') return denied(timed(), NOT_ASKED[answer.status], answer.status);

      const { ticket } = answer;
      progress = { attempts: attempt, responder: operator?.id, ...(isTicketId(ticket) && { ticket }) };
      const finding = await findingOn(ticket, environment, this.#lookUp, session);
      if (finding.status === 'allowed') return passed(timed());
      if (finding.status !== 'refused') return denied(timed(), NOT_FOUND[finding.status], finding.status);
      refusal = finding.reason;
    }
    return denied(timed(), refusal);
  }
}

type TicketAnswer = { readonly status: 'answered'; readonly ticket: string } | { readonly status: Stop };

async function askForTicket(session: ChallengeSession, prompt: string): Promise<TicketAnswer> {
  const { interaction, signal } = session;
  const answer = await interaction.ask({ kind: 'text', id: 'ticket', prompt }, { signal });
  if (answer.status !== 'answered') return { status: stopOf(answer.status, session) };
  return typeof answer.value === 'string'
    ? { status: 'answered', ticket: answer.value.trim() }
    : { status: 'unavailable' };
}

const NOTHING: Progress = { attempts: 0 };

const NOT_ASKED: Readonly<Record<Stop, string>> = {
  cancelled: 'the operator cancelled',
  timed_out: 'nobody answered in time',
  unavailable: 'nobody can be asked here',
};

const NOT_FOUND: Readonly<Record<Stop, string>> = {
  cancelled: 'cancelled by the caller',
  timed_out: 'the ticket system did not answer in time',
  unavailable: 'the ticket system is not available',
};

const RULES = {
  lookUp: option.required(option.function),
  maxAttempts: option.integer(1, 10),
  timeoutSeconds: option.seconds,
};
