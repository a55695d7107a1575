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
  denied,
  isDenied,
  type Outcome,
  option,
  type Presentation,
  presentChallenge,
  type RandomInteger,
  readOptions,
  secureInteger,
} from '@attesta/core/authoring';
import { REVIEW_SECONDS_RULE } from '../confirm-challenge.js';
import { askQuiz } from './ask-quiz.js';
import { seedOf } from './draw.js';
import { factsIn, targetFact } from './facts.js';
import { QuizPlan, type QuizRules } from './quiz-plan.js';

/** Options of `QuizChallenge`. With any of them, random guesses pass at most once in 64. */
export interface QuizChallengeOptions {
  /** Questions of one presentation, 1 to 10. Default 3. */
  readonly maxQuestions?: number | undefined;
  /** Right answers that pass, 1 to `maxQuestions`. Default: all. Fewer make the questions harder. */
  readonly minCorrect?: number | undefined;
  /** The least choices of a question: 4, 6 or 8. Default 4; where few questions can be made, they have 8, or are typed. */
  readonly choices?: number | undefined;
  /** Attempts at one action before it has to wait, 1 to 10. Default 3. */
  readonly maxAttempts?: number | undefined;
  /** Seconds from the beginning of the last attempt until there are new ones. Default 900. */
  readonly coolDownSeconds?: number | undefined;
  /** Seconds for which no answer to a question is taken. Default 1; for the first 2 at high risk, 3 at critical risk. */
  readonly reviewSeconds?: number | undefined;
  /** Seconds until silence denies. Default: the gate's. */
  readonly timeoutSeconds?: number | undefined;
  /** Draws questions and choices. Default: `randomInt` of `node:crypto`. */
  readonly random?: ((limit: number) => number) | undefined;
}

/** The options with their defaults. */
interface ResolvedOptions extends Omit<QuizRules, 'isTyped'>, AttemptLimits {
  readonly reviewSeconds: number | undefined;
  readonly random: RandomInteger;
}

/**
 * Asks what this very call would do: its paths, amounts, recipients, statements. A person who has read it knows; from level high on
 * one answer is typed. Only whether it passed is told.
 *
 * @throws AttestaError (`invalid_option`) at construction. `present` never rejects.
 * @example new Attesta({ renderer, challengeMap: { high: new QuizChallenge({ maxQuestions: 2 }) } })
 */
export class QuizChallenge implements ChallengeProtocol {
  readonly challengeType: ChallengeType = ChallengeType.QUIZ;
  readonly name: string = 'quiz';
  readonly timeoutSeconds?: number;
  readonly #options: ResolvedOptions;

  constructor(options?: QuizChallengeOptions) {
    const given = readOptions<QuizChallengeOptions>('QuizChallenge', options, RULES);
    const { maxQuestions = 3, choices = 4, maxAttempts = 3, coolDownSeconds = 900, random = secureInteger } = given;
    const { minCorrect, reviewSeconds, timeoutSeconds } = given;
    this.#options = { maxQuestions, minCorrect, choices, maxAttempts, coolDownSeconds, reviewSeconds, random };
    readOptions('QuizChallenge', { minCorrect }, { minCorrect: option.integer(1, maxQuestions) });
    if (timeoutSeconds !== undefined) this.timeoutSeconds = timeoutSeconds;
  }

  async present(context: ActionContext, risk: RiskAssessment, session?: ChallengeSession): Promise<ChallengeResult> {
    return await presentChallenge(this, session, (presentation) => this.#outcome(context, risk, presentation));
  }

  async #outcome(context: ActionContext, { level }: RiskAssessment, presentation: Presentation): Promise<Outcome> {
    const { random, minCorrect, reviewSeconds } = this.#options;
    const limiter = new AttemptLimiter(this.name, context, presentation, this.#options);
    // All attempts share the seed of the first, so that each asks something else.
    const newSeed = seedOf(random);
    const attempt = await limiter.begin((seed) => seed ?? newSeed);
    if (isDenied(attempt)) return attempt;

    const rules = { ...this.#options, isTyped: level === 'high' || level === 'critical' };
    const plan = new QuizPlan(factsIn(context), targetFact(context), rules, String(attempt.memory));
    let items = plan.next();
    for (let number = 1; number < attempt.number; number += 1) items = plan.next();
    if (items.length === 0) return denied('there is nothing in this call to ask about');

    const required = Math.min(minCorrect ?? items.length, items.length);
    const outcome = await askQuiz(items, { required, level, reviewSeconds, random }, presentation);
    if (outcome.passed) return await limiter.passed(outcome);
    if (outcome.questionsAsked === 0) await limiter.takeBack();
    return outcome;
  }
}

const RULES = {
  maxQuestions: option.integer(1, 10),
  minCorrect: option.integer(1, 10),
  choices: option.oneOf([4, 6, 8]),
  ...ATTEMPT_RULES,
  reviewSeconds: REVIEW_SECONDS_RULE,
  timeoutSeconds: option.seconds,
  random: option.function,
};
