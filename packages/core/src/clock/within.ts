import type { Clock, Deadline } from '../ports/clock.js';
import { ignoreRejection, quietly } from '../quietly.js';
import { remaining } from './deadline.js';

/** How bounded work ended. */
export type Settled<T> =
  | { readonly status: 'fulfilled'; readonly value: T }
  | { readonly status: 'rejected'; readonly reason: unknown }
  | { readonly status: 'timed_out' }
  | { readonly status: 'aborted' };

/** What bounds a piece of work. */
export interface Bounds {
  readonly clock: Clock;
  readonly deadline: Deadline;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Does `work` and waits for it until the deadline or an abort, whichever comes first. Never rejects, and leaves no timer
 * and no listener behind. A value that comes at or after the deadline, or after the abort, does not count; work whose
 * time is over already is not begun. What goes on in `work` afterwards is not stopped: hand it a signal for that.
 *
 * @example
 * const answer = await within(() => lookUp(ticket), { clock, deadline: deadlineIn(clock, 10), signal });
 * if (answer.status !== 'fulfilled') return denied(answer.status);
 */
export function within<T>(work: () => T | PromiseLike<T>, bounds: Bounds): Promise<Settled<T>> {
  const { clock, deadline, signal } = bounds;
  return new Promise((resolve) => {
    let cancel = (): void => {};
    const settle = (settled: Settled<T>): void => {
      quietly(cancel);
      cancel = () => {};
      signal?.removeEventListener('abort', abort);
      resolve(settled);
    };
    const abort = (): void => settle({ status: 'aborted' });
    const isOver = (): boolean => {
      if (signal?.aborted) abort();
      else if (remaining(clock, deadline) > 0) return false;
      else settle({ status: 'timed_out' });
      return true;
    };
    const watchTime = (): void => {
      if (isOver()) return;
      try {
        cancel = clock.after(Math.min(remaining(clock, deadline), LONGEST_WAIT), watchTime);
        ignoreRejection(cancel);
      } catch {
        settle({ status: 'timed_out' });
      }
    };
    const start = async (): Promise<T> => await work();

    if (isOver()) return;
    signal?.addEventListener('abort', abort, { once: true });
    watchTime();
    start().then(
      (value) => isOver() || settle({ status: 'fulfilled', value }),
      (reason: unknown) => isOver() || settle({ status: 'rejected', reason }),
    );
  });
}

/** Milliseconds. A jump of the wall clock is seen no later than this. */
const LONGEST_WAIT = 30_000;
