/**
 * The words of a text as they are compared: NFKC, without case, apostrophes and invisible characters (`won't` is `wont`);
 * everything else that is no letter, digit or mark separates words.
 *
 * @example wordsOf("It WON\u2019T lock table_a!") // ['it', 'wont', 'lock', 'table', 'a']
 */
export function wordsOf(text: string): readonly string[] {
  return wordsIn(fold(text));
}

/** The words of a text that `fold` made. */
export function wordsIn(folded: string): readonly string[] {
  return folded.match(WORD) ?? [];
}

/** The text in the one form in which texts are compared; punctuation stays. */
export function fold(text: string): string {
  // Apostrophes go first: NFKC would make a blank of some of them.
  const silent = text.replace(APOSTROPHE, '').replace(SILENT, '');
  // Upper case before lower case: so `ß` and `SS`, and both small sigmas, are one.
  return silent.toUpperCase().toLowerCase().normalize('NFKC');
}

/** Whether two words are one, plurals aside: `backup` and `backups`, `index` and `indexes`. */
export function isSameWord(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 2 && (long === `${short}s` || long === `${short}es`);
}

/** Whether a word carries no meaning of its own, so that it may stand between the words of a hint. */
export function isLight(word: string): boolean {
  return LIGHT.has(word);
}

/** Whether a word says nothing about the matter: politeness, hesitation, opinion. */
export function isFiller(word: string): boolean {
  return FILLER.has(word);
}

// Single classes: linear, whatever the input.
const APOSTROPHE = /['`´\u2018\u2019\u201b\u02bc\u2032\uff07]/gu;
const SILENT = /\p{Cf}/gu;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

const LIGHT: ReadonlySet<string> = new Set(
  `a an the this that these those it its they them their our your my we you i he she
   to of in on at for from by with into onto all any some every each
   is are was were be been being will would can could may might must should shall has have had do does did get gets got
   just also really very too already still now`.match(/\w+/g),
);

const FILLER: ReadonlySet<string> = new Set(
  `i think believe guess suppose say mean well um uh er hm hmm ok okay so sir please thanks thank you
   of course in fact sure surely certainly definitely absolutely obviously clearly honestly simply actually probably
   maybe perhaps imo afaik my opinion would as far know`.match(/\w+/g),
);
