import type { Clock } from '../ports/clock.js';
import { createClock } from './create-clock.js';

// Above this, setTimeout fires at once.
const LONGEST_TIMER = 2 ** 31 - 1;

function after(ms: number, run: () => void): () => void {
  const rest = ms - LONGEST_TIMER;
  let cancelRest = (): void => {};
  const timer = setTimeout(
    () => {
      if (rest > 0) cancelRest = after(rest, run);
      else run();
    },
    Math.min(ms, LONGEST_TIMER),
  );
  return () => {
    clearTimeout(timer);
    cancelRest();
  };
}

/** The machine's own clocks and timers. */
export const systemClock: Clock = createClock({
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  after,
});
