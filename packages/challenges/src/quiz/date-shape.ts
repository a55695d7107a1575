import { type Piece, piece } from './shape.js';

/** A date, `2026-11-22`, and what follows it. Month and day vary within what every month has; beyond the 28th the year does. */
export function dateShape(text: string): readonly Piece[] {
  const isLate = Number(text.slice(8, 10)) > 28;
  if (isLate) return [piece(text.slice(0, 2)), piece(text.slice(2, 4), numbers(20, 29)), piece(text.slice(4))];
  const [month, day] = [piece(text.slice(5, 7), numbers(1, 12)), piece(text.slice(8, 10), numbers(1, 28))];
  return [piece(text.slice(0, 5)), month, piece('-'), day, piece(text.slice(10))];
}

function numbers(first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index).padStart(2, '0'));
}
