/** One character of an escaped text, or one escape, or a run of blanks said in words: what is never cut in two. */
export const TOKEN: RegExp = /\\u\{[0-9a-f]{1,6}\}|\\\{[^}]{1,120}\}|\\?[^]/g;

/** The most characters of a token. */
export const LONGEST_TOKEN: number = 123;
