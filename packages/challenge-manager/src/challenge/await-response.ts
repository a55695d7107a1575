import type { NotificationService } from '@attesta/core';
import { deadlineIn, remaining, type Settled, type WaitBounds, within } from '@attesta/core/authoring';
import type { BackOff } from './back-off.js';
import { before, earlier, forService, pauseUntil } from './deadlines.js';

/** The way by which an answer comes. */
export interface Line {
  /** Looks once. Silence is fulfilled without a value. */
  look(): Promise<Settled<unknown>>;
  /** Waits until the next look, after so many failed ones in a row. */
  rest(failures: number): Promise<void>;
}

/** How often a service is asked. */
export interface Pace {
  readonly intervalSeconds: number;
  readonly backOff: BackOff;
}

/** The service's own push where it has one, else polling. */
export function lineTo(service: NotificationService, requestId: string, pace: Pace, bounds: WaitBounds): Line {
  return typeof service.waitForResponse === 'function'
    ? pushed((signal) => service.waitForResponse?.(requestId, { signal }), pace, bounds)
    : polled(() => service.checkResponse(requestId), pace, bounds);
}

/**
 * Looks at intervals, and a last time one second before the deadline, so that an answer given at the end has time to be
 * fetched. A look that is under way by then is dropped in its favour. (Sooner before the deadline than that where the
 * interval, or half of all the time there is, is shorter.)
 */
function polled(check: () => unknown, { intervalSeconds, backOff }: Pace, bounds: WaitBounds): Line {
  const { clock, deadline } = bounds;
  const lastLook = before(deadline, Math.min(LAST_LOOK_SECONDS, intervalSeconds, remaining(clock, deadline) / 2000));
  let isLast = false;
  return {
    look() {
      isLast = remaining(clock, lastLook) <= 0;
      return within(check, forService(isLast ? bounds : { ...bounds, deadline: lastLook }));
    },
    rest(failures) {
      const next = deadlineIn(clock, intervalSeconds + backOff(failures, intervalSeconds));
      return pauseUntil(isLast ? deadline : earlier(next, lastLook), bounds);
    },
  };
}

/** Waits for as long as it may. The signal ends the wait at the service's end too. */
function pushed(wait: (signal: AbortSignal) => unknown, { intervalSeconds, backOff }: Pace, bounds: WaitBounds): Line {
  return {
    async look() {
      const controller = new AbortController();
      const waited = await within(() => wait(controller.signal), bounds);
      controller.abort(new Error('Nobody waits for this answer any more.'));
      const hasEnded = waited.status === 'fulfilled' || waited.status === 'rejected';
      return hasEnded ? waited : { status: 'fulfilled', value: null };
    },
    rest(failures) {
      return pauseUntil(deadlineIn(bounds.clock, intervalSeconds + backOff(failures, intervalSeconds)), bounds);
    },
  };
}

const LAST_LOOK_SECONDS = 1;
