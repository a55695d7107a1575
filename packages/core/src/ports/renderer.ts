import type { ActionContext } from '../action/action-context.js';
import type { PartialChallengeResult } from '../decision/challenge-result.js';
import type { Decision } from '../decision/decision.js';
import type { ChallengeType } from '../decision/enumerations.js';
import type { RiskAssessment } from '../risk/risk-assessment.js';
import type { ChallengeSession, Operator } from './challenge-session.js';
import type { Deadline } from './clock.js';
import type { Interaction } from './interaction.js';

/**
 * Where people meet the gate. `InteractionRenderer` implements all of it over an `Interaction`, so a renderer package
 * usually writes only that; applications subclass it and override `renderChallenge` to put their own challenge in
 * the place of a type.
 */
export interface Renderer {
  /**
   * Called by the gate before a challenge. It does not wait for the screen: the first `ask` on the returned
   * interaction takes the screen's turn and shows the whole action, `show` needs no turn. A rejection, or no answer within
   * 10 seconds, denies.
   */
  open(context: ActionContext, risk: RiskAssessment, options: OpenOptions): Promise<Screen>;
  /**
   * Called by the gate when the challenge map names a type instead of a challenge. The same duties as
   * `ChallengeProtocol.present`. The result may be of another type; the record then names both.
   */
  renderChallenge(
    context: ActionContext,
    risk: RiskAssessment,
    challengeType: ChallengeType,
    session: ChallengeSession,
  ): Promise<PartialChallengeResult>;
  /** Told of every decision, automatic ones too. Not waited for; its errors are ignored. */
  renderDecision(decision: Decision): void | Promise<void>;
}

/** How long a screen may be used. */
export interface OpenOptions {
  readonly signal: AbortSignal;
  readonly deadline: Deadline;
  /** To be called once the whole action stands on the screen: the person's time starts then. */
  readonly onShown: () => void;
}

/** One action's place on a renderer. */
export interface Screen {
  readonly interaction: Interaction;
  /** The human there, where the renderer can vouch for one. */
  readonly operator?: Operator | undefined;
  /** Called once by the gate. Gives the turn on once a pending `ask` has settled. */
  close(): void;
}
