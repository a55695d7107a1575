import { quietly } from '../internal/foreign.js';
import type { Clock } from '../ports/clock.js';
import { onAbort } from './on-abort.js';

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

/** Makes a whole clock of its three primitives, so that waiting is written once. */
export function createClock(primitives: Pick<Clock, 'wall' | 'monotonic' | 'after'>): Clock {
  const { wall, monotonic, after } = primitives;
  return { wall, monotonic, after, sleep };

  function sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) {
        resolve();
        return;
      }
      const wake = (): void => {
        quietly(cancel);
        forget?.();
        resolve();
      };
      const cancel = after(ms, wake);
      const forget = signal && onAbort(signal, wake);
    });
  }
}
