import { fold, wordSet, wordsIn } from '@attesta/core/authoring';
import { isFiller, isNegatingPrefix, isNegation, isSubject, negationAt } from './negation.js';

/** An answer, read: its words, what is denied in it, and how many pieces it falls into. */
export interface Reading {
  readonly words: readonly string[];
  /** The words between punctuation, `and`, `or` and `plus`. */
  readonly pieces: readonly (readonly string[])[];
  /** Whether a negation outside the words from `start` to before `stop` reaches them. */
  isNegated(start: number, stop: number): boolean;
}

/** Reads an answer clause by clause: "it does not lock, but you lose data" denies the lock and not the loss. */
export function readAnswer(text: string): Reading {
  const clauses = fold(text)
    .split(CLAUSE_END)
    .map(wordsIn)
    .filter((clause) => clause.length > 0);
  const words = clauses.flat();
  const scopes = scopesOf(words, boundsOf(joined(clauses)));
  return {
    words,
    pieces: clauses.flatMap(pieces),
    isNegated: (start, stop) =>
      isNegatingPrefix(words[start - 1] ?? '') ||
      scopes.some(({ at, from, to }) => (at < start || at >= stop) && from < stop && to > start),
  };
}

/** Where a negation stands, and the words that it reaches: from `from` to before `to`. */
interface Scope {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** What stands before a word: nothing, the end of a clause, or a joint that a later negation does not reach back over. */
type Bound = 'none' | 'joint' | 'end';

function scopesOf(words: readonly string[], bounds: readonly Bound[]): readonly Scope[] {
  return words.flatMap((_, at) => {
    const reach = negationAt(words, at);
    if (reach === undefined) return [];
    if (reach === 'next') return [{ at, from: at, to: at + 2 }];
    let to = at + 1;
    while (to < words.length && bounds[to] !== 'end') to += 1;
    if (reach === 'onward') return [{ at, from: at, to }];
    const from = walkBack(bounds, at, ['joint', 'end']);
    // "Data loss? No." denies the clause before.
    const isAfterthought = from > 0 && bounds[from] === 'end' && isVerdict(words.slice(from, to));
    return [{ at, from: isAfterthought ? walkBack(bounds, from - 1, ['end']) : from, to }];
  });
}

function walkBack(bounds: readonly Bound[], start: number, until: readonly Bound[]): number {
  let at = start;
  while (at > 0 && !until.includes(bounds[at] ?? 'end')) at -= 1;
  return at;
}

/** "It will not, I think, lock": a clause that breaks off at its negation goes on behind the filler. */
function joined(clauses: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const whole: string[][] = [];
  let goesOn = false;
  for (const clause of clauses) {
    const last = whole.at(-1);
    const isAside = last !== undefined && isNegation(last.at(-1) ?? '') && !isVerdict(last) && clause.every(isFiller);
    if (last !== undefined && (goesOn || isAside)) last.push(...clause);
    else whole.push([...clause]);
    goesOn = isAside;
  }
  return whole;
}

function boundsOf(clauses: readonly (readonly string[])[]): readonly Bound[] {
  return clauses.flatMap((clause) => clause.map((_, index) => (index === 0 ? 'end' : boundAt(clause, index))));
}

function boundAt(clause: readonly string[], index: number): Bound {
  const word = clause[index] ?? '';
  const next = clause[index + 1] ?? '';
  // "Not because of the lock" denies the lock.
  if (isNegation(clause[index - 1] ?? '')) return 'none';
  if (NEW_CLAUSE.has(word)) return 'end';
  if (JOINT.has(word) || (word === 'and' && (isNegation(next) || isSubject(next)))) return 'joint';
  if (RELATIVE.has(word) && isNegation(next)) return 'joint';
  return 'none';
}

/** Whether a clause is but a yes or no to what was said before. */
function isVerdict(clause: readonly string[]): boolean {
  return clause.every((word) => isNegation(word) || isFiller(word));
}

function pieces(clause: readonly string[]): readonly (readonly string[])[] {
  const list: string[][] = [[]];
  for (const word of clause) {
    if (BETWEEN.has(word)) list.push([]);
    else list.at(-1)?.push(word);
  }
  return list.filter((piece) => piece.length > 0);
}

// A mark inside a word or number (0.0.0.0/0, 1,000) ends no clause. No repetition without a bound: linear.
const CLAUSE_END = /[.,:!?…](?=[\s.,:!?…]|$)|,(?!\d)|[;()[\]{}"“”|\r\n]|\s[-–—]{1,3}\s|—/u;

const NEW_CLAUSE = wordSet(
  'but because cause since so however although though whereas otherwise until unless before then',
);

const JOINT = wordSet('if when while once after where as');

/** "Rows that are not copied" says nothing about the rows; "rows that were lost" neither. */
const RELATIVE = wordSet('that which who');

const BETWEEN = wordSet('and or plus also');
