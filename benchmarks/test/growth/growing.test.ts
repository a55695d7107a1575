import { describe, expect, it } from 'vitest';
import { ratioAt } from '../../src/growth/growing.js';

/** Something whose work takes as many nanoseconds as it is large, on a clock that only work moves. */
function growingThing() {
  let time = 0n;
  const made: { size: number; ended: boolean }[] = [];
  return {
    made,
    now: () => time,
    base: () => {
      time += 10n;
    },
    make: async (size: number) => {
      const thing = { size, ended: false };
      made.push(thing);
      return {
        work() {
          expect(thing.ended).toBe(false);
          thing.size += 1;
          time += BigInt(thing.size);
        },
        async stop() {
          thing.ended = true;
        },
      };
    },
  };
}

describe('ratioAt', () => {
  it('measures near the size that is asked for, whatever the work adds', async () => {
    const { make, base, now, made } = growingThing();
    const { low, median, high } = await ratioAt(1000, make, base, { rounds: 40, sliceMs: 0.05, now });
    expect(low).toBeGreaterThanOrEqual(100);
    expect(median).toBeGreaterThan(100);
    expect(high).toBeLessThanOrEqual(120);
    expect(made.length).toBeGreaterThan(5);
    // What was only warmed up has grown as it liked.
    for (const { size } of made.slice(1)) expect(size).toBeLessThanOrEqual(1200);
  });

  it('ends everything that it has made', async () => {
    const { make, base, now, made } = growingThing();
    await ratioAt(50, make, base, { rounds: 9, sliceMs: 0.01, now });
    expect(made.every(({ ended }) => ended)).toBe(true);
  });

  it('ends it also when the work fails', async () => {
    let ended = false;
    const failing = async () => ({
      work() {
        throw new Error('no more');
      },
      async stop() {
        ended = true;
      },
    });
    await expect(ratioAt(10, failing, () => {}, { rounds: 1, sliceMs: 1 })).rejects.toThrow('no more');
    expect(ended).toBe(true);
  });
});
