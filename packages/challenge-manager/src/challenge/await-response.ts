import type { NotificationService } from '@attesta/core';
import {
  callDependency,
  deadlineIn,
  type Outcome,
  remaining,
  type Settled,
  type WaitBounds,
  within,
} from '@attesta/core/authoring';
import { before, earlier, isOver, pauseUntil } from './deadlines.js';
import type { PollingPace } from './pace.js';
import { NO_RESPONSE, NOTIFIER_UNAVAILABLE, undecided } from './reasons.js';
import type { Responses } from './responses.js';

/** Waits until a response to the request decides it, or until the time is over. */
export async function awaitResponse(
  { service, pace }: { readonly service: NotificationService; readonly pace: PollingPace },
  requestId: string,
  responses: Responses,
  bounds: WaitBounds,
): Promise<Outcome> {
  const source = sourceOf(service, requestId, pace, bounds);
  for (let failures = 0; ; ) {
    const looked = await source.look();
    failures = looked.status === 'fulfilled' ? 0 : failures + 1;
    const outcome = looked.status === 'fulfilled' ? responses.judge(looked.value) : undefined;
    if (outcome !== undefined) return outcome;
    await source.rest(failures);
    if (isOver(bounds)) return undecided(bounds, failures === 0 ? NO_RESPONSE : NOTIFIER_UNAVAILABLE);
  }
}

/** The way by which a response comes. */
interface ResponseSource {
  /** Looks once. Silence is fulfilled without a value. */
  look(): Promise<Settled<unknown>>;
  /** Waits until the next look, after so many failed ones in a row. */
  rest(failures: number): Promise<void>;
}

/** The service's own push where it has one, else polling. */
function sourceOf(
  service: NotificationService,
  requestId: string,
  pace: PollingPace,
  bounds: WaitBounds,
): ResponseSource {
  return typeof service.waitForResponse === 'function'
    ? pushed((signal) => service.waitForResponse?.(requestId, { signal }), pace, bounds)
    : polled(() => service.checkResponse(requestId), pace, bounds);
}

/**
 * Looks at intervals, and a last time one second before the deadline, so that an answer given at the end has time to be
 * fetched. A look that is under way by then is dropped in its favour. (Sooner before the deadline than that where the
 * interval, or half of all the time there is, is shorter.)
 */
function polled(check: () => unknown, { intervalSeconds, backOff }: PollingPace, bounds: WaitBounds): ResponseSource {
  const { clock, deadline } = bounds;
  const lastLook = before(deadline, Math.min(LAST_LOOK_SECONDS, intervalSeconds, remaining(clock, deadline) / 2000));
  let isLast = false;
  return {
    look() {
      isLast = remaining(clock, lastLook) <= 0;
      return callDependency(isLast ? bounds : { ...bounds, deadline: lastLook }, check);
    },
    rest(failures) {
      const next = deadlineIn(clock, intervalSeconds + backOff(failures, intervalSeconds));
      return pauseUntil(isLast ? deadline : earlier(next, lastLook), bounds);
    },
  };
}

/** Waits for as long as it may. The signal ends the wait at the service's end too. */
function pushed(
  wait: (signal: AbortSignal) => unknown,
  { intervalSeconds, backOff }: PollingPace,
  bounds: WaitBounds,
): ResponseSource {
  return {
    async look() {
      const controller = new AbortController();
      const waited = await within(() => wait(controller.signal), bounds);
      controller.abort(new Error('The challenge does not wait for this response any more.'));
      const hasEnded = waited.status === 'fulfilled' || waited.status === 'rejected';
      return hasEnded ? waited : { status: 'fulfilled', value: null };
    },
    rest(failures) {
      return pauseUntil(deadlineIn(bounds.clock, intervalSeconds + backOff(failures, intervalSeconds)), bounds);
    },
  };
}

const LAST_LOOK_SECONDS = 1;
