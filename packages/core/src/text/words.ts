// How challenges compare what a person typed with what was expected. English.

/**
 * The one form in which strings are compared: NFKC, without case, apostrophes and invisible characters (`won't` is `wont`).
 * Punctuation stays. Linear.
 */
export function fold(text: string): string {
  // Apostrophes go first: NFKC would make a blank of some of them.
  const silent = text.replace(APOSTROPHE, '').replace(INVISIBLE, '');
  // Upper case before lower case: so `ß` and `SS`, and both small sigmas, are one. NFKC again: it may fold what case has changed.
  return silent.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}

/** The words of a folded string. Everything that is no letter, digit or mark separates them. */
export function wordsIn(folded: string): readonly string[] {
  return folded.match(WORD) ?? [];
}

/**
 * The words of a string in the form in which they are compared.
 *
 * @example wordsOf("It WON\u2019T lock table_a!") // ['it', 'wont', 'lock', 'table', 'a']
 */
export function wordsOf(text: string): readonly string[] {
  return wordsIn(fold(text));
}

/** Whether a folded word has no meaning of its own: an article, a pronoun, a preposition, an auxiliary. */
export function isLight(word: string): boolean {
  return LIGHT.has(word);
}

/** A list of words, separated by blanks or lines, as a set. */
export function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}

// Single classes: linear, whatever the input.
const APOSTROPHE = /['`´\u2018\u2019\u201b\u02bc\u2032\uff07]/gu;
const INVISIBLE = /\p{Cf}/gu;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

const LIGHT = wordSet(
  `a an the this that these those it its they them their our your my we you i he she
   to of in on at for from by with into onto all any some every each
   is are was were be been being will would can could may might must should shall has have had do does did get gets got
   just also really very too already still now`,
);
