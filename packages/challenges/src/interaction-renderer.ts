import {
  type ActionContext,
  type ChallengeProtocol,
  type ChallengeSession,
  ChallengeType,
  type Decision,
  type Interaction,
  type Operator,
  type PartialChallengeResult,
  type Renderer,
  type RiskAssessment,
} from '@attesta/core';
import {
  createChallengeResult,
  type OpenOptions,
  option,
  quietly,
  readOptions,
  rule,
  type Screen,
} from '@attesta/core/authoring';
import { ConfirmChallenge } from './confirm-challenge.js';
import { InteractionScreen, type ScreenBase, Turns } from './interaction-screen.js';
import { QuizChallenge } from './quiz/quiz-challenge.js';
import { TeachBackChallenge } from './teach-back/teach-back-challenge.js';

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
  /** What it renders on. To ask on it outside of an action, as an enrollment does, see that no action is being asked about. */
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
    const builtIn = BUILT_IN.get(challengeType);
    if (builtIn !== undefined) return await builtIn.present(context, risk, session);
    return createChallengeResult({ passed: false, challengeType, details: { reason: missing(challengeType, risk) } });
  }

  renderDecision({ verdict, context, reason, reviewTimeSeconds }: Decision): void {
    // Who answered and failed is told only that: why would help the next guess.
    const why = reason === undefined || reviewTimeSeconds !== undefined ? '' : ` (${reason})`;
    quietly(() => this.interaction.show({ kind: 'message', text: `${verdict}: ${context.functionName}${why}` }));
  }
}

function missing(type: ChallengeType, { level }: RiskAssessment): string {
  if (type !== ChallengeType.MULTI_PARTY)
    return `${type} asks nobody: put a challenge into the challengeMap under ${level}`;
  return `no approvers are configured: write challengeMap: { ${level}: new MultiPartyChallenge({ approvers: [{ id, prove }, { id, prove }] }) }`;
}

const BUILT_IN: ReadonlyMap<ChallengeType, ChallengeProtocol> = new Map(
  [new ConfirmChallenge(), new QuizChallenge(), new TeachBackChallenge()].map((each) => [each.challengeType, each]),
);

const RULES = {
  operator: rule(
    'an object whose id is a text of 1 to 256 characters',
    (value) => typeof value === 'object' && value !== null && 'id' in value && option.id.accepts(value.id),
  ),
};
