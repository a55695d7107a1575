import { deadlineIn, remaining, type Settled, within } from '../clock/within.js';
import { optionalMember } from '../internal/foreign.js';
import type { Clock, Deadline } from '../ports/clock.js';
import { reportFault } from './faults.js';

/** Seconds after which a dependency that is not a person counts as hanging. */
const LONGEST_SECONDS = 10;

/** What bounds a call of a dependency; a session does. */
export interface DependencyBounds {
  readonly clock: Clock;
  /** Default: none but the ten seconds. */
  readonly deadline?: Deadline | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What the work is given. */
export interface DependencyCall {
  /** Aborts once its result is not waited for any more. Made at the first reading. */
  readonly signal: AbortSignal;
}

/**
 * Calls a dependency (a store, a directory, a ticket system) and waits for it at most 10 seconds, and no longer than the bounds
 * allow. Never rejects.
 *
 * @example
 * const found = await callDependency(session, ({ signal }) => tickets.find(id, { signal }));
 * if (found.status !== 'fulfilled') return presentation.failed('the ticket system is not available');
 */
export async function callDependency<T>(
  bounds: DependencyBounds,
  work: (call: DependencyCall) => T | PromiseLike<T>,
): Promise<Settled<T>> {
  const call = new Call();
  try {
    const { clock } = bounds;
    // Left out is left out, whatever Object.prototype has.
    const deadline = optionalMember(bounds, 'deadline');
    const signal = optionalMember(bounds, 'signal');
    const seconds = deadline === undefined ? LONGEST_SECONDS : remaining(clock, deadline) / 1000;
    const end = deadlineIn(clock, Math.min(seconds, LONGEST_SECONDS));
    const settled = await within(() => work(call), { clock, deadline: end, signal });
    // At the deadline of the presentation it is the person who did not answer, or nothing at all.
    const hung = settled.status === 'timed_out' && (deadline === undefined || remaining(clock, deadline) > 0);
    if (settled.status === 'rejected' || hung) reportFault(bounds, 'challenge', causeOf(settled));
    return settled;
  } catch (reason) {
    // A clock that fails.
    return { status: 'rejected', reason };
  } finally {
    call.end();
  }
}

/** What a dependency failed with; for one that hung, an error that says so. */
export function causeOf(settled: Settled<unknown>): unknown {
  if (settled.status === 'rejected') return settled.reason;
  return new Error(
    settled.status === 'fulfilled' ? 'it gave no valid answer' : `no answer within ${LONGEST_SECONDS} seconds`,
  );
}

class Call implements DependencyCall {
  #controller: AbortController | undefined;
  #isOver = false;

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#isOver) this.#controller.abort();
    return this.#controller.signal;
  }

  end(): void {
    this.#isOver = true;
    this.#controller?.abort();
  }
}
