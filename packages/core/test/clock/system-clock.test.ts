// biome-ignore-all lint/plugin: its timers are vitest's, which stand still.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/clock/system-clock.js';

const DAY = 24 * 3600 * 1000;
const LONGEST_TIMER = 2 ** 31 - 1;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

describe('the clock of the machine', () => {
  it('N-02 keeps a timer of 30 days, and asks for none that Node would fire at once', () => {
    const asked = vi.spyOn(globalThis, 'setTimeout');
    const run = vi.fn();
    systemClock.after(30 * DAY, run);
    vi.advanceTimersByTime(30 * DAY - 1);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledTimes(1);
    const delays = asked.mock.calls.map(([, ms]) => ms ?? 0);
    expect(delays).toEqual([LONGEST_TIMER, 30 * DAY - LONGEST_TIMER]);
  });

  it('N-01 leaves no timer once it is cancelled, in the first part of a long wait or a later one', () => {
    for (const waited of [0, 29 * DAY]) {
      const run = vi.fn();
      const cancel = systemClock.after(30 * DAY, run);
      vi.advanceTimersByTime(waited);
      cancel();
      expect(vi.getTimerCount()).toBe(0);
      vi.advanceTimersByTime(31 * DAY);
      expect(run).not.toHaveBeenCalled();
    }
  });
});
