/** A column: its heading, and whether it holds numbers. */
export interface Column {
  readonly heading: string;
  readonly isNumber?: boolean;
}

/** A Markdown table, its columns as wide as what is in them, that reads unrendered too. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = [columns.map(({ heading }) => heading), ...rows].map((row) => row.map(cell));
  const widths = columns.map((_, at) => Math.min(WIDEST, Math.max(...cells.map((row) => row[at]?.length ?? 0), 3)));
  const [head = '', ...body] = cells.map((row) =>
    line(row.map((text, at) => pad(text, widths[at] ?? 0, columns[at]?.isNumber))),
  );
  const rule = columns.map(({ isNumber }, at) => (isNumber ? `${dashes(widths[at], 1)}:` : dashes(widths[at], 0)));
  return [head, line(rule), ...body].join('\n');
}

/** Text that ends no cell and no line, whatever is in it. */
export function cell(text: string): string {
  return oneLine(text).replace(/(\\*)\|/g, '$1$1\\|');
}

/** Text on one line, for a list or a heading. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** What is wider, sentences for instance, sticks out. */
const WIDEST = 60;

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function pad(text: string, width: number, isNumber: boolean | undefined): string {
  return isNumber ? text.padStart(width) : text.padEnd(width);
}

function dashes(width: number | undefined, less: number): string {
  return '-'.repeat((width ?? 3) - less);
}
