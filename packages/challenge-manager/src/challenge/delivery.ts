import type { ApprovalRequest, Clock, NotificationService } from '@attesta/core';
import { callDependency, deadlineIn, type Settled, type WaitBounds } from '@attesta/core/authoring';
import { approvalMessage } from './approval-request.js';
import { closingBounds, pauseUntil } from './deadlines.js';
import type { BackOff } from './pace.js';

/**
 * Sends a request, and again under the same id while that fails. Resolves to how the last attempt ended; once the time is
 * over no attempt is begun.
 */
export async function deliver(
  service: NotificationService,
  request: ApprovalRequest,
  bounds: WaitBounds,
  backOff: BackOff,
): Promise<Settled<unknown>> {
  const { managerId, requestId } = request;
  const message = approvalMessage(request);
  for (let failures = 1; ; failures += 1) {
    const sent = await callDependency(bounds, () => service.send(managerId, message, requestId, request));
    if (sent.status === 'fulfilled' || failures === MOST_ATTEMPTS) return sent;
    await pauseUntil(deadlineIn(bounds.clock, backOff(failures, FIRST_BACK_OFF_SECONDS)), bounds);
  }
}

/** Reports to the service that the request is not waited for any more. Its result changes nothing. */
export async function withdraw(
  service: NotificationService,
  requestId: string,
  reason: string,
  clock: Clock,
): Promise<void> {
  await callDependency(closingBounds(clock), () => service.withdraw?.(requestId, reason));
}

/** About a minute and a half of trying: the operator should know of a service that is down for longer. */
const MOST_ATTEMPTS = 8;
const FIRST_BACK_OFF_SECONDS = 1;
