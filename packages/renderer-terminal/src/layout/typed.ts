import { visible } from '@attesta/core';

/** What the person at the keyboard typed: their own letters and digits as they are, in any script. */
export function typed(text: string): string {
  return text.normalize('NFC').replace(NOT_TYPED, visible);
}

const NOT_TYPED = /[^ -~\p{L}\p{N}]+/gu;
