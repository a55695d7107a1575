import type { ApprovalRequest, Bounds, Interaction, NotificationService } from '@attesta/core';
import { deliver, withdraw } from './delivery.js';
import { lineTo, type Pace } from './line.js';
import { listen } from './listen.js';
import { denial, FAILED, NOTIFIER_UNAVAILABLE, type Outcome, undecided } from './outcome.js';
import type { Responses } from './responses.js';
import { showWaiting } from './waiting-notice.js';

/** By what a manager is asked. */
export interface Means {
  readonly service: NotificationService;
  readonly interaction: Interaction | undefined;
  readonly pace: Pace;
}

/** Sends a request and waits for what comes of it. What its manager did not decide is withdrawn. */
export async function askManager(
  request: ApprovalRequest,
  responses: Responses,
  means: Means,
  bounds: Bounds,
): Promise<Outcome> {
  let outcome = denial(FAILED);
  try {
    outcome = await sendAndListen(request, responses, means, bounds);
    return outcome;
  } finally {
    const { reason = '', responder } = outcome;
    const isDecided = responder === request.managerId;
    if (!isDecided) await withdraw(means.service, request.requestId, reason, bounds.clock);
  }
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
