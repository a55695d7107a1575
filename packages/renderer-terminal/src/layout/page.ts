import { pieces, words } from './lines.js';

/** The width and the emphasis that lines are laid out with. */
export interface Page {
  /** Characters on a line. At least 20. */
  readonly width: number;
  paint(tone: Tone, text: string): string;
}

/** Emphasis. Words carry the meaning; a tone only repeats it, so that nothing is lost without color. */
export type Tone = 'strong' | 'quiet' | 'good' | 'bad' | 'alarm';

/** One row of a table: our words left of the bar, a given value right of it. */
export interface Row {
  readonly label: string;
  /** A type or a score, right before the bar. */
  readonly note?: string;
  /** Printable ASCII, and line feeds where `wrap` breaks at them. */
  readonly text: string;
  /** Breaks `text` into lines. Default: `pieces`. */
  readonly wrap?: (text: string, width: number) => readonly string[];
  readonly tone?: Tone;
}

/**
 * Rows with one straight bar. All foreign strings are right of it, so none of them starts a line. If there is too little room
 * beside the labels, the values go below them.
 */
export function table(page: Page, rows: readonly Row[]): readonly string[] {
  const column = columnOf(page, rows);
  return rows.flatMap((row) => rowLines(page, row, column));
}

/** Prose after a mark of ours. Its further lines start with the bar, so that only the first line has the mark. */
export function withBar(page: Page, text: string, mark: string = BAR): readonly string[] {
  return words(text, page.width - BAR.length).map((line, index) => {
    return `${page.paint('quiet', index === 0 ? mark : BAR)}${line}`;
  });
}

function rowLines(page: Page, row: Row, column: number): readonly string[] {
  const { text, wrap = pieces, tone } = row;
  const room = page.width - column - BAR.length;
  const bar = page.paint('quiet', BAR);
  const lines = wrap(text, room).map((line) => `${bar}${tone ? page.paint(tone, line) : line}`);
  const blank = ' '.repeat(column);
  if (cellLength(row) <= column)
    return lines.map((line, index) => `${index === 0 ? cell(page, row, column) : blank}${line}`);
  const { heading, continued, below } = headingOf(page, row);
  const above = continued === '' ? [] : pieces(continued, room).map((line) => `${bar}${line}`);
  return [heading, ...above.map((line) => `${blank}${line}`), ...below, ...lines.map((line) => `${blank}${line}`)];
}

/** The label on the left and the note right before the bar. */
function cell(page: Page, row: Row, column: number): string {
  const gap = ' '.repeat(column - cellLength(row) + 1);
  return row.note === undefined ? `${row.label}${gap}` : `${row.label}${gap}${page.paint('quiet', row.note)} `;
}

/** A label that does not fit beside the text. The rest of it goes right of the bar, as all foreign strings. */
function headingOf(
  { width, paint }: Page,
  { label, note }: Row,
): { heading: string; continued: string; below: string[] } {
  if (note === undefined) return { heading: label, continued: '', below: [] };
  const quietNote = paint('quiet', note);
  if (label.length + 1 + note.length <= width) return { heading: `${label} ${quietNote}`, continued: '', below: [] };
  const [heading = ''] = pieces(label, width);
  return { heading, continued: label.slice(heading.length), below: [`    ${quietNote}`] };
}

/** The column of the bar: after the longest label that leaves enough room for values; 0 if no label does. */
function columnOf({ width }: Page, rows: readonly Row[]): number {
  const most = width < NARROW ? LABELS : Math.floor(width * 0.45);
  if (width - most < LEAST_ROOM) return 0;
  return rows.map(cellLength).reduce((column, length) => (length <= most ? Math.max(column, length) : column), 0);
}

/** The label, the note, and a blank after each. */
function cellLength({ label, note }: Row): number {
  return label.length + 1 + (note === undefined ? 0 : note.length + 1);
}

const BAR = '| ';
const NARROW = 60;
/** What our own labels take. */
const LABELS = 14;
const LEAST_ROOM = 22;
