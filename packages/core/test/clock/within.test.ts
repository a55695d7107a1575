import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../src/clock/system-clock.js';
import { deadlineIn, within } from '../../src/clock/within.js';

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

/** A clock that goes on by a second at a time. */
function ticking() {
  let now = 0;
  const timers = new Map<() => void, number>();
  const clock = createClock({
    wall: () => now,
    monotonic: () => now,
    after(ms, run) {
      const fire = (): void => run();
      timers.set(fire, now + ms);
      return () => void timers.delete(fire);
    },
  });
  return {
    ...clock,
    async tick() {
      now += 1000;
      for (const [fire, at] of timers) {
        if (at > now) continue;
        timers.delete(fire);
        fire();
      }
      await setImmediate();
    },
  };
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

  it('N-01 shares one timer among all that have long to go, and takes it away with the last', async () => {
    const { clock, timers, deadline } = standing();
    const finishes: (() => void)[] = [];
    const waits = Array.from({ length: 1000 }, () =>
      within(() => new Promise<void>((resolve) => finishes.push(resolve)), { clock, deadline }),
    );
    await setImmediate();
    expect(timers.size).toBe(1);
    for (const finish of finishes.slice(1)) finish();
    await Promise.all(waits.slice(1));
    expect(timers.size).toBe(1);
    finishes[0]?.();
    await waits[0];
    expect(timers.size).toBe(0);
  });

  it('N-02 ends each of those that share a timer at its own deadline', async () => {
    const clock = ticking();
    const ends = new Map<number, number>();
    const seconds = [29, 30, 31, 59, 60, 61, 90, 3600];
    for (const each of seconds) {
      const forever = (): Promise<never> => new Promise(() => {});
      void within(forever, { clock, deadline: deadlineIn(clock, each) }).then(() =>
        ends.set(each, clock.wall() / 1000),
      );
      await setImmediate();
      await clock.tick();
    }
    for (let second = 0; second < 3700; second += 1) await clock.tick();
    // The first began at 0, each other one a second after the one before.
    expect([...ends]).toEqual(seconds.map((each, at) => [each, at + each]));
  });

  it('settles whoever waits on a clock that fails later on', async () => {
    let isBroken = false;
    const runs: (() => void)[] = [];
    const clock = createClock({
      wall: () => 0,
      monotonic: () => 0,
      after(_ms, run) {
        if (isBroken) throw new Error('broken');
        runs.push(run);
        return () => {};
      },
    });
    const waits = [1, 2].map(() => within(() => new Promise(() => {}), { clock, deadline: deadlineIn(clock, 60) }));
    await setImmediate();
    isBroken = true;
    for (const run of runs) run();
    expect(await Promise.all(waits)).toEqual([{ status: 'timed_out' }, { status: 'timed_out' }]);
  });
});
