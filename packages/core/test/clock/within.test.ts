import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../src/clock/create-clock.js';
import { deadlineIn } from '../../src/clock/deadline.js';
import { within } from '../../src/clock/within.js';

/** A clock that stands still, and the timers that wait on it. */
function standing() {
  const timers = new Set<() => void>();
  const clock = createClock({
    wall: () => 0,
    monotonic: () => 0,
    after(_ms, run) {
      timers.add(run);
      return () => void timers.delete(run);
    },
  });
  return { clock, timers, deadline: deadlineIn(clock, 60) };
}

describe('within', () => {
  it('N-01 sets no timer for what ends before one could fire, not even afterwards', async () => {
    const { clock, timers, deadline } = standing();
    for (const work of [() => 1, async () => 1]) {
      expect(await within(work, { clock, deadline })).toEqual({ status: 'fulfilled', value: 1 });
      await setImmediate();
      expect(timers.size).toBe(0);
    }
  });

  it('N-01 sets one for what goes on, and takes it away at the end', async () => {
    const { clock, timers, deadline } = standing();
    let finish = (_value: number): void => {};
    const waiting = within(() => new Promise<number>((resolve) => (finish = resolve)), { clock, deadline });
    await setImmediate();
    expect(timers.size).toBe(1);
    finish(2);
    expect(await waiting).toEqual({ status: 'fulfilled', value: 2 });
    await setImmediate();
    expect(timers.size).toBe(0);
  });

  it('begins nothing under a signal that cannot tell whether it aborted', async () => {
    const { clock, timers, deadline } = standing();
    const signal = Object.defineProperty(new AbortController().signal, 'aborted', {
      get() {
        throw new Error('broken');
      },
    });
    let begun = 0;
    expect(await within(() => (begun += 1), { clock, deadline, signal })).toEqual({ status: 'aborted' });
    await setImmediate();
    expect([begun, timers.size]).toEqual([0, 0]);
  });
});
