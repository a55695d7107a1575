import { describe, expect, it } from 'vitest';
import { growthRateOf, isAsExpected } from '../../src/report/growth-rate.js';
import { spread } from './some-results.js';

const SIZES = [1_000, 2_000, 4_000, 8_000, 16_000];

function rateOf(costOf: (size: number) => number) {
  return growthRateOf({ points: SIZES.map((size) => ({ size, value: spread(costOf(size)) })) });
}

describe('growthRateOf', () => {
  const GROWTHS: readonly (readonly [string, (size: number) => number, number, number])[] = [
    ['none', () => 7, 1, 1],
    ['in proportion', (size) => 3 * size, 2, 2],
    ['by the square', (size) => size ** 2, 4, 4],
    ['by the root', (size) => Math.sqrt(size), Math.SQRT2, Math.SQRT2],
  ];
  for (const [name, costOf, overall, atTheEnd] of GROWTHS) {
    it(`finds growth ${name}`, () => {
      expect(rateOf(costOf)?.overall).toBeCloseTo(overall, 9);
      expect(rateOf(costOf)?.atTheEnd).toBeCloseTo(atTheEnd, 9);
    });
  }

  it('finds at the end what a fixed cost hides before', () => {
    const rate = rateOf((size) => 20e6 + size ** 2);
    expect(rate?.overall).toBeLessThan(2.2);
    expect(rate?.atTheEnd).toBeGreaterThan(2.4);
    expect(rate && isAsExpected(rate, 'linear')).toBe(false);
  });

  it('expects what is said, but for noise', () => {
    expect(isAsExpected({ overall: 1.09, atTheEnd: 1.19 }, 'flat')).toBe(true);
    expect(isAsExpected({ overall: 1.11, atTheEnd: 1 }, 'flat')).toBe(false);
    expect(isAsExpected({ overall: 1, atTheEnd: 1.21 }, 'flat')).toBe(false);
    expect(isAsExpected({ overall: 2.19, atTheEnd: 2.39 }, 'linear')).toBe(true);
    expect(isAsExpected({ overall: 2.21, atTheEnd: 2 }, 'linear')).toBe(false);
  });

  it('takes the sizes in any order, and knows nothing by one size', () => {
    const points = [16_000, 1_000, 4_000].map((size) => ({ size, value: spread(size) }));
    expect(growthRateOf({ points })?.atTheEnd).toBeCloseTo(2, 9);
    expect(growthRateOf({ points: points.slice(0, 1) })).toBeUndefined();
    expect(growthRateOf({ points: [] })).toBeUndefined();
  });
});
