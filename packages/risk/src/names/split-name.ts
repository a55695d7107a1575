import { PHRASES } from '../verbs/lexicon.js';

/**
 * The words of a name, in lower case, by the parts that dots, slashes, colons and double underscores make of it: a
 * namespace is a part of its own.
 *
 * A word ends at anything that is no letter, at a digit, before an upper case letter after a lower case one, and between an
 * acronym and a capitalized word.
 *
 * @example partsOf('mcp__aws__S3DeleteBucket') // [['mcp'], ['aws'], ['s', 'delete', 'bucket']]
 */
export function partsOf(name: string): readonly (readonly string[])[] {
  return name
    .slice(0, LONGEST)
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .split(PART)
    .map((part) => joined(part.match(WORD) ?? []))
    .filter((words) => words.length > 0);
}

/** Puts phrases together: `pull request` is one noun, `roll back` one verb. */
function joined(matched: readonly string[]): readonly string[] {
  const words: string[] = [];
  for (const word of matched.map((each) => each.toLowerCase())) {
    const before = words.at(-1);
    const phrase = before === undefined ? undefined : PHRASE_WORDS.get(`${before} ${word}`);
    if (phrase === undefined) words.push(word);
    else words.splice(-1, 1, phrase);
  }
  return words;
}

const PHRASE_WORDS: ReadonlyMap<string, string> = new Map(Object.entries(PHRASES));

/** Characters of a name that are looked at; core takes no longer ones. */
const LONGEST = 1024;
const INVISIBLE = /\p{Cf}/gu;
const PART = /[.:/\\#]|_{2,}|->/u;

// An acronym, but not the capital that begins the word after it; a word, capitalized or not; letters without case.
const WORD = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{M}]+|\p{Lu}|[\p{Lo}\p{Lt}\p{Lm}\p{M}]+/gu;
