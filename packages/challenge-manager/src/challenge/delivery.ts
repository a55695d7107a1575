import type { ApprovalRequest, Clock, NotificationService } from '@attesta/core';
import { deadlineIn, type Settled, type WaitBounds, within } from '@attesta/core/authoring';
import { approvalMessage } from './approval-message.js';
import type { BackOff } from './back-off.js';
import { forService, pauseUntil, soon } from './deadlines.js';

/**
 * Sends a request, and again under the same id while that fails. Resolves to how the last attempt ended; once the time is
 * over none is begun any more.
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
    const sent = await within(() => service.send(managerId, message, requestId, request), forService(bounds));
    if (sent.status === 'fulfilled' || failures === MOST_ATTEMPTS) return sent;
    await pauseUntil(deadlineIn(bounds.clock, backOff(failures, FIRST_BACK_OFF_SECONDS)), bounds);
  }
}

/** Tells the service that nobody waits any more. What comes of it changes nothing, and it is soon no longer waited for. */
export async function withdraw(
  service: NotificationService,
  requestId: string,
  reason: string,
  clock: Clock,
): Promise<void> {
  await within(() => service.withdraw?.(requestId, reason), soon(clock));
}

/** About a minute and a half of trying: a service that is down for longer is worth telling the operator. */
const MOST_ATTEMPTS = 8;
const FIRST_BACK_OFF_SECONDS = 1;
