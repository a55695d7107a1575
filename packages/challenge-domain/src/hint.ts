import { isLight, wordsOf } from '@attesta/core/authoring';
import { isFiller, negationAt } from './negation.js';
import type { Reading } from './reading.js';

/** A run of words: from `start` to before `stop`. */
export interface Span {
  readonly start: number;
  readonly stop: number;
}

/** Why a text is no hint, or undefined when it is one. */
export function faultOfHint(text: string): string | undefined {
  const words = wordsOf(text);
  if (words.join('').length < 2) return 'must have at least two letters or digits: it would match nearly everything';
  if (words.every((word) => isLight(word)))
    return 'must have a word that carries meaning: it would match nearly everything';
  return undefined;
}

/** Whether a hint is a yes or no, which must then be the whole answer. */
export function isVerdictHint(hint: string): boolean {
  const words = wordsOf(hint);
  return words.every((word) => YES.has(word) || NO.has(word) || VERDICT.has(word));
}

/** Whether an answer is nothing but the yes or no of the hint, fillers aside: "No, it does not." for `no`. */
export function isVerdict(hint: string, { words }: Reading): boolean {
  const [verdict = ''] = wordsOf(hint);
  const same = YES.has(verdict) ? YES : NO.has(verdict) ? NO : new Set([verdict]);
  const said = words.filter((word) => !isFiller(word) && !isLight(word));
  const rest =
    same === NO ? said.filter((word, index) => same.has(word) || negationAt(said, index) === undefined) : said;
  return rest.length > 0 && rest.every((word) => same.has(word));
}

/**
 * Where the words of a hint stand in a text: whole words in order, plurals aside, with at most three light words (articles,
 * prepositions, auxiliaries) between two of them.
 *
 * @example occurrences(wordsOf('restore it from the backup'), wordsOf('restore backup')) // [{ start: 0, stop: 5 }]
 */
export function occurrences(words: readonly string[], hint: readonly string[]): readonly Span[] {
  return words.flatMap((_, start) => {
    const stop = endOf(words, hint, start);
    return stop === undefined ? [] : [{ start, stop }];
  });
}

function endOf(words: readonly string[], hint: readonly string[], start: number): number | undefined {
  let at = start;
  for (const [index, wanted] of hint.entries()) {
    const last = index === 0 ? at : at + MOST_BETWEEN;
    while (at < last && !isAt(words, at, wanted) && isLight(words[at] ?? '')) at += 1;
    if (!isAt(words, at, wanted)) return undefined;
    at += 1;
  }
  return at;
}

function isAt(words: readonly string[], index: number, wanted: string): boolean {
  const word = words[index];
  return word !== undefined && isSameWord(word, wanted);
}

/** Whether two words are one, plurals aside: `backup` and `backups`, `index` and `indexes`. */
function isSameWord(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 2 && (long === `${short}s` || long === `${short}es`);
}

const MOST_BETWEEN = 3;

const YES: ReadonlySet<string> = new Set(['yes', 'yeah', 'yep', 'yup', 'aye']);
const NO: ReadonlySet<string> = new Set(['no', 'nope', 'nah']);
const VERDICT: ReadonlySet<string> = new Set(['true', 'false', 'not', 'never']);
