import { type Clock, createClock, systemClock } from '@attesta/core';

/** A wall clock that stands still; timers are real. */
export function fixedClock(now: number): Clock {
  return createClock({ wall: () => now, monotonic: systemClock.monotonic, after: systemClock.after });
}
