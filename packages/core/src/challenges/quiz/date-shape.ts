import type { Piece } from './shape.js';

/**
 * A date, `2026-11-22`, and what follows it. Months and days vary within what every month has; beyond the 28th the month
 * alone, among those that are long enough.
 */
export function dateShape(text: string): readonly Piece[] {
  const [year, month, day, rest] = [text.slice(0, 4), text.slice(5, 7), text.slice(8, 10), text.slice(10)];
  const isLate = Number(day) > 28;
  const months = isLate ? (day === '31' ? LONG_MONTHS : MONTHS.filter((each) => each !== '02')) : MONTHS;
  return [
    { text: year.slice(0, 3) },
    { text: year.slice(3), family: isLate ? undefined : numbers(0, 9, 1), rank: 1 },
    { text: '-' },
    { text: month, family: months.includes(month) ? months : undefined },
    { text: '-' },
    { text: day, family: isLate ? undefined : numbers(1, 28, 2) },
    { text: rest },
  ];
}

function numbers(first: number, last: number, width: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index).padStart(width, '0'));
}

const MONTHS = numbers(1, 12, 2);
const LONG_MONTHS: readonly string[] = ['01', '03', '05', '07', '08', '10', '12'];
