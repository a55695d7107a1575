import {
  type ActionContext,
  type ChallengeProtocol,
  type ChallengeResult,
  type ChallengeSession,
  ChallengeType,
  type RiskAssessment,
} from '@attesta/core';
import {
  ATTEMPT_RULES,
  AttemptLimiter,
  type AttemptLimits,
  isDenied,
  type Outcome,
  option,
  type Presentation,
  passed,
  presentChallenge,
  readOptions,
  type TextQuestion,
  unanswered,
} from '@attesta/core/authoring';
import { REVIEW_SECONDS_RULE } from '../confirm-challenge.js';
import { faultOfExplanation } from './fault-of-explanation.js';
import { isAccepted, type TeachBackValidator } from './teach-back-validator.js';

/** Options of `TeachBackChallenge`; all have a default. */
export interface TeachBackChallengeOptions {
  /** The least words of an explanation, 8 to 100. Default 15. */
  readonly minWords?: number | undefined;
  /** Judges what the built-in checks have accepted, and can refuse it. Default: none. */
  readonly validator?: TeachBackValidator | undefined;
  /** Attempts at one action before it has to wait, 1 to 10. Default 3. */
  readonly maxAttempts?: number | undefined;
  /** Seconds from the beginning of the last attempt until there are new ones. Default 900. */
  readonly coolDownSeconds?: number | undefined;
  /** Seconds for which no answer is taken. Default 3. */
  readonly reviewSeconds?: number | undefined;
  /** Seconds until silence denies. Default: the gate's. */
  readonly timeoutSeconds?: number | undefined;
}

/**
 * Asks for the call in the person's own words (English): what it does, to what, and how much of it. Only whether the
 * explanation was accepted is told.
 *
 * @throws AttestaError (`invalid_option`) at construction. `present` never rejects.
 * @example new Attesta({ renderer, challengeMap: { high: new TeachBackChallenge({ minWords: 20 }) } })
 */
export class TeachBackChallenge implements ChallengeProtocol {
  readonly challengeType: ChallengeType = ChallengeType.TEACH_BACK;
  readonly name: string = 'teach-back';
  readonly timeoutSeconds?: number;
  readonly #minWords: number;
  readonly #validator: TeachBackValidator | undefined;
  readonly #reviewSeconds: number;
  readonly #limits: AttemptLimits;

  constructor(options?: TeachBackChallengeOptions) {
    const given = readOptions<TeachBackChallengeOptions>('TeachBackChallenge', options, RULES);
    const {
      minWords = 15,
      validator,
      maxAttempts = 3,
      coolDownSeconds = 900,
      reviewSeconds = 3,
      timeoutSeconds,
    } = given;
    this.#minWords = minWords;
    this.#validator = validator;
    this.#reviewSeconds = reviewSeconds;
    this.#limits = { maxAttempts, coolDownSeconds };
    if (timeoutSeconds !== undefined) this.timeoutSeconds = timeoutSeconds;
  }

  async present(context: ActionContext, _risk: RiskAssessment, session?: ChallengeSession): Promise<ChallengeResult> {
    const faults: string[] = [];
    const details = { minWords: this.#minWords, faults };
    const body = (presentation: Presentation): Promise<Outcome> => this.#outcome(context, presentation, faults);
    return await presentChallenge(this, session, body, () => details);
  }

  /** Asks until an explanation is accepted, or there are no more attempts. */
  async #outcome(context: ActionContext, presentation: Presentation, faults: string[]): Promise<Outcome> {
    const limiter = new AttemptLimiter(this.name, context, presentation, this.#limits);
    for (;;) {
      const asked = { questionsAsked: faults.length };
      const attempt = await limiter.begin();
      if (isDenied(attempt)) {
        const reason = faults.length > 0 && attempt.verdict === undefined ? NOT_ACCEPTED : attempt.reason;
        return { ...attempt, ...asked, reason };
      }
      const question = this.#question(attempt.number);
      const answer = await presentation.ask(question);
      if (answer.status === 'unavailable') await limiter.takeBack();
      if (answer.status !== 'answered') return { ...unanswered(answer.status), ...asked, responder: undefined };

      const { prompt } = question;
      const fault = faultOfExplanation(answer.value, { context, prompt, minWords: this.#minWords });
      const isRight = fault === undefined && (await isAccepted(answer.value, context, this.#validator, presentation));
      if (isRight === undefined) return { ...presentation.failed('the validator failed or did not answer'), ...asked };
      if (isRight) return await limiter.passed(passed({ questionsAsked: faults.length + 1, questionsCorrect: 1 }));
      faults.push(fault ?? 'refused by the validator');
      presentation.show('That was not accepted as an explanation of this call.');
    }
  }

  #question(attempt: number): TextQuestion {
    const { maxAttempts } = this.#limits;
    const task = `In your own words, at least ${this.#minWords} of them: what will this call do, to what, and how much of it?`;
    return {
      kind: 'text',
      id: 'explanation',
      prompt: `${task} (attempt ${attempt} of ${maxAttempts})`,
      multiline: true,
      pasteable: false,
      reviewSeconds: attempt === 1 ? this.#reviewSeconds : 0,
    };
  }
}

const NOT_ACCEPTED = 'no explanation was accepted';

const RULES = {
  minWords: option.integer(8, 100),
  validator: option.with('validate'),
  ...ATTEMPT_RULES,
  reviewSeconds: REVIEW_SECONDS_RULE,
  timeoutSeconds: option.seconds,
};
