/** `$'\x72m'` of bash: a string with the escapes of C, worked out; the cursor is at the dollar. Undefined where it does not end. */
export function readEscaped(cursor: { readonly text: string; at: number }): string | undefined {
  QUOTED.lastIndex = cursor.at;
  const found = QUOTED.exec(cursor.text);
  if (found === null) return undefined;
  cursor.at = QUOTED.lastIndex;
  return (found[1] ?? '').replace(ESCAPE, (_, code: string) => meaningOf(code));
}

const QUOTED = /\$'((?:[^'\\]|\\[^])*)'/y;
const ESCAPE = /\\(x[\da-fA-F]{1,2}|u[\da-fA-F]{1,4}|U[\da-fA-F]{1,8}|[0-7]{1,3}|c[^]|[^])/g;

function meaningOf(code: string): string {
  const first = code[0] ?? '';
  if (/^[xuU]./.test(code)) return characterOf(Number.parseInt(code.slice(1), 16));
  if (/^[0-7]/.test(code)) return characterOf(Number.parseInt(code, 8) & 255);
  if (first === 'c' && code.length > 1) return characterOf(code.charCodeAt(1) & 31);
  return SINGLE.get(first) ?? first;
}

function characterOf(point: number): string {
  return point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
}

const SINGLE: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['e', '\x1b'],
  ['E', '\x1b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);
