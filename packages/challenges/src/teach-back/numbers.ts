import { NUMBER_WORDS } from '../number-words.js';

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
