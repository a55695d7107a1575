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
  type Outcome,
  option,
  type Presentation,
  passed,
  presentChallenge,
  readOptions,
  unanswered,
  within,
} from '@attesta/core/authoring';
import type { TOTPOutcome } from './decide.js';
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

  async present(context: ActionContext, _risk: RiskAssessment, session?: ChallengeSession): Promise<ChallengeResult> {
    const details = (presentation?: Presentation) => ({ method: 'totp', attempts: presentation?.answers ?? 0 });
    return await presentChallenge(this, session, (presentation) => this.#ask(context, presentation), details);
  }

  async #ask({ functionName }: ActionContext, presentation: Presentation): Promise<Outcome> {
    const { operator, state, clock } = presentation.session;
    const operatorId = operator?.id;
    if (operatorId === undefined || !option.id.accepts(operatorId)) return denied('the renderer names no operator');
    let cause: { readonly reason?: string } = {};
    for (let attempt = 1; attempt <= this.#maxAttempts; attempt += 1) {
      if (attempt > 1) presentation.show('Invalid code. Try again.');
      const prompt = `Code from your authenticator to run ${functionName} (attempt ${attempt} of ${this.#maxAttempts})`;
      const answer = await presentation.ask({ kind: 'secret', id: 'code', prompt });
      if (answer.status !== 'answered') return { ...unanswered(answer.status), ...cause };
      const code = answer.value;
      // Not `call`: a check has several dependencies. It continues after the end, so that the attempt counts.
      const verified = await within(
        () => this.#verifier.verify({ operatorId, code, state, clock }),
        presentation.session,
      );
      if (verified.status !== 'fulfilled') return { ...presentation.failed('unavailable'), ...cause };
      if (verified.value.status === 'ok') return passed();
      cause = CAUSES[verified.value.status];
    }
    return { ...denied('max attempts exceeded'), ...cause };
  }
}

/** The reason of the last attempt; a wrong code has none of its own. */
const CAUSES: Readonly<Record<Exclude<TOTPOutcome['status'], 'ok'>, { readonly reason?: string }>> = {
  wrong: {},
  malformed: {},
  secret_not_found: { reason: 'TOTP secret not found' },
  secret_unusable: { reason: 'TOTP secret not usable' },
  replay: { reason: 'replay' },
  locked: { reason: 'locked' },
  disabled: { reason: 'disabled' },
  clock_behind_watermark: { reason: 'clock_behind_watermark' },
  unavailable: { reason: 'unavailable' },
};

const CHALLENGE_RULES = {
  ...VERIFIER_RULES,
  maxAttempts: option.integer(1, 10),
  timeoutSeconds: option.seconds,
};
