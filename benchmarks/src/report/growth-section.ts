import { nameOf } from './chart.js';
import { type GrowthRate, growthRateOf, isAsExpected } from './growth-rate.js';
import { exact, withQuartiles } from './number.js';
import type { CurveResult } from './results.js';
import { oneLine, table } from './table.js';

/** A table and a chart for each curve, and in words how it grows. */
export function growthSection(growth: readonly CurveResult[]): string {
  if (growth.length === 0) return '';
  return [`## Growth\n\n${INTRODUCTION}`, ...growth.map(curveSection)].join('\n\n');
}

const INTRODUCTION = `\
How a cost grows with what was there before. What only computes is counted in the time that the processor works for the process,
which other programs do not lengthen; what writes to a disk, in the time that passes. The growth is that of the straight
line which fits the points best on logarithmic axes. A tenth above the expected, and a fifth over the larger half, which has few
points, is put down to noise.`;

function curveSection(curve: CurveResult): string {
  const { id, title, size, cost, points } = curve;
  const columns = [
    { heading: oneLine(size), isNumber: true },
    { heading: oneLine(cost), isNumber: true },
  ];
  const rows = points.map((point) => [exact(point.size), withQuartiles(point.value)]);
  return [
    `### ${oneLine(title)}`,
    table(columns, rows),
    inWords(curve, growthRateOf(curve)),
    `![${nameOf(curve).replace(/[[\]]/g, '')}](charts/${encodeURIComponent(id)}.svg)`,
  ].join('\n\n');
}

function inWords({ expected }: CurveResult, rate: GrowthRate | undefined): string {
  if (rate === undefined) return `Expected is ${SAID[expected]}. One size alone does not show it.`;
  const [overall, atTheEnd] = [rate.overall, rate.atTheEnd].map((each) => each.toFixed(2));
  return [
    `Expected is ${SAID[expected]}.`,
    `Each doubling of the size multiplies the cost by **${overall}**; over the larger half of the sizes, by ${atTheEnd}.`,
    `That is ${isAsExpected(rate, expected) ? 'as expected' : '**more than expected**'}.`,
  ].join(' ');
}

const SAID = { flat: 'no growth (1.00)', linear: 'growth in proportion at most (2.00)' } as const;
