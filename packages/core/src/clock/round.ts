import { ignoreRejection, quietly } from '../internal/foreign.js';
import type { Clock } from '../ports/clock.js';

/** Who looks at the clock when a round is over. */
export interface Watch {
  watchTime(): void;
}

/** Milliseconds. A jump of the wall clock is seen no later than this. */
export const ROUND: number = 30_000;

/** The waits of one clock that have more than a round to go: one timer for all of them. */
export class Round {
  readonly #clock: Clock;
  readonly #watches = new Set<Watch>();
  #cancel: (() => void) | undefined;

  private constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @throws what the clock throws. */
  static join(clock: Clock, watch: Watch): Round {
    const round = current.get(clock) ?? new Round(clock);
    round.#watches.add(watch);
    if (round.#cancel === undefined) round.#begin();
    return round;
  }

  leave(watch: Watch): void {
    this.#watches.delete(watch);
    if (this.#watches.size > 0) return;
    if (current.get(this.#clock) === this) current.delete(this.#clock);
    if (this.#cancel !== undefined) quietly(this.#cancel);
  }

  #begin(): void {
    this.#cancel = this.#clock.after(ROUND, () => {
      if (current.get(this.#clock) === this) current.delete(this.#clock);
      for (const watch of this.#watches) watch.watchTime();
    });
    ignoreRejection(this.#cancel);
    current.set(this.#clock, this);
  }
}

const current = new WeakMap<Clock, Round>();
