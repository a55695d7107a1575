import type { ActionContext, ApprovalRequest, Deadline, Interaction, NotificationService } from '@attesta/core';
import { deadlineIn, denied, type Outcome, type WaitBounds } from '@attesta/core/authoring';
import type { ApprovalRound } from './approval-round.js';
import { awaitResponse } from './await-response.js';
import { closingBounds, earlier, isOver } from './deadlines.js';
import { deliver, withdraw } from './delivery.js';
import { type ManagerResolver, revocation } from './manager.js';
import type { PollingPace } from './pace.js';
import { APPROVAL_USED, FAILED, NO_RESPONSE, NOTIFIER_UNAVAILABLE, STATE_UNAVAILABLE, undecided } from './reasons.js';
import type { Responses } from './responses.js';
import { type Receipt, readReceipt, showMessage, showWaiting } from './waiting-notice.js';

/** One request, and the place where its operator waits. */
export interface ManagerQuestion {
  readonly context: ActionContext;
  readonly request: ApprovalRequest;
  readonly round: ApprovalRound;
  readonly responses: Responses;
  readonly interaction: Interaction;
}

/** The application's parts by which a manager is found and reached. */
export interface ManagerDependencies {
  readonly service: NotificationService;
  readonly resolver: ManagerResolver;
  readonly pace: PollingPace;
}

/**
 * Sends a request and waits for its outcome. However that ends, its round is closed: an approval counts only once it is, the
 * rest does not depend on it. A request that its manager did not decide is withdrawn.
 */
export async function askManager(
  question: ManagerQuestion,
  dependencies: ManagerDependencies,
  bounds: WaitBounds,
): Promise<Outcome> {
  const { request, round } = question;
  const { service } = dependencies;
  const { clock } = bounds;
  if (round.expiredId !== undefined) await withdraw(service, round.expiredId, NO_RESPONSE, clock);
  const answer = await sendAndAwait(question, dependencies, bounds).catch(() => denied(FAILED));
  const outcome = answer.passed ? await takeOver(answer, question, dependencies, bounds) : answer;
  if (outcome.passed) return outcome;
  const isDecided = outcome.responder === request.managerId;
  await Promise.all([
    round.close(closingBounds(clock)),
    isDecided ? undefined : withdraw(service, request.requestId, outcome.reason ?? '', clock),
  ]);
  return outcome;
}

/** Takes an approval for this presentation alone, if its manager is still responsible. */
async function takeOver(
  approval: Outcome,
  { context, request: { managerId }, round }: ManagerQuestion,
  { resolver }: ManagerDependencies,
  bounds: WaitBounds,
): Promise<Outcome> {
  const revoked = await revocation(resolver, context, managerId, bounds);
  if (revoked !== undefined) return revoked;
  const closed = await round.close(bounds);
  if (closed.status !== 'fulfilled') return undecided(bounds, STATE_UNAVAILABLE);
  return closed.value ? approval : { ...approval, ...denied(APPROVAL_USED) };
}

/** Sends, and again each time that the number on the operator's screen expires; awaits the response meanwhile. */
async function sendAndAwait(
  { request, responses, interaction }: ManagerQuestion,
  { service, pace }: ManagerDependencies,
  bounds: WaitBounds,
): Promise<Outcome> {
  for (let times = 0; ; times += 1) {
    const sent = await deliver(service, request, bounds, pace.backOff);
    if (sent.status !== 'fulfilled') return undecided(bounds, NOTIFIER_UNAVAILABLE);
    const receipt = readReceipt(sent.value);
    if (receipt.refused !== undefined) return denied(receipt.refused);
    if (times === 0) showWaiting(interaction, request, bounds.deadline);
    showMessage(interaction, receipt);
    const valid = { ...bounds, deadline: validUntil(receipt, bounds) };
    const outcome = await awaitResponse({ service, pace }, request.requestId, responses, valid);
    if (outcome.verdict !== 'timed_out' || isOver(bounds)) return outcome;
  }
}

function validUntil({ validSeconds }: Receipt, { clock, deadline }: WaitBounds): Deadline {
  return validSeconds === undefined ? deadline : earlier(deadline, deadlineIn(clock, validSeconds));
}
