import type { ActionContext } from '../action/action-context.js';
import { deadlineIn } from '../clock/deadline.js';
import { type ChallengeResult, createChallengeResult } from '../decision/challenge-result.js';
import type { ChallengeSession, Operator } from '../ports/challenge-session.js';
import { GuardedInteraction } from '../presentation/guarded-interaction.js';
import { Lifetime } from '../presentation/lifetime.js';
import { closeScreen, openScreen } from '../presentation/open-screen.js';
import { type Begin, denial, hearChallenge } from '../presentation/run-challenge.js';
import type { RiskAssessment } from '../risk/risk-assessment.js';
import type { Selection } from './challenge-map.js';
import { GIVEN_UP, type Presented } from './finding.js';
import type { Policy } from './gate-options.js';

/** Step 4: the only one that talks to a person. Ends at the deadline or the abort, whatever the challenge does. */
export async function present(
  policy: Policy,
  context: ActionContext,
  risk: RiskAssessment,
  selection: Selection,
  abort: AbortSignal | undefined,
): Promise<Presented> {
  const { clock, state, renderer } = policy;
  const { required, challenge } = selection;
  const type = required.type;
  if (challenge === undefined && renderer === undefined) {
    return found(selection, denial(required, 'denied', `no renderer: nobody can be asked for ${type}`));
  }

  const lifetime = new Lifetime();
  const deadline = deadlineIn(clock, selection.timeoutSeconds ?? policy.timeoutSeconds);
  let shownAt: number | undefined;
  const onShown = (): void => {
    shownAt ??= clock.monotonic();
  };
  const screen = await openScreen(policy, context, risk, { lifetime, deadline, abort, onShown });
  if (screen === undefined) {
    lifetime.end();
    if (abort?.aborted) return found(selection, denial(required, 'cancelled', GIVEN_UP), abort);
    return found(selection, denial(required, 'denied', 'no screen opened'));
  }

  const interaction = new GuardedInteraction(screen.interaction, clock, lifetime);
  const { operator } = screen;
  const session: ChallengeSession = Object.freeze({
    interaction,
    operator,
    deadline,
    clock,
    state,
    signal: lifetime.signal,
  });
  const begin: Begin = () =>
    challenge === undefined
      ? renderer?.renderChallenge(context, risk, type, session)
      : challenge.present(context, risk, session);
  const result = await hearChallenge({ required, clock, deadline, lifetime, abort }, begin);
  closeScreen(screen);
  const reviewTimeSeconds = secondsBetween(shownAt, interaction.answeredAt);
  return {
    ...found(selection, attributed(result, operator), abort),
    operator,
    reviewTimeSeconds,
    asked: interaction.asked,
  };
}

/** A pass without a responder is the operator's. */
function attributed(result: ChallengeResult, operator: Operator | undefined): ChallengeResult {
  if (!result.passed || result.responder !== undefined || operator === undefined) return result;
  const approvers = result.approvers.length > 0 ? result.approvers : [operator.id];
  return createChallengeResult({ ...result, responder: operator.id, approvers });
}

function secondsBetween(start: number | undefined, end: number | undefined): number | undefined {
  return start === undefined || end === undefined ? undefined : (end - start) / 1000;
}

function found({ required }: Selection, result: ChallengeResult, abort?: AbortSignal): Presented {
  const { challengeType: type, verdict } = result;
  const presented = type === required.type ? required : Object.freeze({ type, name: type });
  const code = verdict === 'cancelled' && abort?.aborted ? 'cancelled' : 'denied';
  return { kind: 'presented', presented, code, result, operator: undefined, reviewTimeSeconds: undefined, asked: [] };
}
