import { deadlineIn, within } from '@attesta/core/authoring';
import { fakeClock } from '@attesta/testing';
import { describe, expect, it } from 'vitest';

const DAY = 24 * 60 * 60 * 1000;

describe('fakeClock', () => {
  it('stands still until it is moved', async () => {
    const clock = fakeClock({ now: 5_000 });
    const before = clock.monotonic();
    await new Promise((resolve) => setImmediate(resolve));
    expect([clock.wall(), clock.monotonic()]).toEqual([5_000, before]);
    await clock.advance(250);
    expect([clock.wall(), clock.monotonic()]).toEqual([5_250, before + 250]);
  });

  it('starts at a fixed date, and no clock at 0', () => {
    expect(fakeClock().wall()).toBe(Date.UTC(2026, 0, 1));
    expect(fakeClock().monotonic()).toBeGreaterThan(0);
  });

  it('fires in the order in which timers fall due, each at its own time', async () => {
    const clock = fakeClock({ now: 0 });
    const fired: [string, number][] = [];
    const note = (name: string) => () => fired.push([name, clock.wall()]);
    clock.after(300, note('late'));
    clock.after(100, note('early'));
    clock.after(100, note('early too'));
    clock.after(301, note('never'));
    await clock.advance(300);
    expect(fired).toEqual([
      ['early', 100],
      ['early too', 100],
      ['late', 300],
    ]);
    expect(clock.pending).toBe(1);
  });

  it('fires timers that timers set, within the same advance', async () => {
    const clock = fakeClock({ now: 0 });
    const fired: string[] = [];
    clock.after(100, () => {
      fired.push(`first ${clock.wall()}`);
      clock.after(50, () => fired.push(`second ${clock.wall()}`));
    });
    clock.after(200, () => fired.push(`third ${clock.wall()}`));
    await clock.advance(200);
    expect(fired).toEqual(['first 100', 'second 150', 'third 200']);
  });

  it('lets promises settle between two timers', async () => {
    const clock = fakeClock({ now: 0 });
    const log: string[] = [];
    const worker = async (): Promise<void> => {
      await clock.sleep(100);
      for (let step = 0; step < 20; step += 1) await Promise.resolve();
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`worked at ${clock.wall()}`);
      await clock.sleep(50);
      log.push(`slept until ${clock.wall()}`);
    };
    const working = worker();
    clock.after(101, () => log.push('timer at 101'));
    await clock.advance(150);
    await working;
    expect(log).toEqual(['worked at 100', 'timer at 101', 'slept until 150']);
  });

  it('starts with what was begun just before', async () => {
    const clock = fakeClock({ now: 0 });
    let woke = 0;
    const setting = Promise.resolve().then(() => clock.after(10, () => (woke = clock.wall())));
    await clock.advance(10);
    await setting;
    expect(woke).toBe(10);
  });

  it('fires a timer of 0 ms never in the calling stack, and without time passing', async () => {
    const clock = fakeClock({ now: 0 });
    let fired = false;
    clock.after(0, () => (fired = true));
    expect(fired).toBe(false);
    await clock.advance(0);
    expect([fired, clock.wall()]).toEqual([true, 0]);
  });

  it('takes a time that has passed for now', async () => {
    const clock = fakeClock({ now: 0 });
    let firedAt = Number.NaN;
    clock.after(-5_000, () => (firedAt = clock.wall()));
    await clock.advance(0);
    expect([firedAt, clock.wall()]).toEqual([0, 0]);
  });

  it('never fires a timer that was cancelled, not even by another at the same time', async () => {
    const clock = fakeClock();
    const fired: string[] = [];
    const cancel = clock.after(10, () => fired.push('cancelled at once'));
    cancel();
    cancel();
    clock.after(10, () => cancelSecond());
    const cancelSecond = clock.after(10, () => fired.push('cancelled by a timer'));
    await clock.advance(1_000);
    expect([fired, clock.pending]).toEqual([[], 0]);
  });

  it('wakes a sleeper at an abort, and leaves no timer', async () => {
    const clock = fakeClock();
    const controller = new AbortController();
    const sleeping = clock.sleep(DAY, controller.signal);
    expect(clock.pending).toBe(1);
    controller.abort();
    await sleeping;
    expect(clock.pending).toBe(0);
  });

  it('N-02 passes 30 days of half-minute wakes, and not a millisecond early', async () => {
    const clock = fakeClock();
    const deadline = deadlineIn(clock, 30 * 24 * 60 * 60);
    let status = 'pending';
    const work = within(() => new Promise(() => {}), { clock, deadline }).then((settled) => {
      status = settled.status;
    });
    await clock.advance(30 * DAY - 1);
    expect(status).toBe('pending');
    await clock.advance(1);
    await work;
    expect([status, clock.pending]).toEqual(['timed_out', 0]);
  });

  it('N-03 moves wall and monotonic time apart', async () => {
    const clock = fakeClock({ now: DAY });
    const start = clock.monotonic();
    let fired = 0;
    clock.after(1_000, () => (fired += 1));

    clock.setWall(DAY - 7_200_000);
    expect([clock.wall(), clock.monotonic()]).toEqual([DAY - 7_200_000, start]);

    await clock.advance(7_200_000, { monotonic: false });
    expect([clock.wall(), clock.monotonic(), fired]).toEqual([DAY, start, 0]);

    await clock.advance(1_000, { wall: false });
    expect([clock.wall(), clock.monotonic(), fired]).toEqual([DAY, start + 1_000, 1]);
  });

  it('N-03 shows a wait that its deadline passes, whichever clock says so', async () => {
    const expired = async (apart: (clock: ReturnType<typeof fakeClock>) => Promise<void>): Promise<string> => {
      const clock = fakeClock({ now: DAY });
      let status = 'pending';
      void within(() => new Promise(() => {}), { clock, deadline: deadlineIn(clock, 3_600) }).then((settled) => {
        status = settled.status;
      });
      await apart(clock);
      return status;
    };
    const setBack = await expired(async (clock) => {
      clock.setWall(DAY - 7_200_000);
      await clock.advance(3_600_000);
    });
    const suspended = await expired(async (clock) => {
      await clock.advance(7_200_000, { monotonic: false });
      await clock.advance(30_000);
    });
    const neither = await expired((clock) => clock.advance(3_599_999));
    expect([setBack, suspended, neither]).toEqual(['timed_out', 'timed_out', 'pending']);
  });

  it('hands on what a timer throws, and can be moved again', async () => {
    const clock = fakeClock({ now: 0 });
    clock.after(10, () => {
      throw new Error('from the timer');
    });
    await expect(clock.advance(20)).rejects.toThrow('from the timer');
    await clock.advance(10);
    expect(clock.wall()).toBe(20);
  });

  it('refuses a second advance while one is running', async () => {
    const clock = fakeClock({ now: 0 });
    const first = clock.advance(100);
    await expect(clock.advance(100)).rejects.toThrow('await it');
    await first;
    expect(clock.wall()).toBe(100);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses to advance by %s', async (ms) => {
    await expect(fakeClock().advance(ms)).rejects.toThrow(RangeError);
  });

  it('refuses times that are no numbers, and unknown options', () => {
    expect(() => fakeClock().after(Number.NaN, () => {})).toThrow(RangeError);
    expect(() => fakeClock().setWall(Number.NaN)).toThrow(RangeError);
    expect(() => fakeClock({ now: Number.NaN })).toThrow(/fakeClock: now must be a finite number/);
    // @ts-expect-error: there is no such option.
    expect(() => fakeClock({ start: 1 })).toThrow(/there is no option "start"/);
  });
});
