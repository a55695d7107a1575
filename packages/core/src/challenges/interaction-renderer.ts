import type { ActionContext } from '../action-context.js';
import type { ApprovalResult } from '../approval-result.js';
import { createChallengeResult, type PartialChallengeResult } from '../challenge-result.js';
import { ChallengeType } from '../challenge-type.js';
import { quietly } from '../gate/quietly.js';
import { option, readOptions } from '../options.js';
import type { ChallengeSession, Operator } from '../ports/challenge-session.js';
import type { Interaction } from '../ports/interaction.js';
import type { OpenOptions, Renderer, Screen } from '../ports/renderer.js';
import type { RiskAssessment } from '../risk-assessment.js';
import { ConfirmChallenge } from './confirm-challenge.js';
import { InteractionScreen, type ScreenBase } from './interaction-screen.js';
import { QuizChallenge } from './quiz/quiz-challenge.js';
import { Turns } from './turns.js';

/** Options of `InteractionRenderer`. */
export interface InteractionRendererOptions {
  /** The human at the interaction. Default: nobody vouches for one. */
  readonly operator?: Operator | undefined;
}

/**
 * A whole renderer over an `Interaction`: one prompt at a time, the action shown before its first question, the built-in
 * challenge for each type. Override `renderChallenge` to put your own challenge in the place of a type.
 *
 * @example
 * class TOTPRenderer extends InteractionRenderer {
 *   override renderChallenge(context, risk, type, session) {
 *     if (type === ChallengeType.MULTI_PARTY) return totp.present(context, risk, session);
 *     return super.renderChallenge(context, risk, type, session);
 *   }
 * }
 */
export class InteractionRenderer implements Renderer {
  /** What it renders on. To ask on it outside of an action, as an enrolment does, see that no action is being asked about. */
  readonly interaction: Interaction;
  readonly operator: Operator | undefined;
  readonly #base: ScreenBase;

  constructor(interaction: Interaction, options?: InteractionRendererOptions) {
    const given = readOptions<InteractionRendererOptions>('InteractionRenderer', options, RULES);
    this.interaction = interaction;
    this.operator = given.operator && Object.freeze({ ...given.operator });
    this.#base = { interaction, operator: this.operator, turns: new Turns() };
  }

  async open(context: ActionContext, risk: RiskAssessment, options: OpenOptions): Promise<Screen> {
    return new InteractionScreen(this.#base, context, risk, options);
  }

  async renderChallenge(
    context: ActionContext,
    risk: RiskAssessment,
    challengeType: ChallengeType,
    session: ChallengeSession,
  ): Promise<PartialChallengeResult> {
    if (challengeType === ChallengeType.CONFIRM) return await CONFIRM.present(context, risk, session);
    if (challengeType === ChallengeType.QUIZ) return await QUIZ.present(context, risk, session);
    return createChallengeResult({ passed: false, challengeType, details: { reason: missing(challengeType, risk) } });
  }

  renderDecision({ verdict, context, reason, reviewTimeSeconds }: ApprovalResult): void {
    // Who answered and failed is told only that: why would help the next guess.
    const why = reason === undefined || reviewTimeSeconds !== undefined ? '' : ` (${reason})`;
    quietly(() => this.interaction.show({ kind: 'message', text: `${verdict}: ${context.functionName}${why}` }));
  }
}

function missing(type: ChallengeType, { level }: RiskAssessment): string {
  return `there is no built-in challenge for ${type}: put one into the challengeMap under ${level}`;
}

const CONFIRM = new ConfirmChallenge();
const QUIZ = new QuizChallenge();

const RULES = {
  operator: {
    allowed: 'an object whose id is a text of 1 to 256 characters',
    accepts: (value: unknown) =>
      typeof value === 'object' && value !== null && 'id' in value && option.id.accepts(value.id),
  },
};
