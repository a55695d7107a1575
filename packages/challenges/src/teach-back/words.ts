import { fold, isLight, wordSet } from '@attesta/core/authoring';
import { NUMBER_WORDS } from '../wording.js';

/** A string in the form in which explanations are compared: folded, and `1,000` is `1000`. */
export function foldExplanation(text: string): string {
  return fold(text).replace(/(\d)[,_ ](?=\d{3}(?!\d))/g, '$1');
}

/** The words and numbers of a folded string. Unlike the kit's words, `table2` is two, and `2.5` is one: amounts are compared. */
export function wordsOf(folded: string): readonly string[] {
  return folded.match(/\d+(?:\.\d+)*|[\p{L}\p{M}]+/gu) ?? [];
}

/** The words as one text, each between blanks and without its ending: in it `files` is found as `file` is. */
export function stemmed(words: readonly string[]): string {
  return ` ${words.map(stem).join(' ')} `;
}

/** A word without its ending. */
export function stem(word: string): string {
  return word.replace(/(?:e?(?:ly|s|d)?|ing)$/, '');
}

/** Whether a word is a function word: it holds others together and has no content of its own. */
export function isFunctionWord(word: string): boolean {
  return isLight(word) || CONNECTING.has(word);
}

/** The numbers that words name: digits, `50 k`, `2.5 million`, `a hundred`, `two hundred fifty thousand`. */
export function numbersIn(words: readonly string[]): ReadonlySet<number> {
  const numbers = new Set<number>();
  let isCounting = false;
  let whole = 0;
  let group = 0;
  [...words, ''].forEach((word, index) => {
    const digits = /^\d+(?:\.\d+)?$/.test(word) ? Number(word) : undefined;
    const small = digits ?? SMALL.get(word);
    const factor = FACTORS.get(word);
    if (digits !== undefined) numbers.add(digits);
    if (small !== undefined) group += small;
    else if (factor === 100) group = (group || 1) * factor;
    else if (factor !== undefined) {
      whole += (group || (words[index - 3] === 'quarter' ? 0.25 : 1)) * factor;
      group = 0;
    } else if (word !== 'and') {
      if (isCounting) numbers.add(whole + group);
      whole = group = 0;
      isCounting = false;
      return;
    }
    isCounting ||= word !== 'and';
  });
  return numbers;
}

const SMALL: ReadonlyMap<string, number> = new Map([
  ...NUMBER_WORDS.map((word, index) => [word, index] as const),
  ...'thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, index) => [word, 30 + index * 10] as const),
]);

const FACTORS: ReadonlyMap<string, number> = new Map([
  ['hundred', 100],
  ['k', 1e3],
  ['thousand', 1e3],
  ['m', 1e6],
  ['million', 1e6],
]);

/** Between the words of a hint these would change what is said; in a sentence they carry no content. */
const CONNECTING = wordSet(
  `us me one ones who whose whom which what where when how here there then than as if so because since while
   although though but and or nor yet without out over under after before until once through about up down off am
   having done not no never nothing nobody none cannot cant wont doesnt dont didnt isnt anything everything
   everybody only even again more most both`,
);
