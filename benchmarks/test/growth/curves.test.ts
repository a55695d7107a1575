import { describe, expect, it } from 'vitest';
import { CURVES } from '../../src/growth/index.js';

describe('each curve', () => {
  for (const { id, sizes, measure } of CURVES) {
    it(`${id} measures at its smallest size`, { timeout: 30_000 }, async () => {
      const { low, median, high } = await measure(Math.min(...sizes), { rounds: 2, sliceMs: 0.1 });
      expect(low).toBeGreaterThan(0);
      expect(median).toBeGreaterThanOrEqual(low);
      expect(high).toBeGreaterThanOrEqual(median);
      expect(high).toBeLessThan(Number.POSITIVE_INFINITY);
    });
  }

  it('has an id of its own, fit for a file, and sizes that grow far', () => {
    const ids = CURVES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z][a-z-]*$/.test(id))).toEqual([]);
    for (const { sizes } of CURVES) {
      expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
      expect(Math.max(...sizes) / Math.min(...sizes)).toBeGreaterThanOrEqual(30);
    }
  });
});
