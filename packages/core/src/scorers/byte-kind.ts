// What a byte of UTF-8 may be part of, as bits of one number: a look into a table costs less than comparisons. Every byte of
// a character beyond ASCII is 128 or more, so none is taken for ASCII.

/** A letter, a digit or an underscore: what `\w` of a regular expression matches. */
export const WORD = 1;
export const DIGIT = 2;
export const DIGIT_OR_DOT = 4;
/** A letter, or part of a character beyond ASCII. */
export const LETTER = 8;
/** What may stand before the `@` of an e-mail address. */
export const LOCAL = 16;
/** What a domain name is made of. */
export const DOMAIN = 32;
/** A blank, or part of a character beyond ASCII: no exotic space may take a command apart unseen. */
export const BLANK = 64;

/** The kinds of the byte at `index`. */
export function kindAt(text: Uint8Array, index: number): number {
  return KINDS[text[index] ?? 0] ?? 0;
}

const KINDS = new Uint8Array(256);
KINDS.fill(LETTER | LOCAL | DOMAIN | BLANK, 128);
mark('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', WORD | LETTER | LOCAL | DOMAIN);
mark('0123456789', WORD | DIGIT | DIGIT_OR_DOT | LOCAL | DOMAIN);
mark('.', DIGIT_OR_DOT | LOCAL | DOMAIN);
mark('-', LOCAL | DOMAIN);
mark('_', WORD | LOCAL);
mark('%+', LOCAL);
mark(' \t\n\v\f\r', BLANK);

function mark(characters: string, kinds: number): void {
  for (let index = 0; index < characters.length; index += 1) KINDS[characters.charCodeAt(index)] = kinds;
}
