import { ignoreRejection, quietly } from '../internal/foreign.js';
import type { Clock, Deadline } from '../ports/clock.js';
import { onAbort } from './on-abort.js';
import { ROUND, Round, type Watch } from './round.js';

/** How bounded work ended. */
export type Settled<T> =
  | { readonly status: 'fulfilled'; readonly value: T }
  | { readonly status: 'rejected'; readonly reason: unknown }
  | { readonly status: 'timed_out' }
  | { readonly status: 'aborted' };

/** What bounds a piece of work. */
export interface WaitBounds {
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
export function within<T>(work: () => T | PromiseLike<T>, bounds: WaitBounds): Promise<Settled<T>> {
  return new Promise((resolve) => {
    void new Wait(bounds, resolve).begin(work);
  });
}

class Wait<T> {
  readonly #bounds: WaitBounds;
  readonly #resolve: (settled: Settled<T>) => void;
  #forgetAbort: (() => void) | undefined;
  #cancel: (() => void) | undefined;
  #round: Round | undefined;

  constructor(bounds: WaitBounds, resolve: (settled: Settled<T>) => void) {
    this.#bounds = bounds;
    this.#resolve = resolve;
  }

  async begin(work: () => T | PromiseLike<T>): Promise<void> {
    if (this.#isOver()) return;
    const { signal } = this.#bounds;
    if (signal !== undefined) {
      this.#forgetAbort = onAbort(signal, () => this.#settle({ status: 'aborted' }));
    }
    watchSoon(this);
    let settled: Settled<T>;
    try {
      settled = { status: 'fulfilled', value: await work() };
    } catch (reason) {
      settled = { status: 'rejected', reason };
    }
    if (!this.#isOver()) this.#settle(settled);
  }

  watchTime(): void {
    if (this.#isOver()) return;
    const { clock, deadline } = this.#bounds;
    this.#round = undefined;
    try {
      const rest = remaining(clock, deadline);
      if (rest > ROUND) {
        this.#round = Round.join(clock, this);
        return;
      }
      this.#cancel = clock.after(rest, () => this.watchTime());
      ignoreRejection(this.#cancel);
    } catch {
      this.#settle({ status: 'timed_out' });
    }
  }

  #isOver(): boolean {
    const { clock, deadline, signal } = this.#bounds;
    if (isAborted(signal)) this.#settle({ status: 'aborted' });
    else if (remaining(clock, deadline) > 0) return false;
    else this.#settle({ status: 'timed_out' });
    return true;
  }

  #settle(settled: Settled<T>): void {
    unwatched.delete(this);
    if (this.#cancel !== undefined) quietly(this.#cancel);
    this.#cancel = undefined;
    this.#round?.leave(this);
    this.#forgetAbort?.();
    this.#resolve(settled);
  }
}

/** Whether whoever waits gave up; a signal that cannot tell is none to wait for. */
function isAborted(signal: AbortSignal | undefined): boolean {
  try {
    return signal?.aborted ?? false;
  } catch {
    return true;
  }
}

/**
 * Sets a timer for a wait once the promises that can settle now have settled. No timer fires before that, so a wait that is
 * over by then needs none: most are, and a timer costs more than they do.
 */
function watchSoon(wait: Watch): void {
  unwatched.add(wait);
  if (isComing) return;
  isComing = true;
  process.nextTick(watchAll);
}

function watchAll(): void {
  isComing = false;
  const waits = [...unwatched];
  unwatched.clear();
  for (const wait of waits) wait.watchTime();
}

const unwatched = new Set<Watch>();
let isComing = false;

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
