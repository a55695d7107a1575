import type { ApprovalRequest, Deadline, Interaction, NotificationService } from '@attesta/core';
import { deadlineIn, type WaitBounds, within } from '@attesta/core/authoring';
import { lineTo, type Pace } from './await-response.js';
import { earlier, forService, isOver, soon } from './deadlines.js';
import { deliver, withdraw } from './delivery.js';
import { listen } from './listen.js';
import {
  APPROVAL_USED,
  denial,
  FAILED,
  NO_RESPONSE,
  NOTIFIER_UNAVAILABLE,
  type Outcome,
  STATE_UNAVAILABLE,
  undecided,
} from './reasons.js';
import type { Responses } from './responses.js';
import type { Round } from './round.js';
import { type Receipt, readReceipt, showMessage, showWaiting } from './waiting-notice.js';

/** By what a manager is asked. */
export interface Means {
  readonly service: NotificationService;
  readonly interaction: Interaction | undefined;
  readonly pace: Pace;
  /** Why the manager is none any more, by the time an approval is taken over. */
  readonly revocation: (bounds: WaitBounds) => Promise<Outcome | undefined>;
}

/**
 * Sends a request and waits for what comes of it. However that ends, its round is closed: an approval counts only once it
 * is, the rest does not depend on it. What its manager did not decide is withdrawn.
 */
export async function askManager(
  request: ApprovalRequest,
  round: Round,
  responses: Responses,
  means: Means,
  bounds: WaitBounds,
): Promise<Outcome> {
  const { service } = means;
  const { clock } = bounds;
  if (round.expiredId !== undefined) await withdraw(service, round.expiredId, NO_RESPONSE, clock);
  const heard = await sendAndListen(request, responses, means, bounds).catch(() => denial(FAILED));
  const outcome = heard.verdict === 'approved' ? await takeOver(heard, round, means, bounds) : heard;
  if (outcome.verdict === 'approved') return outcome;
  const isDecided = outcome.responder === request.managerId;
  await Promise.all([
    within(() => round.close(), soon(clock)),
    isDecided ? undefined : withdraw(service, request.requestId, outcome.reason ?? '', clock),
  ]);
  return outcome;
}

/** Takes an approval for this presentation, which whoever comes second does not get; if it is the manager's still. */
async function takeOver(approval: Outcome, round: Round, { revocation }: Means, bounds: WaitBounds): Promise<Outcome> {
  const revoked = await revocation(bounds);
  if (revoked !== undefined) return revoked;
  const closed = await within(() => round.close(), forService(bounds));
  if (closed.status !== 'fulfilled') return undecided(bounds, STATE_UNAVAILABLE);
  return closed.value ? approval : { ...approval, verdict: 'denied', reason: APPROVAL_USED };
}

/** Sends, and again each time that what the operator sees holds no longer; listens meanwhile. */
async function sendAndListen(
  request: ApprovalRequest,
  responses: Responses,
  { service, interaction, pace }: Means,
  bounds: WaitBounds,
): Promise<Outcome> {
  for (let times = 0; ; times += 1) {
    const sent = await deliver(service, request, bounds, pace.backOff);
    if (sent.status !== 'fulfilled') return undecided(bounds, NOTIFIER_UNAVAILABLE);
    const receipt = readReceipt(sent.value);
    if (receipt.refused !== undefined) return denial(receipt.refused);
    if (times === 0) showWaiting(interaction, request, bounds.deadline);
    showMessage(interaction, receipt);
    const hearing = { ...bounds, deadline: validUntil(receipt, bounds) };
    const line = lineTo(service, request.requestId, pace, hearing);
    const outcome = await listen(line, (response) => responses.judge(response), hearing);
    if (outcome.verdict !== 'timed_out' || isOver(bounds)) return outcome;
  }
}

function validUntil({ validSeconds }: Receipt, { clock, deadline }: WaitBounds): Deadline {
  return validSeconds === undefined ? deadline : earlier(deadline, deadlineIn(clock, validSeconds));
}
