import { visible } from '../../src/text/visible.js';

const ESCAPED = /\\(?:u\{([0-9a-f]{1,6})\}|[\\nrt])/g;
const SHORT_ESCAPES = new Map([
  ['\\\\', '\\'],
  ['\\n', '\n'],
  ['\\r', '\r'],
  ['\\t', '\t'],
]);

/** The text that `visible` was given; throws for what it cannot have made. */
export function parseVisible(shown: string): string {
  const text = shown.replace(ESCAPED, (form: string, hex: string | undefined) => {
    return hex === undefined ? (SHORT_ESCAPES.get(form) ?? form) : textOf(hex);
  });
  if (visible(text) !== shown) throw new SyntaxError('Not a text made by visible().');
  return text;
}

function textOf(hex: string): string {
  const codePoint = Number.parseInt(hex, 16);
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : '';
}
