import type { ActionContext } from '../action/action-context.js';
import { deadlineIn } from '../clock/within.js';
import { type ChallengeResult, createChallengeResult } from '../decision/challenge-result.js';
import type { ChallengeSession, Operator } from '../ports/challenge-session.js';
import { collectFaults, type Fault } from '../presentation/faults.js';
import { GuardedInteraction, Lifetime } from '../presentation/guarded-interaction.js';
import { closeScreen, openScreen } from '../presentation/open-screen.js';
import { type Begin, GIVEN_UP, notPassed, runChallenge } from '../presentation/run-challenge.js';
import type { RiskAssessment } from '../risk/risk-assessment.js';
import type { Call } from './call-options.js';
import type { Selection } from './challenge-map.js';
import { type Denial, denial, type Presented } from './decide.js';
import type { Described } from './describe.js';
import type { ResolvedGateOptions } from './gate-options.js';
import { claimCall } from './spend.js';

/**
 * Step 4, and what comes before a person is troubled. Undefined where the level needs nobody: there is no promise then, and an
 * automatic approval costs little more than the call. Never throws or rejects.
 */
export function present(
  gate: ResolvedGateOptions,
  call: Call,
  { context, refusal }: Described,
  risk: RiskAssessment,
  selection: Selection,
): Presented | Denial | undefined | Promise<Presented | Denial | undefined> {
  if (refusal !== undefined) return refusal;
  if (selection.needsNobody && context.callId === undefined) return undefined;
  return claimAndPresent(gate, call, context, risk, selection).catch((cause: unknown) =>
    denial('unavailable', 'the gate failed', { part: 'gate', cause }),
  );
}

async function claimAndPresent(
  gate: ResolvedGateOptions,
  { signal }: Call,
  context: ActionContext,
  risk: RiskAssessment,
  selection: Selection,
): Promise<Presented | Denial | undefined> {
  if (signal?.aborted) return denial('cancelled', GIVEN_UP);
  const refusal = context.callId === undefined ? undefined : await claimCall(gate, context);
  if (refusal !== undefined || selection.needsNobody) return refusal;
  // Nobody is asked about what cannot be shown without its secrets: this throws.
  Reflect.get(context, 'redactedArgs');
  return await presentTo(gate, context, risk, selection, signal);
}

/** Presents the challenge. Ends at the deadline or the abort, whatever the challenge does. */
async function presentTo(
  gate: ResolvedGateOptions,
  context: ActionContext,
  risk: RiskAssessment,
  selection: Selection,
  abort: AbortSignal | undefined,
): Promise<Presented> {
  const { clock, state, renderer } = gate;
  const { required, challenge } = selection;
  const { type } = required;
  if (challenge === undefined && renderer === undefined) {
    return found(selection, notPassed(required, 'denied', `no renderer: nobody can be asked for ${type}`));
  }

  const lifetime = new Lifetime();
  const faults: Fault[] = [];
  collectFaults(lifetime, faults);
  const deadline = deadlineIn(clock, selection.timeoutSeconds ?? gate.timeoutSeconds);
  let shownAt: number | undefined;
  const onShown = (): void => {
    shownAt ??= clock.monotonic();
  };
  const screen = await openScreen(gate, context, risk, { lifetime, deadline, abort, onShown });
  if (screen === undefined) {
    lifetime.end();
    if (abort?.aborted) return found(selection, notPassed(required, 'cancelled', GIVEN_UP), abort);
    return { ...found(selection, notPassed(required, 'denied', 'no screen opened')), faults };
  }

  const interaction = new GuardedInteraction(screen.interaction, clock, lifetime);
  const { operator } = screen;
  const { signal } = lifetime;
  const session: ChallengeSession = Object.freeze({ interaction, operator, deadline, clock, state, signal });
  const begin: Begin = () =>
    challenge === undefined
      ? renderer?.renderChallenge(context, risk, type, session)
      : challenge.present(context, risk, session);
  const end = (): void => lifetime.end();
  const result = await runChallenge({ required, session, clock, deadline, abort, end }, begin);
  closeScreen(screen);
  const reviewTimeSeconds = secondsBetween(shownAt, interaction.answeredAt);
  return {
    ...found(selection, attributed(result, operator), abort),
    operator,
    reviewTimeSeconds,
    asked: interaction.asked,
    faults,
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
  return {
    kind: 'presented',
    presented,
    code,
    result,
    operator: undefined,
    reviewTimeSeconds: undefined,
    asked: [],
    faults: [],
  };
}
