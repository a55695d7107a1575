/**
 * The one function through which foreign text reaches a person: printable ASCII stays, everything else is escaped,
 * so that no text can move the cursor, hide a character, reverse a line or look like another.
 *
 * Reversible: no two texts look the same, lone surrogates included. A backslash becomes `\\`; line feed,
 * carriage return and tab become `\n`, `\r`, `\t`; any other character becomes `\u{...}` with its code point in hex.
 *
 * @example visible('rm\u202e -rf') // 'rm\\u{202e} -rf'
 */
export function visible(text: string): string {
  return NEEDS_ESCAPE.test(text) ? escaped(text) : text;
}

/** `visible(text)` between double quotes, with the quotes inside it escaped: where it ends cannot be forged. */
export function quoted(text: string): string {
  return `"${visible(text).replaceAll('"', '\\"')}"`;
}

// A single class: linear, whatever the input.
const NEEDS_ESCAPE = /[^ -[\]-~]/;

/** Written as bytes: to replace one character after the other takes ten times as long. */
function escaped(text: string): string {
  const { length } = text;
  const bytes = Buffer.allocUnsafe(length * '\\u{ffff}'.length);
  let end = 0;
  for (let index = 0; index < length; index += 1) {
    const code = text.codePointAt(index) ?? 0;
    if (code > 0xffff) index += 1;
    const letter = code > 31 && code < 127 ? code : (SHORT_ESCAPES[code] ?? U);
    if (letter !== code || code === BACKSLASH) {
      bytes[end] = BACKSLASH;
      end += 1;
    }
    bytes[end] = letter;
    if (letter === U && code !== U) {
      const start = end + 1;
      end = start + ((35 - Math.clz32(code | 1)) >> 2) + 1;
      bytes[start] = 0x7b; // {
      for (let at = end - 1, rest = code; at > start; at -= 1, rest >>= 4) bytes[at] = HEX.charCodeAt(rest & 15);
      bytes[end] = 0x7d; // }
    }
    end += 1;
  }
  return bytes.toString('latin1', 0, end);
}

const BACKSLASH = 0x5c;
const U = 0x75;
const HEX = '0123456789abcdef';
/** By the codes from 0 to 13. */
const SHORT_ESCAPES: Uint8Array = Buffer.from('uuuuuuuuutnuur');
