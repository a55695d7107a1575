import type { Piece } from './shape.js';

/** A date, `2026-11-22`, and what follows it. Month and day vary within what every month has; beyond the 28th the year does. */
export function dateShape(text: string): readonly Piece[] {
  const isLate = Number(text.slice(8, 10)) > 28;
  const open = (from: number, family: readonly string[]): Piece => ({ text: text.slice(from, from + 2), family });
  if (isLate) return [{ text: text.slice(0, 2) }, open(2, numbers(20, 29)), { text: text.slice(4) }];
  return [
    { text: text.slice(0, 5) },
    open(5, numbers(1, 12)),
    { text: '-' },
    open(8, numbers(1, 28)),
    { text: text.slice(10) },
  ];
}

function numbers(first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index).padStart(2, '0'));
}
