import { type ApprovalRequest, type Bounds, type Interaction, type NotificationService, within } from '@attesta/core';
import { forService, soon } from './bounds.js';
import { deliver, withdraw } from './delivery.js';
import { lineTo, type Pace } from './line.js';
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
} from './outcome.js';
import type { Responses } from './responses.js';
import type { Round } from './round.js';
import { showWaiting } from './waiting-notice.js';

/** By what a manager is asked. */
export interface Means {
  readonly service: NotificationService;
  readonly interaction: Interaction | undefined;
  readonly pace: Pace;
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
  bounds: Bounds,
): Promise<Outcome> {
  const { service } = means;
  const { clock } = bounds;
  if (round.expiredId !== undefined) await withdraw(service, round.expiredId, NO_RESPONSE, clock);
  const heard = await sendAndListen(request, responses, means, bounds).catch(() => denial(FAILED));
  const outcome = heard.verdict === 'approved' ? await spend(heard, round, bounds) : heard;
  if (outcome.verdict === 'approved') return outcome;
  const isDecided = outcome.responder === request.managerId;
  await Promise.all([
    within(() => round.close(), soon(clock)),
    isDecided ? undefined : withdraw(service, request.requestId, outcome.reason ?? '', clock),
  ]);
  return outcome;
}

/** Takes an approval for this presentation, which whoever comes second does not get. */
async function spend(approval: Outcome, round: Round, bounds: Bounds): Promise<Outcome> {
  const closed = await within(() => round.close(), forService(bounds));
  if (closed.status !== 'fulfilled') return undecided(bounds, STATE_UNAVAILABLE);
  return closed.value ? approval : { ...approval, verdict: 'denied', reason: APPROVAL_USED };
}

async function sendAndListen(
  request: ApprovalRequest,
  responses: Responses,
  { service, interaction, pace }: Means,
  bounds: Bounds,
): Promise<Outcome> {
  const sent = await deliver(service, request, bounds, pace.backOff);
  if (sent.status !== 'fulfilled') return undecided(bounds, NOTIFIER_UNAVAILABLE);
  showWaiting(interaction, request, bounds.deadline, sent.value);
  const line = lineTo(service, request.requestId, pace, bounds);
  return await listen(line, (response) => responses.judge(response), bounds);
}
