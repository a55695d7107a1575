/** One escape of an escaped text, or a run of blanks said in words: what is never cut in two. */
export const ESCAPE: RegExp = /\\(?:u\{[0-9a-f]{1,6}\}|\{[^}]{1,120}\}|[^])/g;

/** The most characters of an escape. */
export const LONGEST_TOKEN: number = 123;
