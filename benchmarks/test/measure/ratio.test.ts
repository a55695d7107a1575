import { describe, expect, it } from 'vitest';
import { type Budget, callsIn, perRound, ratioOf, spreadOf } from '../../src/measure/ratio.js';

/** A clock that only work moves, and work that takes so many nanoseconds a call. */
function manualTime() {
  let time = 0n;
  const calls: string[] = [];
  return {
    calls,
    budget: (rounds: number): Budget => ({ rounds, sliceMs: 0.001, now: () => time }),
    work: (name: string, nanoseconds: (call: number) => number) => {
      let count = 0;
      return () => {
        calls.push(name);
        time += BigInt(nanoseconds(count));
        count += 1;
      };
    },
  };
}

describe('ratioOf', () => {
  it('tells how many times as long one takes', async () => {
    const { budget, work } = manualTime();
    const spread = await ratioOf(
      work('slow', () => 300),
      work('fast', () => 20),
      budget(5),
    );
    expect(spread).toEqual({ low: 15, median: 15, high: 15 });
  });

  it('waits for work that is a promise', async () => {
    const { budget, work } = manualTime();
    const slow = work('slow', () => 500);
    const spread = await ratioOf(
      async () => {
        await Promise.resolve();
        slow();
      },
      work('fast', () => 100),
      budget(3),
    );
    expect(spread.median).toBe(5);
  });
});

describe('perRound', () => {
  it('runs all in turn, every second round in reverse', async () => {
    const { budget, calls, work } = manualTime();
    const works = ['a', 'b', 'c'].map((name) => work(name, () => 1000));
    await perRound(works, budget(3), (times) => times);
    // Each call fills a slice, so what comes after the warming up is one call of each in every round.
    expect(calls.slice(-9).join('')).toBe('abccbaabc');
  });

  it('gives the nanoseconds of a call in each round, whichever came first', async () => {
    const { budget, work } = manualTime();
    const works = [work('a', () => 1000), work('b', () => 3000)];
    const figures = await perRound(works, budget(4), ([a = 0, b = 0]) => [a, b - a]);
    expect(figures).toEqual([
      [1000, 1000, 1000, 1000],
      [2000, 2000, 2000, 2000],
    ]);
  });
});

describe('callsIn', () => {
  it('finds how often work runs in a slice, and at most as often as it may', async () => {
    const { budget, work } = manualTime();
    expect(
      await callsIn(
        work('a', () => 10),
        budget(1),
      ),
    ).toBe(100);
    expect(
      await callsIn(
        work('a', () => 10),
        budget(1),
        7,
      ),
    ).toBe(7);
    expect(
      await callsIn(
        work('a', () => 5000),
        budget(1),
      ),
    ).toBe(1);
  });

  it('warms up for five slices', async () => {
    const { budget, calls, work } = manualTime();
    await callsIn(
      work('a', () => 1000),
      budget(1),
    );
    expect(calls).toHaveLength(5);
  });
});

describe('spreadOf', () => {
  it('is the median and the quartiles, whatever the order', () => {
    expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ low: 2, median: 3, high: 4 });
    expect(spreadOf([10, 9, 100])).toEqual({ low: 10, median: 10, high: 100 });
    expect(spreadOf([7])).toEqual({ low: 7, median: 7, high: 7 });
  });

  it('changes nothing in what it is given, and needs something', () => {
    const figures = [3, 1, 2];
    spreadOf(figures);
    expect(figures).toEqual([3, 1, 2]);
    expect(() => spreadOf([])).toThrow(RangeError);
  });
});
