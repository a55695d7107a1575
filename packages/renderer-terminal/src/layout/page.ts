import { ESCAPE, LONGEST_TOKEN } from './lines.js';

/** What lines are laid out on: how wide it is and how emphasis is put on it. */
export interface Page {
  /** Characters on a line. At least 20. */
  readonly width: number;
  paint(tone: Tone, text: string): string;
}

/** Emphasis. Words carry the meaning; a tone only repeats it, so that nothing is lost without colour. */
export type Tone = 'strong' | 'quiet' | 'good' | 'bad' | 'alarm';

/** One row of a table: our words on the left of the bar, what was given on its right. */
export interface Row {
  readonly label: string;
  /** Right before the bar: a type, a score. */
  readonly note?: string;
  /** Printable ASCII, and line feeds where `wrap` breaks at them. */
  readonly text: string;
  /** How `text` is broken over lines. Default: `pieces`. */
  readonly wrap?: (text: string, width: number) => readonly string[];
  readonly tone?: Tone;
}

/**
 * Rows with one straight bar, behind which all foreign text stands: whatever it says, it never starts a line. Where there
 * is too little room beside the labels, the text goes below them.
 */
export function table(page: Page, rows: readonly Row[]): readonly string[] {
  const column = columnOf(page, rows);
  return rows.flatMap((row) => rowLines(page, row, column));
}

/** Text cut into lines of at most `width`, an escape in two only where it is longer: put together again they are the text. */
export function pieces(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let start = 0;
  while (text.length - start > width) {
    const end = start + lengthOfLine(text.slice(start, start + width + LONGEST_TOKEN), width);
    lines.push(text.slice(start, end));
    start = end;
  }
  return [...lines, text.slice(start)];
}

/** As many whole tokens as there is room for, but no fewer than one piece. */
function lengthOfLine(text: string, width: number): number {
  for (const { 0: token, index } of text.matchAll(ESCAPE)) {
    if (index >= width) break;
    if (index + token.length > width) return index > 0 ? index : width;
  }
  return width;
}

/** The same for a quoted value, with a new line behind each escaped line feed, so that a script reads like one. */
export function scriptLines(text: string, width: number): readonly string[] {
  const paragraphs: string[] = [];
  let start = 0;
  for (const { 0: token, index } of text.matchAll(ESCAPE)) {
    const end = index + token.length;
    if (token !== '\\n' || end >= text.length - 1) continue;
    paragraphs.push(text.slice(start, end));
    start = end;
  }
  return [...paragraphs, text.slice(start)].flatMap((paragraph) => pieces(paragraph, width));
}

/** Prose broken at line feeds, and at blanks into lines of at most `width`; a longer word is cut. */
export function words(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => wordsOf(paragraph, width));
}

function wordsOf(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const blank = rest.lastIndexOf(' ', width);
    const line = blank > 0 ? rest.slice(0, blank) : (pieces(rest.slice(0, width + LONGEST_TOKEN), width)[0] ?? '');
    lines.push(line);
    rest = rest.slice(blank > 0 ? blank + 1 : line.length);
  }
  return [...lines, rest];
}

/** Prose behind a mark of ours. Where it goes on it stands behind the bar, so that no line but the first has the mark. */
export function behind(page: Page, text: string, mark: string = BAR): readonly string[] {
  return words(text, page.width - BAR.length).map((line, index) => {
    return `${page.paint('quiet', index === 0 ? mark : BAR)}${line}`;
  });
}

/** The start of a text, and how much more there is; the whole text where there is room. */
export function shortened(text: string, room: number): string {
  if (text.length <= room) return text;
  const rest = (start: string): string => `...(+${text.length - start.length} more)`;
  const start = pieces(text.slice(0, Math.max(room, 1)), Math.max(room - rest('').length, 1))[0] ?? '';
  return `${start}${rest(start)}`;
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

/** A label that does not fit beside the text. What is too long of it goes on behind the bar, as all foreign text. */
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

/** Where the bar stands: behind the longest label that leaves the text enough of the line; 0 when nothing does. */
function columnOf({ width }: Page, rows: readonly Row[]): number {
  const most = width < NARROW ? LABELS : Math.floor(width * 0.45);
  if (width - most < LEAST_ROOM) return 0;
  return rows.map(cellLength).reduce((column, length) => (length <= most ? Math.max(column, length) : column), 0);
}

/** The label, the note, and a blank behind each. */
function cellLength({ label, note }: Row): number {
  return label.length + 1 + (note === undefined ? 0 : note.length + 1);
}

const BAR = '| ';
const NARROW = 60;
/** What our own labels take. */
const LABELS = 14;
const LEAST_ROOM = 22;
