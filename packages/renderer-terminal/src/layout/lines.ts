/** Cuts a string into lines of at most `width`. An escape is cut only if it is longer than a line. Joined, the lines are the string. */
export function pieces(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let start = 0;
  while (text.length - start > width) {
    const end = start + lengthOfLine(text.slice(start, start + width + LONGEST_ESCAPE), width);
    lines.push(text.slice(start, end));
    start = end;
  }
  return [...lines, text.slice(start)];
}

/** The length of the first line: as many whole escapes and characters as fit. */
function lengthOfLine(text: string, width: number): number {
  for (const { 0: token, index } of text.matchAll(ESCAPE)) {
    if (index >= width) break;
    if (index + token.length > width) return index > 0 ? index : width;
  }
  return width;
}

/** The same for a quoted value, with a line break after each escaped line feed, so that a script reads like one. */
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

/** Breaks prose at line feeds, and at blanks into lines of at most `width`. A longer word is cut. */
export function words(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => wordsOf(paragraph, width));
}

function wordsOf(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const blank = rest.lastIndexOf(' ', width);
    const line = blank > 0 ? rest.slice(0, blank) : (pieces(rest.slice(0, width + LONGEST_ESCAPE), width)[0] ?? '');
    lines.push(line);
    rest = rest.slice(blank > 0 ? blank + 1 : line.length);
  }
  return [...lines, rest];
}

/** The start of a string and the number of characters left out; the whole string if it fits into `room`. */
export function shortened(text: string, room: number): string {
  if (text.length <= room) return text;
  const rest = (start: string): string => `...(+${text.length - start.length} more)`;
  const start = pieces(text.slice(0, Math.max(room, 1)), Math.max(room - rest('').length, 1))[0] ?? '';
  return `${start}${rest(start)}`;
}

/** One escape of an escaped string, or a run of blanks in words (`\{500 line feeds}`): it is never cut in two. */
const ESCAPE = /\\(?:u\{[0-9a-f]{1,6}\}|\{[^}]{1,120}\}|[^])/g;
/** The most characters of an escape. */
const LONGEST_ESCAPE = 123;
