import type { Clock, Deadline } from '@attesta/core';
import { deadlineIn, remaining, type WaitBounds, within } from '@attesta/core/authoring';

/** Well within the second that the gate leaves to a challenge whose time is over. */
const CLOSING_SECONDS = 0.5;

/** The earlier of two deadlines, on each clock. */
export function earlier(a: Deadline, b: Deadline): Deadline {
  return { wall: Math.min(a.wall, b.wall), monotonic: Math.min(a.monotonic, b.monotonic) };
}

/** The point in time `seconds` before a deadline. */
export function before({ wall, monotonic }: Deadline, seconds: number): Deadline {
  return { wall: wall - seconds * 1000, monotonic: monotonic - seconds * 1000 };
}

/** The bounds of the work that remains once the time is over. */
export function closingBounds(clock: Clock): WaitBounds {
  return { clock, deadline: deadlineIn(clock, CLOSING_SECONDS) };
}

/** Whether the time has passed or the caller has given up. */
export function isOver({ clock, deadline, signal }: WaitBounds): boolean {
  return signal?.aborted === true || remaining(clock, deadline) <= 0;
}

/** Waits until `time`, or until it is over. Keeps no timer for longer than `within` does. */
export async function pauseUntil(time: Deadline, bounds: WaitBounds): Promise<void> {
  await within(() => new Promise<never>(() => {}), { ...bounds, deadline: earlier(time, bounds.deadline) });
}
