import { deadlineIn } from '../clock/deadline.js';
import { type Settled, within } from '../clock/within.js';
import type { Clock } from '../ports/clock.js';

/** After so long a dependency that is no person counts as hanging. */
const LONGEST_SECONDS = 10;

/** Calls a dependency and waits for it no longer than a dependency may take, or than `seconds`. Never rejects. */
export function ask<T>(
  clock: Clock,
  work: () => T | PromiseLike<T>,
  seconds: number = LONGEST_SECONDS,
  signal?: AbortSignal,
): Promise<Settled<T>> {
  return within(work, { clock, deadline: deadlineIn(clock, Math.min(seconds, LONGEST_SECONDS)), signal });
}
