import type { StyledText } from '../open-terminal.js';

/** A terminal's screen as a picture that follows the reader's light or dark. Same text, same picture. */
export function svgOf(title: string, columns: number, rows: readonly (readonly StyledText[])[]): string {
  const width = columns * CELL + 2 * MARGIN;
  const height = rows.length * LINE + 2 * MARGIN;
  const lines = rows.flatMap((row, index) => row.map((text) => spanOf(text, MARGIN + index * LINE)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${fixed(width)} ${height}" width="${fixed(width)}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}</style>`,
    `<rect class="back" x="0.5" y="0.5" width="${fixed(width - 1)}" height="${height - 1}" rx="8"/>`,
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}

function spanOf({ text, column, style }: StyledText, top: number): string {
  const x = fixed(MARGIN + column * CELL);
  const length = fixed(text.length * CELL);
  // No blanks at its ends and no two in a row: readers of pictures differ in what they make of them.
  const words = [...text.matchAll(/\S+(?: \S+)*/g)].map(({ 0: word, index }) => {
    const place = `x="${fixed(MARGIN + (column + index) * CELL)}" y="${top + BASELINE}"`;
    return `<text class="${style}" ${place} textLength="${fixed(word.length * CELL)}">${escaped(word)}</text>`;
  });
  const fill = style.includes('inverse')
    ? `<rect class="${style.replace('inverse', 'fill')}" x="${x}" y="${top + 1}" width="${length}" height="${LINE - 2}" rx="2"/>`
    : '';
  return `${fill}${words.join('')}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function fixed(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '');
}

const CELL = 8.4;
const LINE = 20;
const BASELINE = 14;
const MARGIN = 20;
const STYLE = [
  ':root{--back:#fff;--edge:#d0d7de;--text:#1f2328;--quiet:#6e7781;--good:#1a7f37;--bad:#cf222e}',
  '@media(prefers-color-scheme:dark){:root{--back:#0d1117;--edge:#30363d;--text:#e6edf3;--quiet:#8b949e;--good:#3fb950;--bad:#ff7b72}}',
  '.back{fill:var(--back);stroke:var(--edge)}',
  "text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;fill:var(--text)}",
  '.bold{font-weight:700}.dim{fill:var(--quiet)}.green{fill:var(--good)}.red{fill:var(--bad)}',
  'rect.fill{fill:var(--bad)}text.inverse{fill:var(--back)}',
].join('');
