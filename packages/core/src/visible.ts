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
  return NEEDS_ESCAPE.test(text) ? text.replace(ESCAPABLE, escapeOf) : text;
}

/** `visible(text)` between double quotes, with the quotes inside it escaped: where it ends cannot be forged. */
export function quoted(text: string): string {
  return `"${visible(text).replaceAll('"', '\\"')}"`;
}

// Single classes: linear, whatever the input.
const NEEDS_ESCAPE = /[^ -[\]-~]/;
const ESCAPABLE = /[^ -[\]-~]/gu;

const WITH_SHORT_ESCAPE = '\\\n\r\t';
const SHORT_ESCAPES = '\\nrt';

function escapeOf(character: string): string {
  const index = WITH_SHORT_ESCAPE.indexOf(character);
  return `\\${index < 0 ? `u{${character.codePointAt(0)?.toString(16)}}` : SHORT_ESCAPES.charAt(index)}`;
}
