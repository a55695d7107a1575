import type { CurveResult } from './results.js';

type Point = CurveResult['points'][number];

/** By what each doubling of the size multiplies the cost. */
export interface GrowthRate {
  readonly overall: number;
  /** Over the larger half of the sizes, where a fixed cost hides less. */
  readonly atTheEnd: number;
}

/** The growth of a curve, by the straight line that fits its points best on logarithmic axes; undefined with one size only. */
export function growthRateOf({ points }: Pick<CurveResult, 'points'>): GrowthRate | undefined {
  const sorted = [...points].sort((a, b) => a.size - b.size);
  const overall = perDoubling(sorted);
  const atTheEnd = perDoubling(sorted.slice(Math.min(Math.floor(sorted.length / 2), sorted.length - 2)));
  if (overall === undefined || atTheEnd === undefined) return undefined;
  return { overall, atTheEnd };
}

/** Whether the cost grows no faster than expected, but for noise, of which a few points show more than all of them. */
export function isAsExpected({ overall, atTheEnd }: GrowthRate, expected: CurveResult['expected']): boolean {
  const factor = expected === 'flat' ? 1 : 2;
  return overall <= factor * 1.1 && atTheEnd <= factor * 1.2;
}

/** Least squares; undefined where the points do not differ in size. */
function perDoubling(points: readonly Point[]): number | undefined {
  const xs = points.map(({ size }) => Math.log2(size));
  const ys = points.map(({ value }) => Math.log2(value.median));
  const [x, y] = [mean(xs), mean(ys)];
  const spread = sum(xs.map((each) => (each - x) ** 2));
  if (!(spread > 0)) return undefined;
  return 2 ** (sum(xs.map((each, at) => (each - x) * ((ys[at] ?? y) - y))) / spread);
}

function mean(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
