import type { Clock } from '@attesta/core';
import { deadlineIn, remaining } from '@attesta/core/authoring';
import { isBusy } from './store-error.js';

/** Retries work that fails with `busy`, until a time limit on the clock. The event loop is free between two attempts. */
export class BusyRetry {
  readonly #clock: Clock;
  readonly #seconds: number;

  constructor(clock: Clock, seconds: number) {
    this.#clock = clock;
    this.#seconds = seconds;
  }

  /** Returns or throws what `work` does; throws `busy` only after the time limit. */
  async run<T>(work: () => T): Promise<T> {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error)) throw error;
    }
    const deadline = deadlineIn(this.#clock, this.#seconds);
    for (let wait = SHORTEST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      await this.#clock.sleep(wait);
      try {
        return work();
      } catch (error) {
        if (!isBusy(error) || remaining(this.#clock, deadline) <= 0) throw error;
      }
    }
  }
}

// Milliseconds. A writer holds the file for about one sync, and one that keeps writing leaves short gaps: many short waits find one.
const SHORTEST_WAIT = 1;
const LONGEST_WAIT = 8;
