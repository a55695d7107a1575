import type { ActionContext } from '../action-context.js';
import { type ChallengeResult, createChallengeResult, type PartialChallengeResult } from '../challenge-result.js';
import { ChallengeType } from '../challenge-type.js';
import { type OptionRule, option, readOptions } from '../options.js';
import type { ChallengeProtocol } from '../ports/challenge-protocol.js';
import type { ChallengeSession } from '../ports/challenge-session.js';
import type { Answer, Question } from '../ports/interaction.js';
import type { RiskAssessment } from '../risk-assessment.js';
import type { Refusal } from '../verdict.js';
import { confirmationPhrase } from './confirmation-phrase.js';

/** Options of `ConfirmChallenge`. */
export interface ConfirmChallengeOptions {
  /** Seconds for which no answer is taken. Default: 1, at high risk 2, at critical risk 3. */
  readonly reviewSeconds?: number | undefined;
  /** Seconds until silence denies. Default: the gate's. */
  readonly timeoutSeconds?: number | undefined;
}

/**
 * Asks whether this call may run. Only a clear yes passes; at high and critical risk only a phrase with the call's name and
 * target, typed from the screen. Enter, and anything else, denies.
 *
 * @example new Attesta({ renderer, challengeMap: { high: new ConfirmChallenge({ timeoutSeconds: 60 }) } })
 */
export class ConfirmChallenge implements ChallengeProtocol {
  readonly challengeType: ChallengeType = ChallengeType.CONFIRM;
  readonly name: string = 'confirm';
  readonly timeoutSeconds?: number;
  readonly #reviewSeconds: number | undefined;

  constructor(options?: ConfirmChallengeOptions) {
    const given = readOptions<ConfirmChallengeOptions>('ConfirmChallenge', options, RULES);
    this.#reviewSeconds = given.reviewSeconds;
    if (given.timeoutSeconds !== undefined) this.timeoutSeconds = given.timeoutSeconds;
  }

  async present(context: ActionContext, risk: RiskAssessment, session?: ChallengeSession): Promise<ChallengeResult> {
    if (session === undefined)
      return this.#denied('denied', 'no session: hand on the one that renderChallenge was given');
    const { interaction, clock, signal } = session;
    const phrase = isGrave(risk) ? confirmationPhrase(context) : undefined;
    const start = clock.monotonic();
    const answer = await interaction.ask(this.#question(context, risk, phrase), { signal });
    const responseTimeSeconds = (clock.monotonic() - start) / 1000;
    const { challengeType } = this;
    if (answer.status !== 'answered')
      return this.#denied(answer.status === 'unavailable' ? 'denied' : answer.status, REASONS[answer.status], {
        responseTimeSeconds,
      });
    const responder = session.operator?.id;
    const passed = isYes(answer.value, phrase);
    if (passed) return createChallengeResult({ passed, challengeType, responder, responseTimeSeconds });
    return this.#denied('denied', reasonOf(answer.value), { responder, responseTimeSeconds });
  }

  #question({ functionName }: ActionContext, { level }: RiskAssessment, phrase: string | undefined): Question {
    const base = { id: 'confirm', reviewSeconds: this.#reviewSeconds ?? REVIEW_SECONDS[level] };
    if (phrase === undefined) return { ...base, kind: 'confirm', prompt: `Run ${functionName} (${level} risk)?` };
    // Without the name, which comes from the agent's side: the phrase has it where it can be typed.
    return {
      ...base,
      kind: 'text',
      pasteable: false,
      prompt: `Run this at ${level} risk? To approve, type: ${phrase}`,
    };
  }

  #denied(
    verdict: Refusal,
    reason: string,
    answered: Pick<PartialChallengeResult, 'responder' | 'responseTimeSeconds'> = {},
  ): ChallengeResult {
    const { challengeType } = this;
    return createChallengeResult({ ...answered, passed: false, challengeType, verdict, details: { reason } });
  }
}

function isGrave({ level }: RiskAssessment): boolean {
  return level !== 'low' && level !== 'medium';
}

function isYes(value: string | boolean, phrase: string | undefined): boolean {
  return phrase === undefined ? value === true : typeof value === 'string' && value.trim() === phrase;
}

function reasonOf(value: string | boolean): string {
  const isNo = typeof value !== 'string' || ['', 'n', 'no'].includes(value.trim().toLowerCase());
  return isNo ? 'the operator said no' : 'what the operator typed is not the phrase';
}

/** Nobody reads a call in less. */
const REVIEW_SECONDS: Readonly<Record<RiskAssessment['level'], number>> = { low: 1, medium: 1, high: 2, critical: 3 };

const REASONS: Readonly<Record<Exclude<Answer['status'], 'answered'>, string>> = {
  cancelled: 'the operator cancelled',
  timed_out: 'nobody answered in time',
  unavailable: 'nobody can be asked here',
};

const RULES: Readonly<Record<keyof ConfirmChallengeOptions, OptionRule>> = {
  reviewSeconds: {
    allowed: 'a number of seconds from 0 to 3600',
    accepts: (value) => typeof value === 'number' && value >= 0 && value <= 3600,
  },
  timeoutSeconds: option.seconds,
};
