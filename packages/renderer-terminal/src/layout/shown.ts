import { visible } from '@attesta/core';

/**
 * Text of a challenge or a notice in printable ASCII and line feeds. A backslash stays as it is, unlike in `visible()`: such text quotes
 * what went through `visible()` before, and a second time would show another value than the one above.
 */
export function shown(text: string): string {
  return text.replace(NOT_PRINTABLE, visible);
}

/** What the person at the keyboard typed: their own letters and digits as they are, in any script. */
export function typed(text: string): string {
  return text.normalize('NFC').replace(NOT_TYPED, visible);
}

const NOT_PRINTABLE = /[^ -~\n]+/gu;
const NOT_TYPED = /[^ -~\p{L}\p{N}]+/gu;
