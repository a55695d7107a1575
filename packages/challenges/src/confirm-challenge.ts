import {
  type ActionContext,
  type ChallengeProtocol,
  type ChallengeResult,
  type ChallengeSession,
  ChallengeType,
  type RiskAssessment,
  type RiskLevel,
} from '@attesta/core';
import {
  denied,
  describeArguments,
  type OptionRule,
  type Outcome,
  option,
  type Presentation,
  passed,
  presentChallenge,
  type Question,
  readOptions,
  rule,
  unanswered,
} from '@attesta/core/authoring';

/** Options of `ConfirmChallenge`. */
export interface ConfirmChallengeOptions {
  /** Seconds for which no answer is taken. Default: 1, at high risk 2, at critical risk 3. */
  readonly reviewSeconds?: number | undefined;
  /** Seconds until silence denies. Default: the gate's. */
  readonly timeoutSeconds?: number | undefined;
}

/** Seconds for which no answer is taken: reading a call takes at least as long. */
export const REVIEW_SECONDS: Readonly<Record<RiskLevel, number>> = { low: 1, medium: 1, high: 2, critical: 3 };

/** The rule of the option that sets them. */
export const REVIEW_SECONDS_RULE: OptionRule = rule(
  'a number of seconds from 0 to 3600',
  (value) => typeof value === 'number' && value >= 0 && value <= 3600,
);

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
    return await presentChallenge(this, session, (presentation) => this.#outcome(context, risk, presentation));
  }

  async #outcome(context: ActionContext, risk: RiskAssessment, presentation: Presentation): Promise<Outcome> {
    const phrase = isGrave(risk) ? confirmationPhrase(context) : undefined;
    const answer = await presentation.ask(this.#question(context, risk, phrase));
    if (answer.status !== 'answered') return unanswered(answer.status);
    return isYes(answer.value, phrase) ? passed() : denied(reasonOf(answer.value));
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

/**
 * What a person types to approve this call and no other: its name and its target as they stand on the screen, or the start
 * of its fingerprint where no argument is short and plain enough to be typed. Always two words, so it is never a `no`.
 *
 * @example confirmationPhrase(context) // 'delete_records table_a', 'delete_all 3f2a'
 */
function confirmationPhrase(context: ActionContext): string {
  const name = TYPEABLE_NAME.test(context.functionName) ? context.functionName : 'run';
  return `${name} ${targetOf(context) ?? context.digest.slice(0, 4)}`;
}

/** The first argument that can be typed, as it is shown: what is redacted there is redacted here. */
function targetOf(context: ActionContext): string | undefined {
  return describeArguments(context)
    .filter(({ type }) => TARGETS.has(type))
    .map(({ text }) => (text.startsWith('"') ? text.slice(1, -1) : text))
    .find((text) => TYPEABLE_TARGET.test(text));
}

const TARGETS: ReadonlySet<string> = new Set(['string', 'number', 'bigint']);
const TYPEABLE_NAME = /^[\w.:/-]{1,40}$/;
const TYPEABLE_TARGET = /^[\w.:/@-]{1,24}$/;

const RULES = { reviewSeconds: REVIEW_SECONDS_RULE, timeoutSeconds: option.seconds };
