import type { ScreenRows } from '../open-terminal.js';

/** The lines that stood on the screens, in order; the last row of each is ours: it asks for more, or for the answer. */
export function linesOf(screens: readonly ScreenRows[]): readonly string[] {
  const byPlace = new Map<number, string>();
  for (const { first, rows } of screens)
    for (const [index, row] of rows.slice(0, -1).entries()) byPlace.set(first + index, row);
  return [...byPlace].toSorted(([a], [b]) => a - b).map(([, row]) => row);
}

/** What stands behind the bar, in one piece, with every run of blanks written out. */
export function behindTheBar(lines: readonly string[]): string {
  return expanded(lines.map((line) => line.slice(line.indexOf('|') + 2)).join(''));
}

/** Every run of blanks as the escapes that it stands for. */
function expanded(text: string): string {
  return text.replace(/(\\\\)|\\\{(\d+) (?:times )?([^}]+)\}/g, (all, escaped?: string, times?: string, names = '') =>
    escaped === undefined ? String(names).split(', ').map(escapeOf).join('').repeat(Number(times)) : all,
  );
}

function escapeOf(name: string): string {
  const known = { space: ' ', 'line feed': '\\n', 'carriage return': '\\r', tab: '\\t' }[name.replace(/s$/, '')];
  return (
    known ??
    `\\u{${name
      .slice(2)
      .toLowerCase()
      .replace(/^0+(?=.)/, '')}}`
  );
}
