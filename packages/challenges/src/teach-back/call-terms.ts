import type { ActionContext } from '@attesta/core';
import { type ArgumentLeaf, describeArguments, wordSet } from '@attesta/core/authoring';
import { keyOf } from '../wording.js';
import { type SaysVerb, verbOf } from './verbs.js';
import { foldExplanation, isFunctionWord, stemmed, wordsOf } from './words.js';

/** What an explanation of a call has to name. */
export interface CallTerms {
  /** Tells a word that says what the call does. */
  readonly isVerb: SaysVerb;
  /** What it is done to: what the texts in its arguments speak of. */
  readonly targets: readonly Term[];
  readonly amounts: readonly Amount[];
  /** The names of its switches, and its other numbers. */
  readonly settings: readonly Term[];
  /** What its name speaks of. */
  readonly nouns: readonly Term[];
}

/** A number in the arguments that says how much. */
export interface Amount {
  readonly value: number;
  /** Whether it counts cents. */
  readonly isMinor: boolean;
}

/** One thing that can be named: by all of its words in their order, or by two of those that tell it from others. */
export interface Term {
  readonly whole: string;
  readonly telling: readonly string[];
}

/** Whether a text names it; both in the form of `stemmed`. */
export function isNamed({ whole, telling }: Term, text: string): boolean {
  const least = Math.min(2, telling.length);
  return text.includes(whole) || (least > 0 && telling.filter((word) => text.includes(word)).length >= least);
}

/** The terms of a call. Secrets are none. */
export function termsOf(context: ActionContext): CallTerms {
  const leaves = describeArguments(context);
  const name = wordsOf(foldExplanation(apart(context.functionName)));
  const texts = leaves.flatMap(({ value }) =>
    typeof value === 'string' ? [foldExplanation(value.replace(MASK, ' '))] : [],
  );
  const isVerb = verbOf(name, texts.map(wordsOf));
  const nouns = name.filter((word) => word.length > 2 && !isFunctionWord(word) && !isVerb(word));
  return {
    isVerb,
    targets: texts.flatMap((text) => termsIn(text, isVerb)),
    amounts: leaves.flatMap(amountOf),
    settings: leaves.flatMap(settingsOf),
    nouns: nouns.map((noun) => termOf([noun])),
  };
}

/** What the parts of a text speak of. Options (`-f`) are no part. */
function termsIn(text: string, isVerb: SaysVerb): readonly Term[] {
  const parts = text.split(/[\s/\\=?&,;"'()<>]+/, MOST_PARTS).filter((part) => !part.startsWith('-'));
  return parts.map(wordsOf).flatMap((words) => {
    const telling = words.filter((word) => isTelling(word) && !isVerb(word));
    const isOne = words.length > 1 && words.join('').length > 2;
    return isOne ? [termOf(words, telling)] : telling.map((word) => termOf([word]));
  });
}

function termOf(words: readonly string[], telling: readonly string[] = []): Term {
  return { whole: stemmed(words), telling: telling.map((word) => stemmed([word])) };
}

function amountOf({ path, value }: ArgumentLeaf): readonly Amount[] {
  const key = keyOf(path);
  if ((typeof value !== 'number' && typeof value !== 'bigint') || !(AMOUNT.test(key) || key === '')) return [];
  return [{ value: Math.abs(Number(value)), isMinor: /(?<!per)cent|minor/i.test(key) }];
}

function settingsOf({ path, value }: ArgumentLeaf): readonly Term[] {
  if (typeof value === 'number') return [termOf([String(value)])];
  if (typeof value !== 'boolean') return [];
  return wordsOf(foldExplanation(apart(keyOf(path)))).flatMap((word) => (isTelling(word) ? [termOf([word])] : []));
}

/** `dropTable` as two words. */
function apart(name: string): string {
  return name.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ');
}

function isTelling(word: string): boolean {
  return (word.length > 2 || /\d\d/.test(word)) && !isFunctionWord(word) && !VAGUE.has(word);
}

const MASK = /<redacted [^<>]{0,99}>/g;

const AMOUNT =
  /amount|count|cent|total|price|sum|limit|quantity|number|rows|records|replicas|recipients|users|size|max|minutes|hours|days/i;

/** What more of one text says nobody has to name. */
const MOST_PARTS = 200;

/** Words that many calls have, so that naming them shows nothing. */
const VAGUE = wordSet(
  `table tables data database record records row rows user users file files system server servers https www com org net api
   true false null select where values join order limit set cluster deployment service namespace pod pods instance replicas
   account admin role name type value default example test new`,
);
