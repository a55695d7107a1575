import type { ActionContext } from '../action-context.js';
import { type ChallengeResult, createChallengeResult, type PartialChallengeResult } from '../challenge-result.js';
import { ChallengeType } from '../challenge-type.js';
import { deadlineIn } from '../clock/deadline.js';
import { within } from '../clock/within.js';
import type { ChallengeSession, Operator } from '../ports/challenge-session.js';
import { readChallengeResult } from '../read-challenge-result.js';
import type { RiskAssessment } from '../risk-assessment.js';
import type { Refusal } from '../verdict.js';
import type { Selection } from './challenge-map.js';
import type { Presented } from './finding.js';
import type { Policy } from './gate-options.js';
import { GuardedInteraction } from './guarded-interaction.js';
import { Lifetime } from './lifetime.js';
import { closeScreen, openScreen } from './open-screen.js';

/**
 * Step 4: the only one that talks to a person. Never throws, and ends at the deadline or the abort whatever the challenge
 * does: a challenge that then has its own denial ready within a second is heard, a pass is not.
 */
export async function present(
  policy: Policy,
  context: ActionContext,
  risk: RiskAssessment,
  selection: Selection,
  abort: AbortSignal | undefined,
): Promise<Presented> {
  const { clock, state } = policy;
  const deadline = deadlineIn(clock, selection.timeoutSeconds ?? policy.timeoutSeconds);
  const lifetime = new Lifetime();
  let shownAt: number | undefined;
  const onShown = (): void => {
    shownAt ??= clock.monotonic();
  };
  const screen = await openScreen(policy, context, risk, { lifetime, deadline, abort, onShown });
  if (screen === undefined) {
    lifetime.end(new Error('The screen could not be opened.'));
    return found(
      selection,
      denial(selection, abort?.aborted ? 'cancelled' : 'denied', 'the renderer could not open a screen'),
    );
  }
  const interaction = new GuardedInteraction(screen.interaction, clock, lifetime);
  const { operator } = screen;
  const session: ChallengeSession = Object.freeze({
    interaction,
    operator,
    deadline,
    clock,
    state,
    get signal() {
      return lifetime.signal;
    },
  });
  const result = await resultInTime(policy, selection, lifetime, session, abort, () =>
    start(policy, context, risk, selection, session),
  );
  closeScreen(screen);
  const { answeredAt } = interaction;
  const reviewTimeSeconds =
    shownAt === undefined || answeredAt === undefined ? undefined : (answeredAt - shownAt) / 1000;
  return found(selection, attributed(result, operator), operator, reviewTimeSeconds);
}

/** Begins the challenge: one of your own, or the renderer's for a type. */
function start(
  { renderer }: Policy,
  context: ActionContext,
  risk: RiskAssessment,
  { challenge, required }: Selection,
  session: ChallengeSession,
): Promise<PartialChallengeResult> | undefined {
  if (challenge !== undefined) return challenge.present(context, risk, session);
  return renderer?.renderChallenge(context, risk, required.type, session);
}

async function resultInTime(
  { clock }: Policy,
  selection: Selection,
  lifetime: Lifetime,
  { deadline }: ChallengeSession,
  abort: AbortSignal | undefined,
  begin: () => Promise<PartialChallengeResult> | undefined,
): Promise<ChallengeResult> {
  let presenting: Promise<ChallengeResult> = Promise.resolve(denial(selection, 'cancelled', 'cancelled'));
  const settled = await within(
    () => {
      presenting = believed(selection, begin);
      return presenting;
    },
    { clock, deadline, signal: abort },
  );
  lifetime.end(new Error('The presentation is over.'));
  if (settled.status === 'fulfilled') return settled.value;
  const verdict = settled.status === 'timed_out' ? 'timed_out' : 'cancelled';
  const late = await within(() => presenting, { clock, deadline: deadlineIn(clock, GRACE_SECONDS) });
  if (late.status === 'fulfilled' && !late.value.passed) return createChallengeResult({ ...late.value, verdict });
  return denial(selection, verdict, verdict === 'timed_out' ? 'nobody answered in time' : 'cancelled by the caller');
}

/** What the challenge returned, as far as it can be believed. Never rejects. */
async function believed(
  selection: Selection,
  begin: () => Promise<PartialChallengeResult> | undefined,
): Promise<ChallengeResult> {
  try {
    const returned = begin();
    if (typeof returned?.then !== 'function') return denial(selection, 'denied', 'the challenge returned no promise');
    const read = readChallengeResult(await returned);
    if ('fault' in read) return denial(selection, 'denied', `the challenge returned no valid result: ${read.fault}`);
    if (
      read.result.challengeType === ChallengeType.AUTO_APPROVE &&
      selection.required.type !== ChallengeType.AUTO_APPROVE
    ) {
      return denial(selection, 'denied', 'the challenge returned no valid result: auto_approve asks nobody');
    }
    return read.result;
  } catch {
    return denial(selection, 'denied', 'the challenge failed');
  }
}

function denial({ required }: Selection, verdict: Refusal, reason: string): ChallengeResult {
  return createChallengeResult({ passed: false, challengeType: required.type, verdict, details: { reason } });
}

/** A pass without a responder is the operator's. */
function attributed(result: ChallengeResult, operator: Operator | undefined): ChallengeResult {
  if (!result.passed || result.responder !== undefined || operator === undefined) return result;
  const { verdict: _none, ...rest } = result;
  const approvers = result.approvers.length > 0 ? result.approvers : [operator.id];
  return createChallengeResult({ ...rest, responder: operator.id, approvers });
}

function found(
  { required }: Selection,
  result: ChallengeResult,
  operator?: Operator,
  reviewTimeSeconds?: number,
): Presented {
  const { challengeType: type } = result;
  const presented = type === required.type ? required : Object.freeze({ type, name: type });
  return { kind: 'presented', presented, result, operator, reviewTimeSeconds };
}

/** How long a challenge may take to end itself once its time is over. */
const GRACE_SECONDS = 1;
