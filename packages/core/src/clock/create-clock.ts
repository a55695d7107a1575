import { quietly } from '../internal/quietly.js';
import type { Clock } from '../ports/clock.js';

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
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const cancel = after(ms, wake);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }
}
