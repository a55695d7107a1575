import {
  type ActionContext,
  type ChallengeProtocol,
  type ChallengeResult,
  type ChallengeSession,
  ChallengeType,
  type JsonValue,
  type RiskAssessment,
} from '@attesta/core';
import {
  AttemptLimiter,
  denied,
  isDenied,
  type Outcome,
  option,
  type Presentation,
  passed,
  presentChallenge,
  type RandomInteger,
  readOptions,
  secureInteger,
  shuffled,
} from '@attesta/core/authoring';
import type { DomainProfile } from './domain-profile.js';
import { askQuestions, type DomainQuestion, type Eligible, questionsFor } from './domain-questions.js';

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
 * Asks questions about the domain, drawn at random from a profile. It passes when enough answers are right, and does not tell
 * which ones were. After three failed attempts at one action the next one is possible after 15 minutes.
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
    const details = { domain: this.#domain, requiredCorrect: this.#minCorrect };
    const body = (presentation: Presentation): Promise<Outcome> => this.#outcome(context, risk, presentation);
    return await presentChallenge(this, session, body, () => details);
  }

  async #outcome(context: ActionContext, risk: RiskAssessment, presentation: Presentation): Promise<Outcome> {
    const eligible = this.#eligible(context, risk);
    if (eligible === undefined) return denied('the profile failed');
    const { templates, questions } = eligible;
    if (templates === 0)
      return this.#passesWithoutQuestions ? passed({ details: { reason: NO_QUESTIONS } }) : denied(NO_QUESTIONS);
    if (questions.length < this.#minCorrect) return denied('too few domain questions for this action');

    const drawn = shuffled(questions, this.#random);
    const limiter = new AttemptLimiter(this.name, context, presentation, LIMITS);
    // The attempts at an action share the keys of the questions that were asked, so that the next one asks others.
    let chosen: readonly DomainQuestion[] = [];
    const attempt = await limiter.begin((memory) => {
      const asked = keysFrom(memory);
      chosen = unaskedFirst(drawn, asked).slice(0, this.#maxQuestions);
      return [...new Set([...asked, ...chosen.map(({ key }) => key)])];
    });
    if (isDenied(attempt)) return attempt;

    const outcome = await askQuestions(chosen, this.#minCorrect, presentation);
    if (outcome.passed) return await limiter.passed(outcome);
    if (outcome.questionsAsked === 0) await limiter.takeBack();
    return outcome;
  }

  #eligible(context: ActionContext, risk: RiskAssessment): Eligible | undefined {
    try {
      return questionsFor(this.#profile, context, risk.level);
    } catch {
      return undefined;
    }
  }
}

/** Questions that were asked before come last. */
function unaskedFirst(questions: readonly DomainQuestion[], asked: readonly string[]): readonly DomainQuestion[] {
  const isAsked = ({ key }: DomainQuestion): boolean => asked.includes(key);
  return [...questions.filter((each) => !isAsked(each)), ...questions.filter(isAsked)];
}

/** @throws TypeError for a memory that is not a list of keys. */
function keysFrom(memory: JsonValue = []): readonly string[] {
  const keys = Array.isArray(memory) ? memory.filter((key) => typeof key === 'string') : [];
  if (!Array.isArray(memory) || keys.length < memory.length) throw new TypeError('The record is not one of attempts.');
  return keys;
}

const LIMITS = { maxAttempts: 3, coolDownSeconds: 900 };
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
