/**
 * An escaped string with each long run of blanks in a few words, so that blanks push no fact off the screen: 500 line feeds
 * are `\{500 line feeds}`. No escape begins with `\{`: no string can contain one.
 *
 * @example collapsed(visible(`ls${' '.repeat(120)}; rm -rf /`)) // 'ls\\{120 spaces}; rm -rf /'
 */
export function collapsed(text: string): string {
  return text.replace(RUN, (run) => (run.length < SHORTEST_RUN ? run : withoutRuns(run.match(TOKEN) ?? [])));
}

/** Replaces the runs of blanks among these blanks and escapes. */
function withoutRuns(tokens: readonly string[]): string {
  const parts: string[] = [];
  let blanks: string[] = [];
  for (const token of tokens) {
    if (isBlank(token)) {
      blanks.push(token);
      continue;
    }
    parts.push(...inFewWords(blanks), token);
    blanks = [];
  }
  return [...parts, ...inFewWords(blanks)].join('');
}

function isBlank(token: string): boolean {
  if (token === ' ' || token === '\\n' || token === '\\r' || token === '\\t') return true;
  const hex = CODE_POINT.exec(token)?.[1];
  return hex !== undefined && BLANK.test(String.fromCodePoint(Number.parseInt(hex, 16)));
}

/** A run of blanks, with each repetition in words. */
function inFewWords(run: readonly string[]): readonly string[] {
  const parts: string[] = [];
  let at = 0;
  while (at < run.length) {
    const { length, times } = repetition(run, at);
    const unit = run.slice(at, at + length);
    const isLong = length * times > MOST_BLANKS || (times > MOST_LINE_FEEDS && unit.includes('\\n'));
    parts.push(isLong ? inWords(unit, times) : (unit[0] ?? ''));
    at += isLong ? length * times : 1;
  }
  return parts;
}

/** The unit of blanks whose repetition from `start` is longest. */
function repetition(run: readonly string[], start: number): { length: number; times: number } {
  let best = { length: 1, times: 1 };
  for (let length = 1; length <= LONGEST_UNIT; length += 1) {
    let end = start + length;
    while (end < run.length && run[end] === run[end - length]) end += 1;
    const times = Math.floor((end - start) / length);
    if (times > 1 && times * length > best.times * best.length) best = { length, times };
  }
  return best;
}

function inWords(unit: readonly string[], times: number): string {
  const [first = ''] = unit;
  if (unit.length > 1) return `\\{${times} times ${unit.map((token) => NAMES[token] ?? code(token)).join(', ')}}`;
  const name = NAMES[first];
  return `\\{${times} ${name === undefined ? code(first) : `${name}s`}}`;
}

function code(token: string): string {
  return `U+${(CODE_POINT.exec(token)?.[1] ?? '').toUpperCase().padStart(4, '0')}`;
}

const NAMES: Readonly<Record<string, string>> = {
  ' ': 'space',
  '\\n': 'line feed',
  '\\r': 'carriage return',
  '\\t': 'tab',
};
const CODE_POINT = /^\\u\{([0-9a-f]{1,6})\}$/;
/** U+2800 is a blank that Unicode counts among the symbols, U+3164 and its like among the letters. */
const BLANK = /^[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]$/u;
const TOKEN = / |\\(?:u\{[0-9a-f]{1,6}\}|[^])/g;
const RUN = /(?: |\\(?:u\{[0-9a-f]{1,6}\}|[^]))+/g;
/** Four line feeds; any other run is longer. */
const SHORTEST_RUN = 8;
/** Deep indentation is no run. */
const MOST_BLANKS = 16;
const MOST_LINE_FEEDS = 3;
const LONGEST_UNIT = 4;
