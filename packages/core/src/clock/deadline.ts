import type { Clock, Deadline } from '../ports/clock.js';

/** The point in time `seconds` from now, on both clocks. */
export function deadlineIn(clock: Clock, seconds: number): Deadline {
  const ms = seconds * 1000;
  return { wall: clock.wall() + ms, monotonic: clock.monotonic() + ms };
}

/**
 * Milliseconds until the first of the two clocks reaches the deadline; 0 or less when it has passed, and when a clock fails:
 * then nobody knows the time.
 */
export function remaining(clock: Clock, deadline: Deadline): number {
  try {
    return Math.min(deadline.wall - clock.wall(), deadline.monotonic - clock.monotonic()) || 0;
  } catch {
    return 0;
  }
}
