/** The rows of a screen, and the use of them. */
export interface ScreenLayout {
  readonly rows: number;
  /** Rows needed after the last line. */
  readonly below: number;
  /** Lines at the beginning without a fact: they may leave the screen. */
  readonly heading: number;
}

/**
 * Splits lines into screenfuls, each with one row left for `moreLine`. After the last screenful `below` rows must fit: if they do
 * not, an empty screenful follows.
 */
export function screenfuls(
  lines: readonly string[],
  { rows, below, heading }: ScreenLayout,
): readonly (readonly string[])[] {
  if (lines.length - heading + below <= rows) return [lines];
  const most = Math.max(rows - 1, 1);
  const count = Math.ceil(lines.length / most);
  const parts = Array.from({ length: count }, (_, index) => lines.slice(index * most, (index + 1) * most));
  return (parts.at(-1)?.length ?? 0) + below <= rows ? parts : [...parts, []];
}

/** The line below a screenful that is not the last: the progress and the keys, as far as `width` allows. */
export function moreLine(width: number, shown: number, all: number): string {
  const most =
    shown < all
      ? `Line ${shown} of ${all}. Enter shows more, n says no.`
      : 'End of the action. Enter shows the question.';
  const less = `${shown}/${all} Enter: more, n: no`;
  return [most, less].find((text) => text.length < width) ?? 'Enter: more, n: no';
}
