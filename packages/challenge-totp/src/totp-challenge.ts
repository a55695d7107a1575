import {
  type ActionContext,
  type ChallengeProtocol,
  type ChallengeResult,
  type ChallengeSession,
  ChallengeType,
  type RiskAssessment,
} from '@attesta/core';
import { option, readOptions, remaining, type Settled, within } from '@attesta/core/authoring';
import { denied, notAsked, passed, type Refused, type Stop } from './challenge-ending.js';
import { TOTPVerifier, type TOTPVerifierOptions, VERIFIER_RULES } from './totp-verifier.js';

/** Options of `TOTPChallenge`. */
export interface TOTPChallengeOptions extends TOTPVerifierOptions {
  /** How many codes are asked for, 1 to 10. Default 3. */
  readonly maxAttempts?: number;
  /** Seconds until a presentation ends as timed out. Default: the gate's. */
  readonly timeoutSeconds?: number;
}

/**
 * Asks the operator for a one-time code from their authenticator.
 *
 * The secret is looked up by the operator's id (`session.operator.id`), never by the agent's. Whether a code was wrong or
 * used before, or the credential is locked or unknown: the person meets the same questions and the same words, and
 * `details.reason` tells which.
 *
 * Replay protection and lockout last as long as the gate's state store does: with a `MemoryStateStore` (the default of
 * `Attesta`) they end with the process, and after a restart a code can be used again and guessing starts anew.
 *
 * @example new Attesta({ renderer, state, challengeMap: { critical: new TOTPChallenge({ secretProvider }) } })
 */
export class TOTPChallenge implements ChallengeProtocol {
  readonly challengeType: ChallengeType = ChallengeType.CONFIRM;
  readonly name: string = 'totp';
  readonly timeoutSeconds?: number;
  readonly #verifier: TOTPVerifier;
  readonly #maxAttempts: number;

  /** @throws AttestaError (`invalid_option`) that names the option, what was given and what is allowed. */
  constructor(options: TOTPChallengeOptions) {
    const given = readOptions<TOTPChallengeOptions>('TOTPChallenge', options, CHALLENGE_RULES);
    const { maxAttempts, timeoutSeconds, ...verifierOptions } = given;
    if (timeoutSeconds !== undefined) this.timeoutSeconds = timeoutSeconds;
    this.#maxAttempts = maxAttempts ?? 3;
    this.#verifier = new TOTPVerifier(verifierOptions);
  }

  /** Never rejects: every fault is a denial with a reason. */
  async present(context: ActionContext, _risk: RiskAssessment, session?: ChallengeSession): Promise<ChallengeResult> {
    try {
      if (session === undefined) return notAsked('no session: hand on the one that renderChallenge was given');
      const operatorId = session.operator?.id;
      if (operatorId === undefined || !option.id.accepts(operatorId)) return notAsked('the renderer names no operator');
      return await this.#ask(session, operatorId, context.functionName);
    } catch {
      return notAsked('unavailable');
    }
  }

  async #ask(session: ChallengeSession, operatorId: string, functionName: string): Promise<ChallengeResult> {
    const { clock, state, interaction } = session;
    const start = clock.monotonic();
    let refused: Refused | undefined;
    const progress = (attempts: number) => {
      return { operatorId, attempts, refused, responseTimeSeconds: (clock.monotonic() - start) / 1000 };
    };
    for (let attempt = 1; attempt <= this.#maxAttempts; attempt += 1) {
      const prompt = `Code from your authenticator to run ${functionName} (attempt ${attempt} of ${this.#maxAttempts})`;
      const answer = await askForCode(session, prompt);
      if (answer.status !== 'answered') return denied(progress(attempt - 1), answer.status);
      const { code } = answer;
      // Goes on to its end when the time is over, so that what was tried counts; it then passes nothing.
      const verified = await bounded(session, () => this.#verifier.verify({ operatorId, code, state, clock }));
      if (verified.status !== 'fulfilled') return denied(progress(attempt), stopOf(verified.status, session));
      if (verified.value.status === 'ok') return passed(progress(attempt));
      refused = verified.value.status;
      if (attempt < this.#maxAttempts) interaction.show({ kind: 'message', text: 'Invalid code. Try again.' });
    }
    return denied(progress(this.#maxAttempts));
  }
}

type CodeAnswer = { readonly status: 'answered'; readonly code: string } | { readonly status: Stop };

async function askForCode(session: ChallengeSession, prompt: string): Promise<CodeAnswer> {
  const { interaction, signal } = session;
  const asked = await bounded(session, () => interaction.ask({ kind: 'secret', id: 'code', prompt }, { signal }));
  if (asked.status !== 'fulfilled') return { status: stopOf(asked.status, session) };
  const answer = asked.value;
  if (answer.status !== 'answered') return { status: stopOf(answer.status, session) };
  return typeof answer.value === 'string' ? { status: 'answered', code: answer.value } : { status: 'unavailable' };
}

/** Work that counts only while the presentation lasts. */
function bounded<T>({ clock, deadline, signal }: ChallengeSession, work: () => Promise<T>): Promise<Settled<T>> {
  return within(work, { clock, deadline, signal });
}

/** An abort, and the answer that it brings, is a timeout where the deadline has passed. */
function stopOf(status: string, { clock, deadline }: ChallengeSession): Stop {
  if (status === 'timed_out' || remaining(clock, deadline) <= 0) return 'timed_out';
  return status === 'cancelled' || status === 'aborted' ? 'cancelled' : 'unavailable';
}

const CHALLENGE_RULES = {
  ...VERIFIER_RULES,
  maxAttempts: option.integer(1, 10),
  timeoutSeconds: option.seconds,
};
