import type { ActionContext } from '../../action-context.js';
import { type ArgumentLeaf, describeArguments } from '../../describe-action.js';
import { type SaysVerb, verbOf } from './verbs.js';
import { fold, isLight, setOf, wordsOf } from './words.js';

/** What an explanation of a call has to name. */
export interface CallTerms {
  /** Tells a word that says what the call does. */
  readonly isVerb: SaysVerb;
  /** What it is done to: terms of the texts in its arguments, one list for each argument. */
  readonly targets: readonly (readonly Term[])[];
  /** The amounts in its arguments, each with the numbers that say it. */
  readonly amounts: readonly (readonly number[])[];
  /** The names of its switches. */
  readonly switches: readonly Term[];
  /** Where it runs, and what its name speaks of. */
  readonly around: readonly Term[];
}

/** Words that stand for one thing: any of these runs says it. */
export type Term = readonly (readonly string[])[];

/** The terms of a call. Secrets are none. */
export function termsOf(context: ActionContext): CallTerms {
  const leaves = describeArguments(context);
  const name = wordsOf(fold(context.functionName.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')));
  const texts = leaves.flatMap(({ value }) => (typeof value === 'string' ? [fold(value.replace(MASK, ' '))] : []));
  const isVerb = verbOf(name, texts.map(wordsOf));
  const nouns = name.filter((word) => word.length > 2 && !isLight(word) && !isVerb(word));
  const parts = texts.map((text) => partsOf(text).filter(([[word = ''] = []]) => !isVerb(word)));
  return {
    isVerb,
    targets: parts.filter((terms) => terms.length > 0),
    amounts: leaves.flatMap(amountOf),
    switches: leaves.flatMap(switchOf),
    around: [wordsOf(fold(context.environment)), ...nouns.map((word) => [word])].map((run) => [run]),
  };
}

/** The parts of a text that can be named: by all of their words, or by one that is telling. */
function partsOf(text: string): readonly Term[] {
  const parts = text.split(/[\s/\\@=?&,;"'()<>]+/).map(wordsOf);
  return parts.slice(0, MOST_PARTS).flatMap((words) => {
    if (words.length === 1) return isTelling(words[0]) ? [[words]] : [];
    const telling = words.filter((word) => word.length > 3 && isTelling(word)).map((word) => [word]);
    return words.length === 0 || words.join('').length < 3 ? [] : [[words, ...telling]];
  });
}

function amountOf({ path, value }: ArgumentLeaf): readonly (readonly number[])[] {
  if (typeof value !== 'number' && typeof value !== 'bigint') return [];
  const key = /\.(\w+)[\d[\]]*$/.exec(path)?.[1] ?? '';
  if (/[.]/.test(path) && !AMOUNT.test(key)) return [];
  const amount = Math.abs(Number(value));
  return [
    [
      amount,
      ...(/(?<!per)cent|minor/i.test(key) ? [amount / 100] : []),
      ...(amount < 1 ? [Math.round(amount * 1e4) / 100] : []),
    ],
  ];
}

function switchOf({ path, value }: ArgumentLeaf): readonly Term[] {
  const words = wordsOf(fold((/\w+$/.exec(path)?.[0] ?? '').replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ')));
  return typeof value === 'boolean' ? words.filter((word) => isTelling(word)).map((word) => [[word]]) : [];
}

function isTelling(word = ''): boolean {
  return (word.length > 2 || /\d\d/.test(word)) && !isLight(word) && !VAGUE.has(word);
}

const MASK = /<redacted [^>]*>/g;
const AMOUNT =
  /amount|count|cent|total|price|sum|limit|percent|quantity|number|rows|records|replicas|recipients|users|size|max/i;

/** More of one text nobody has to read for the few terms of an explanation. */
const MOST_PARTS = 200;

/** Words that many calls have, so that naming them shows nothing. */
const VAGUE = setOf(
  `table tables data database databases record records row rows user users file files system server servers http https www
   com org net api true false null select where values join order limit set cluster deployment service namespace pod pods
   instance instances replicas account admin role name type value default example test`,
);
