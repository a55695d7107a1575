/**
 * The one function through which foreign text reaches a person: printable ASCII stays, everything else is escaped,
 * so that no text can move the cursor, hide a character, reverse a line or look like another.
 *
 * Reversible: `parseVisible(visible(text)) === text`, lone surrogates included. A backslash becomes `\\`; line feed,
 * carriage return and tab become `\n`, `\r`, `\t`; any other character becomes `\u{...}` with its code point in hex.
 *
 * @example visible('rm\u202e -rf') // 'rm\\u{202e} -rf'
 */
export function visible(text: string): string {
  return NEEDS_ESCAPE.test(text) ? text.replace(ESCAPABLE, escapeOf) : text;
}

/**
 * The text that `visible` was given.
 *
 * @throws SyntaxError when `shown` cannot have come from `visible`.
 */
export function parseVisible(shown: string): string {
  const text = shown.replace(ESCAPED, (form: string, hex: string | undefined) => {
    return hex === undefined ? (SHORT_FORMS.get(form) ?? form) : textOf(hex);
  });
  if (visible(text) !== shown) throw new SyntaxError('Not a text made by visible().');
  return text;
}

/** `visible(text)` between double quotes, with the quotes inside it escaped: where it ends cannot be forged. */
export function quoted(text: string): string {
  return `"${visible(text).replaceAll('"', '\\"')}"`;
}

// Single classes and bounded repetitions only: linear, whatever the input.
const NEEDS_ESCAPE = /[^ -[\]-~]/;
const ESCAPABLE = /[^ -[\]-~]/gu;
const ESCAPED = /\\(?:u\{([0-9a-f]{1,6})\}|[\\nrt])/g;

const LONG_FORMS: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);
const SHORT_FORMS: ReadonlyMap<string, string> = new Map([...LONG_FORMS].map(([text, form]) => [form, text]));

function escapeOf(character: string): string {
  return LONG_FORMS.get(character) ?? `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

function textOf(hex: string): string {
  const codePoint = Number.parseInt(hex, 16);
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '';
}
