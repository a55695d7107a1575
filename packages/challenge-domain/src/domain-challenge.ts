import {
  type ActionContext,
  type ChallengeProtocol,
  type ChallengeResult,
  type ChallengeSession,
  ChallengeType,
  type RiskAssessment,
} from '@attesta/core';
import { createChallengeResult, option, readOptions, remaining } from '@attesta/core/authoring';
import { askQuestions } from './ask-questions.js';
import { AttemptCounter } from './attempt-counter.js';
import type { DomainProfile } from './domain-profile.js';
import { type Eligible, questionsFor } from './domain-question.js';
import { freshFirst, type RandomInteger, secureInteger, shuffled } from './draw.js';
import { denied, type Outcome, passed, unanswered } from './outcome.js';

/** Options of `DomainKnowledgeChallenge`; only the profile is required. */
export interface DomainKnowledgeChallengeOptions {
  readonly profile: DomainProfile;
  /** Right answers that pass: 1 to `maxQuestions`. Default 2. */
  readonly minCorrect?: number;
  /** Questions of one presentation: 1 to 20. Default 3. */
  readonly maxQuestions?: number;
  /** Seconds until silence denies. Default: the gate's. */
  readonly timeoutSeconds?: number;
  /** True lets an action through unasked where the profile has no question for its level. Default false: it is denied. */
  readonly unsafePassWithoutQuestions?: boolean;
  /** Draws the questions. Default: `randomInt` of `node:crypto`. */
  readonly random?: RandomInteger;
}

/**
 * Asks questions of the trade, drawn at random from a profile. Passes when enough answers are right; which ones were, is
 * not told. After three tries at one action that did not pass, it has no more for 15 minutes.
 *
 * @throws AttestaError (`invalid_option`) at construction. `present` never rejects.
 * @example
 * import { devops } from '@attesta/challenge-domain/devops';
 * new Attesta({ renderer, challengeMap: { high: new DomainKnowledgeChallenge({ profile: devops }) } });
 */
export class DomainKnowledgeChallenge implements ChallengeProtocol {
  readonly challengeType: ChallengeType = ChallengeType.QUIZ;
  readonly name: string = 'domain';
  readonly timeoutSeconds?: number;
  readonly #profile: DomainProfile;
  readonly #domain: string;
  readonly #minCorrect: number;
  readonly #maxQuestions: number;
  readonly #passesWithoutQuestions: boolean;
  readonly #random: RandomInteger;

  constructor(options: DomainKnowledgeChallengeOptions) {
    const given = readOptions<DomainKnowledgeChallengeOptions>('DomainKnowledgeChallenge', options, RULES);
    const { profile, maxQuestions = 3, minCorrect = 2 } = given;
    readOptions('DomainKnowledgeChallenge', { minCorrect }, { minCorrect: option.integer(1, maxQuestions) });
    this.#profile = profile;
    this.#domain = profile.name;
    this.#minCorrect = minCorrect;
    this.#maxQuestions = maxQuestions;
    this.#passesWithoutQuestions = given.unsafePassWithoutQuestions ?? false;
    this.#random = given.random ?? secureInteger;
    if (given.timeoutSeconds !== undefined) this.timeoutSeconds = given.timeoutSeconds;
  }

  async present(context: ActionContext, risk: RiskAssessment, session?: ChallengeSession): Promise<ChallengeResult> {
    if (session === undefined) return this.#result(denied(NO_SESSION));
    const start = session.clock.monotonic();
    const outcome = await this.#outcome(context, risk, session).catch(() => denied('the challenge failed'));
    return this.#result(outcome, session.operator?.id, (session.clock.monotonic() - start) / 1000);
  }

  async #outcome(context: ActionContext, risk: RiskAssessment, session: ChallengeSession): Promise<Outcome> {
    const eligible = this.#eligible(context, risk);
    if (eligible === undefined) return denied('the profile failed');
    const { templates, questions } = eligible;
    if (templates === 0) return this.#passesWithoutQuestions ? passed({ reason: NO_QUESTIONS }) : denied(NO_QUESTIONS);
    if (questions.length < this.#minCorrect) return denied('too few domain questions for this action');

    const drawn = shuffled(questions, this.#random);
    const counter = new AttemptCounter(session, context.digest);
    const admission = await counter.begin((asked) =>
      freshFirst(drawn, this.#maxQuestions, ({ key }) => asked.includes(key)),
    );
    if (admission === undefined) return storeFailed(session);
    if (admission.status === 'wait') return tooManyAttempts(session, admission.seconds);

    const outcome = await askQuestions(admission.items, this.#minCorrect, session);
    if (outcome.passed) return (await counter.forget()) ? outcome : storeFailed(session);
    if (outcome.asked === 0) await counter.takeBack();
    return outcome;
  }

  #eligible(context: ActionContext, risk: RiskAssessment): Eligible | undefined {
    try {
      return questionsFor(this.#profile, context, risk.level);
    } catch {
      return undefined;
    }
  }

  #result(outcome: Outcome, operator?: string, responseTimeSeconds = 0): ChallengeResult {
    const { reason, waitSeconds, asked, correct } = outcome;
    return createChallengeResult({
      passed: outcome.passed,
      challengeType: this.challengeType,
      responder: outcome.isAnswered ? operator : undefined,
      responseTimeSeconds,
      questionsAsked: asked,
      questionsCorrect: correct,
      verdict: outcome.verdict,
      details: {
        domain: this.#domain,
        requiredCorrect: this.#minCorrect,
        ...(reason !== undefined && { reason }),
        ...(waitSeconds !== undefined && { retryAfterSeconds: waitSeconds }),
      },
    });
  }
}

/** The store did nothing: because it failed, or because there was no time left for it. */
function storeFailed({ clock, deadline, signal }: ChallengeSession): Outcome {
  if (remaining(clock, deadline) <= 0) return unanswered('timed_out');
  return signal.aborted ? unanswered('cancelled') : denied('the state store failed or did not answer');
}

function tooManyAttempts({ interaction }: ChallengeSession, waitSeconds: number): Outcome {
  const minutes = Math.ceil(waitSeconds / 60);
  const text = `Too many tries at this action did not pass. The next one is possible in ${minutes} min.`;
  interaction.show({ kind: 'message', text });
  return denied('too many failed attempts', { waitSeconds });
}

const NO_SESSION = 'no session: hand on the one that renderChallenge was given';
const NO_QUESTIONS = 'no domain questions available';

const RULES = {
  profile: option.required({
    allowed: 'a DomainProfile',
    accepts: (value) => option.with('getTemplatesForLevel').accepts(value) && hasName(value),
  }),
  minCorrect: option.integer(1, 20),
  maxQuestions: option.integer(1, 20),
  timeoutSeconds: option.seconds,
  unsafePassWithoutQuestions: option.boolean,
  random: option.function,
};

function hasName(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'name' in value && option.id.accepts(value.name);
}
