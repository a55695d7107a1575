import { InteractionRenderer } from '@attesta/challenges';
import type {
  ActionContext,
  ChallengeProtocol,
  ChallengeSession,
  ChallengeType,
  Interaction,
  Operator,
  PartialChallengeResult,
  RiskAssessment,
} from '@attesta/core';

/** Which challenge takes the place of which type. */
export type CustomChallenges = Readonly<Partial<Record<ChallengeType, ChallengeProtocol>>>;

/** The guide's last wiring: a renderer that puts challenges in the place of several types. */
export class CustomRenderer extends InteractionRenderer {
  readonly #custom: CustomChallenges;

  constructor(custom: CustomChallenges, interaction: Interaction, operator: Operator) {
    super(interaction, { operator });
    this.#custom = custom;
  }

  override async renderChallenge(
    context: ActionContext,
    risk: RiskAssessment,
    challengeType: ChallengeType,
    session: ChallengeSession,
  ): Promise<PartialChallengeResult> {
    const challenge = this.#custom[challengeType];
    if (challenge !== undefined) return await challenge.present(context, risk, session);
    return await super.renderChallenge(context, risk, challengeType, session);
  }
}
