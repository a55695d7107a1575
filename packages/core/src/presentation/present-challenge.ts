import { remaining, type Settled, within } from '../clock/within.js';
import { type ChallengeResult, createChallengeResult } from '../decision/challenge-result.js';
import type { ChallengeType } from '../decision/enumerations.js';
import type { ChallengeSession } from '../ports/challenge-session.js';
import type { ConfirmQuestion, Question } from '../ports/interaction.js';
import { callDependency, type DependencyCall } from './call-dependency.js';
import { reportFault } from './faults.js';
import { type Denied, denied, type Outcome, type Unanswered, unanswered } from './outcome.js';

/** An answer to a question, or why there is none. */
export type Reply<T> = { readonly status: 'answered'; readonly value: T } | { readonly status: Unanswered };

/**
 * Runs the body of a challenge and ends it in one way: type, response time and responder are filled in, and whatever the body
 * throws is a denial. Never rejects.
 *
 * @param session Undefined where a renderer did not hand on its own: that is a denial with a reason.
 * @param details What every result says in `details`, besides what the outcome says. Read at the end.
 * @example
 * async present(context, risk, session) {
 *   return await presentChallenge(this, session, async (presentation) => {
 *     const answer = await presentation.ask({ kind: 'text', id: 'ticket', prompt: 'Change ticket?' });
 *     if (answer.status !== 'answered') return unanswered(answer.status);
 *     return (await isOpen(answer.value)) ? passed() : denied('the ticket is not open');
 *   });
 * }
 */
export async function presentChallenge(
  { challengeType }: { readonly challengeType: ChallengeType },
  session: ChallengeSession | undefined,
  body: (presentation: Presentation) => Promise<Outcome>,
  details: (presentation: Presentation | undefined) => ChallengeResult['details'] = () => ({}),
): Promise<ChallengeResult> {
  let presentation: Presentation | undefined;
  let outcome: Outcome;
  try {
    if (session !== undefined) presentation = new Presentation(session);
    outcome = presentation === undefined ? denied(NO_SESSION) : await body(presentation);
  } catch (error) {
    outcome = failed(session, error);
  }
  const resultOf = ({ reason, ...rest }: Outcome, always: ChallengeResult['details']): ChallengeResult =>
    createChallengeResult({
      responder: presentation?.responder,
      ...rest,
      challengeType,
      responseTimeSeconds: presentation?.seconds ?? 0,
      details: { ...always, ...rest.details, ...(!rest.passed && { reason }) },
    });
  try {
    return resultOf(outcome, details(presentation));
  } catch (error) {
    // The body gave something that is not an outcome, or details that are not plain data.
    return resultOf(failed(session, error), {});
  }
}

function failed(session: ChallengeSession | undefined, error: unknown): Denied {
  if (session !== undefined) reportFault(session, 'challenge', error);
  return denied('the challenge failed');
}

const NO_SESSION = 'no session: hand on the one that renderChallenge was given';

/** One presentation of a challenge: its session, and what a challenge does with it. */
export class Presentation {
  readonly session: ChallengeSession;
  readonly #start: number;
  #answers = 0;

  constructor(session: ChallengeSession) {
    this.session = session;
    this.#start = session.clock.monotonic();
  }

  /** How many questions were answered so far. */
  get answers(): number {
    return this.#answers;
  }

  /** The operator, once they have answered something. */
  get responder(): string | undefined {
    return this.#answers > 0 ? this.session.operator?.id : undefined;
  }

  /** Seconds since it began; 0 when the clock fails. */
  get seconds(): number {
    try {
      return (this.session.clock.monotonic() - this.#start) / 1000;
    } catch {
      return 0;
    }
  }

  /** Asks the person one question. An answer after the deadline or an abort does not count. Never rejects. */
  ask(question: ConfirmQuestion): Promise<Reply<boolean>>;
  ask(question: Exclude<Question, ConfirmQuestion>): Promise<Reply<string>>;
  ask(question: Question): Promise<Reply<string | boolean>>;
  async ask(question: Question): Promise<Reply<string | boolean>> {
    const { interaction, signal } = this.session;
    const settled = await within(() => interaction.ask(question, { signal }), this.session);
    if (settled.status !== 'fulfilled') return { status: this.#lapse ?? 'unavailable' };
    const answer = settled.value;
    if (answer.status !== 'answered') return { status: this.#lapse ?? statusOf(answer) };
    if (typeof answer.value !== (question.kind === 'confirm' ? 'boolean' : 'string')) return { status: 'unavailable' };
    this.#answers += 1;
    return answer;
  }

  /** Shows the person a message. Needs no turn at the screen and holds nobody up. */
  show(text: string): void {
    this.session.interaction.show({ kind: 'message', text });
  }

  /** Calls a dependency: at most 10 seconds, and while the presentation lasts. Never rejects. */
  async call<T>(work: (call: DependencyCall) => T | PromiseLike<T>): Promise<Settled<T>> {
    return await callDependency(this.session, work);
  }

  /** The outcome when a dependency did nothing: `reason`, unless the time is over or the caller gave up. */
  failed(reason: string, reasons?: Partial<Record<Unanswered, string>>): Denied {
    const lapse = this.#lapse;
    return lapse === undefined ? denied(reason) : unanswered(lapse, reasons);
  }

  /** Why what happens now comes too late. */
  get #lapse(): 'timed_out' | 'cancelled' | undefined {
    const { clock, deadline, signal } = this.session;
    if (remaining(clock, deadline) <= 0) return 'timed_out';
    return signal.aborted ? 'cancelled' : undefined;
  }
}

function statusOf({ status }: { readonly status: unknown }): Unanswered {
  return status === 'cancelled' || status === 'timed_out' ? status : 'unavailable';
}
