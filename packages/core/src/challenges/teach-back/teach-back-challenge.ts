import type { ActionContext } from '../../action-context.js';
import { type ChallengeResult, createChallengeResult } from '../../challenge-result.js';
import { ChallengeType } from '../../challenge-type.js';
import { option, readOptions } from '../../options.js';
import type { ChallengeProtocol } from '../../ports/challenge-protocol.js';
import type { ChallengeSession } from '../../ports/challenge-session.js';
import type { TextQuestion } from '../../ports/interaction.js';
import type { RiskAssessment } from '../../risk-assessment.js';
import { type AttemptLimits, Attempts } from '../attempts.js';
import { faultOfExplanation } from './fault-of-explanation.js';
import { failed, type TeachBackEnding, unanswered } from './teach-back-ending.js';
import { isAccepted, type TeachBackValidator } from './teach-back-validator.js';

/** Options of `TeachBackChallenge`; all have a default. */
export interface TeachBackChallengeOptions {
  /** The least words of an explanation, 8 to 100. Default 15. */
  readonly minWords?: number | undefined;
  /** Judges what the built-in checks have accepted, and can refuse it. Default: none. */
  readonly validator?: TeachBackValidator | undefined;
  /** Tries at one action before it has to wait, 1 to 10. Default 3. */
  readonly maxAttempts?: number | undefined;
  /** Seconds from the beginning of the last try until there are new ones. Default 900. */
  readonly coolDownSeconds?: number | undefined;
  /** Seconds for which no answer is taken. Default 3. */
  readonly reviewSeconds?: number | undefined;
  /** Seconds until silence denies. Default: the gate's. */
  readonly timeoutSeconds?: number | undefined;
}

/** What happened so far in a presentation. */
interface Progress {
  readonly faults: string[];
  isAnswered: boolean;
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
    const progress: Progress = { faults: [], isAnswered: false };
    if (session === undefined) return this.#result(NO_SESSION, progress);
    try {
      const start = session.clock.monotonic();
      const ending = await this.#ending(context, session, progress);
      return this.#result(ending, progress, session.operator?.id, (session.clock.monotonic() - start) / 1000);
    } catch {
      return this.#result({ reason: 'the challenge failed' }, progress);
    }
  }

  /** Asks until an explanation is accepted, or there are no more tries. */
  async #ending(context: ActionContext, session: ChallengeSession, progress: Progress): Promise<TeachBackEnding> {
    const { interaction, signal } = session;
    const attempts = new Attempts(this.name, context, session, this.#limits);
    for (;;) {
      const admission = await attempts.begin();
      if (admission === undefined) return failed(STORE_FAILED, session);
      if (admission.status === 'wait') return tooManyAttempts(session, admission.seconds, progress);

      const question = this.#question(admission.attempt);
      const answer = await interaction.ask(question, { signal });
      progress.isAnswered = answer.status === 'answered';
      if (answer.status === 'unavailable') await attempts.takeBack();
      if (answer.status !== 'answered') return unanswered(answer.status, session);

      const text = String(answer.value);
      const fault = faultOfExplanation(text, { context, prompt: question.prompt, minWords: this.#minWords });
      const isRight = fault === undefined && (await isAccepted(text, context, this.#validator, session));
      if (isRight === undefined) return failed('the validator failed or did not answer', session);
      if (isRight) return (await attempts.forget()) ? {} : failed(STORE_FAILED, session);
      progress.faults.push(fault ?? 'refused by the validator');
      interaction.show({ kind: 'message', text: 'That was not accepted as an explanation of this call.' });
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

  #result(ending: TeachBackEnding, progress: Progress, operator?: string, responseTimeSeconds = 0): ChallengeResult {
    const { verdict, ...told } = ending;
    const isPassed = told.reason === undefined;
    const tries = progress.faults.length + (isPassed ? 1 : 0);
    return createChallengeResult({
      passed: isPassed,
      challengeType: this.challengeType,
      verdict,
      responder: progress.isAnswered ? operator : undefined,
      responseTimeSeconds,
      questionsAsked: tries,
      questionsCorrect: isPassed ? 1 : 0,
      details: { minWords: this.#minWords, faults: progress.faults, ...told },
    });
  }
}

function tooManyAttempts(session: ChallengeSession, retryAfterSeconds: number, { faults }: Progress): TeachBackEnding {
  const minutes = Math.ceil(retryAfterSeconds / 60);
  const text = `Too many tries at this action did not pass. The next one is possible in ${minutes} min.`;
  session.interaction.show({ kind: 'message', text });
  return { reason: faults.length > 0 ? 'no explanation was accepted' : 'too many failed attempts', retryAfterSeconds };
}

const NO_SESSION: TeachBackEnding = { reason: 'no session: hand on the one that renderChallenge was given' };
const STORE_FAILED = 'the state store failed or did not answer';

const RULES = {
  minWords: option.integer(8, 100),
  validator: option.with('validate'),
  maxAttempts: option.integer(1, 10),
  coolDownSeconds: option.seconds,
  reviewSeconds: {
    allowed: 'a number of seconds from 0 to 3600',
    accepts: (value: unknown) => typeof value === 'number' && value >= 0 && value <= 3600,
  },
  timeoutSeconds: option.seconds,
};
