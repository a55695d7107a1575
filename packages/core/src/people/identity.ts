import { ASCII_LOOK_ALIKES, LOOK_ALIKES } from './look-alikes.js';

/**
 * What makes an id unfit to name somebody, because a person could take it for another one; undefined when nothing does.
 *
 * Fit is a text of 1 to 256 characters with a letter or a digit in it, without control, format, bidirectional or other
 * unseen characters, in one script (UTS #39, single script; Japanese and Korean count as one each).
 */
export function faultOfId(id: unknown): string | undefined {
  if (typeof id !== 'string' || id.length > 256 || !/[\p{L}\p{N}]/u.test(id)) return 'is no text that names somebody';
  if (UNSEEN.test(id)) return 'has control, format or invisible characters';
  return ONE_SCRIPT.some((script) => script.test(id)) ? undefined : 'mixes scripts';
}

/**
 * Whether two ids could be taken for one: they differ in nothing but case, width, accents, blanks, unseen characters and
 * look-alikes (UTS #39, confusables). It bars people, and never lets anybody in: for that, ids are compared exactly.
 *
 * @example resembles('Agent-1', 'аgent-l') // true: the second begins with a Cyrillic letter and ends with an L
 */
export function resembles(a: string, b: string): boolean {
  const formsOfA = forms(a);
  return forms(b).some((form) => formsOfA.includes(form));
}

/** As it is, in lower and in upper case: which letters look alike depends on it. */
function forms(id: string): readonly string[] {
  return [id, id.toLowerCase(), id.toUpperCase()].map(skeleton);
}

function skeleton(id: string): string {
  return id
    .normalize('NFKD')
    .replace(DROPPED, '')
    .replace(NOT_ASCII, (character) => LOOK_ALIKES.get(character) ?? character)
    .toLowerCase()
    .replace(ASCII, (character) => ASCII_LOOK_ALIKES[character] ?? character);
}

// U+2800 is a blank that Unicode counts among the symbols.
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;
const DROPPED = /[\p{M}\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const NOT_ASCII = /[^ -~]/gu;
const ASCII = /[01im|]/g;

/** The scripts in everyday use (UAX #31, table 5), each with what all scripts share. */
const ONE_SCRIPT: readonly RegExp[] =
  `Latin Cyrillic Greek Han+Hiragana+Katakana Han+Hangul Han+Bopomofo Arabic Armenian Bengali Devanagari Ethiopic Georgian
   Gujarati Gurmukhi Hebrew Kannada Khmer Lao Malayalam Myanmar Oriya Sinhala Tamil Telugu Thaana Thai Tibetan`
    .split(/\s+/)
    .map((scripts) => {
      const classes = `${scripts}+Common+Inherited`.split('+').map((script) => `\\p{Script=${script}}`);
      return new RegExp(`^[${classes.join('')}]+$`, 'u');
    });
