import { wordSet } from '@attesta/core/authoring';

/** How far a negation reaches: over its whole clause, over what follows it there, or over the next word alone. */
export type NegationReach = 'clause' | 'onward' | 'next';

/** Whether the word at `index` negates, and how far. Words are those of `wordsOf`. */
export function negationAt(words: readonly string[], index: number): NegationReach | undefined {
  const word = words[index] ?? '';
  if (ONWARD.has(word)) return 'onward';
  if (!isNegation(word) || affirms(words[index - 1], word)) return undefined;
  if (affirms(word, words[index + 1])) return 'next';
  // "No it locks" is "No, it locks": the answer to the question, not a word about what follows.
  return index === 0 && BARE.has(word) && isSubject(words[1] ?? '') ? undefined : 'clause';
}

/** Whether a word negates by itself. */
export function isNegation(word: string): boolean {
  return CLAUSE.has(word);
}

/** Whether a word directly before another turns it round: `non destructive`, `zero downtime`. */
export function isNegatingPrefix(word: string): boolean {
  return PREFIX.has(word);
}

/** Whether a word begins a clause as its subject. */
export function isSubject(word: string): boolean {
  return SUBJECT.has(word);
}

/** Whether a word says nothing about the matter: politeness, hesitation, opinion. */
export function isFiller(word: string): boolean {
  return FILLER.has(word);
}

const CLAUSE = wordSet(
  `not no never none nothing nobody nowhere neither nor nope nah cannot hardly barely scarcely unlikely impossible myth
   false untrue lack lacks lacking doubt doubts doubtful
   isnt arent wasnt werent dont doesnt didnt cant couldnt wont wouldnt shouldnt hasnt havent hadnt mustnt neednt
   mightnt shant aint`,
);

const ONWARD = wordSet('without instead rather except minus');

const PREFIX = wordSet('zero non un anti');

const BARE = wordSet('no nope nah');

const SUBJECT = wordSet('i you we they he she it this that these those there');

const FILLER = wordSet(
  `i think believe guess suppose say mean well um uh er hm hmm ok okay so sir please thanks thank you
   of course in fact sure surely certainly definitely absolutely obviously clearly honestly simply actually probably
   maybe perhaps imo afaik my opinion would as far know`,
);

function affirms(word = '', next = ''): boolean {
  return AFFIRMING.get(word)?.has(next) ?? false;
}

/** Pairs that affirm what follows: `not only`, `no doubt`. A hint `only` is denied all the same. */
const AFFIRMING: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['not', new Set(['only', 'just', 'merely', 'simply'])],
  ['no', new Set(['doubt', 'matter', 'later'])],
]);
