/** What there is room for. */
export interface Room {
  readonly rows: number;
  /** Rows that follow the lines. */
  readonly below: number;
  /** Lines at the beginning that say nothing: they may leave the screen. */
  readonly heading: number;
}

/**
 * Lines as they are turned over, a screenful each: one row is left for the line that asks for more. Behind the last screenful
 * `below` rows must fit; where they do not, the list ends with an empty one, so that it is turned over as well.
 */
export function screenfuls(lines: readonly string[], { rows, below, heading }: Room): readonly (readonly string[])[] {
  if (lines.length - heading + below <= rows) return [lines];
  const most = Math.max(rows - 1, 1);
  const count = Math.ceil(lines.length / most);
  const parts = Array.from({ length: count }, (_, index) => lines.slice(index * most, (index + 1) * most));
  return (parts.at(-1)?.length ?? 0) + below <= rows ? parts : [...parts, []];
}

/** What stands below a screenful that goes on: how far it is, and which keys turn it over. As long as there is room for. */
export function moreLine(width: number, shown: number, all: number): string {
  const most =
    shown < all
      ? `Line ${shown} of ${all}. Enter shows more, n says no.`
      : 'That is all of it. Enter shows the question.';
  const less = `${shown}/${all} Enter: more, n: no`;
  return [most, less].find((text) => text.length < width) ?? 'Enter: more, n: no';
}
