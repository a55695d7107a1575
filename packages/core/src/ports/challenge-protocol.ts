import type { ActionContext } from '../action/action-context.js';
import type { PartialChallengeResult } from '../decision/challenge-result.js';
import { type ChallengeType, isChallengeType } from '../decision/enumerations.js';
import type { RiskAssessment } from '../risk/risk-assessment.js';
import type { ChallengeSession } from './challenge-session.js';

/**
 * A way for a human to show that a call should run. Written by challenge packages, called by the gate (or by a renderer
 * that overrides `renderChallenge`).
 *
 * `present` is called once for each action, never with the raw arguments, and several may run at once on one
 * instance. It returns a promise and keeps it: a refusal, a fault or a timeout is a result with `passed: false` and a
 * `details.reason`, not an exception. Whatever else it does (throws, hangs past the deadline, returns something that is
 * not a result) the gate counts as a denial.
 *
 * @example
 * class ChangeTicket implements ChallengeProtocol {
 *   readonly challengeType = ChallengeType.CONFIRM;
 *   readonly name = 'change-ticket';
 *   async present(context, risk, session) {
 *     const answer = await session.interaction.ask({ kind: 'text', id: 'ticket', prompt: 'Ticket?' }, session);
 *     const passed = answer.status === 'answered' && (await isOpen(answer.value));
 *     return passed ? { passed, challengeType: this.challengeType } : deny('no open ticket');
 *   }
 * }
 */
export interface ChallengeProtocol {
  /** Which of the five types it stands for. `auto_approve` is not for challenges: its passes are refused. */
  readonly challengeType: ChallengeType;
  /** What it is, for records and screens: `totp`. Default: its type. */
  readonly name?: string;
  /** Seconds until a presentation ends as timed out. Default: the gate's. */
  readonly timeoutSeconds?: number;
  present(context: ActionContext, risk: RiskAssessment, session: ChallengeSession): Promise<PartialChallengeResult>;
}

/** Whether `value` has the two members of a challenge. It says nothing about how well it behaves. */
export function isChallenge(value: unknown): value is ChallengeProtocol {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'challengeType' in value &&
    isChallengeType(value.challengeType) &&
    'present' in value &&
    typeof value.present === 'function'
  );
}
