/**
 * The words of a name in lower case.
 *
 * A word ends at anything that is no letter, before an upper case letter after a lower case one, and between an acronym and a
 * capitalized word. Linear.
 *
 * @param name Read without its compatibility forms (NFKC): full-width letters are letters.
 * @example nameWords('dropS3Table') // ['drop', 's', 'table']
 * @example nameWords('X-API-Key') // ['x', 'api', 'key']
 * @example nameWords('apikey') // ['apikey']
 */
export function nameWords(name: string): readonly string[] {
  const words = name.slice(0, LONGEST_NAME).normalize('NFKC').match(WORD) ?? [];
  return words.map((word) => word.toLowerCase());
}

/** Characters; the words of a longer name are those of its beginning. */
const LONGEST_NAME = 1024;

const WORD = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{M}]+|[\p{Lo}\p{Lt}\p{Lm}\p{M}]+/gu;
