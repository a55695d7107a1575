import type { RiskLevel } from '@attesta/core';
import { LEXICON, type VerbKind } from './lexicon.js';

/** A word that is known to be a verb. */
export interface Verb {
  /** As it stands in the lexicon: `delete` for `deleting`. */
  readonly word: string;
  readonly kind: VerbKind;
  /** Whether the word is, in this form, a noun or an adjective as well: `refund`, `updates`, `deleted`. */
  readonly isNoun: boolean;
  /** The level that a team gave it, where one did. */
  readonly level?: RiskLevel;
}

/** The verbs that a scorer knows: the lexicon, and a team's own words over it. */
export class Verbs {
  readonly #known: ReadonlyMap<string, Verb>;

  constructor(own: Readonly<Record<string, RiskLevel>> = {}) {
    this.#known = new Map([...BUILT_IN, ...Object.entries(own).map(ownVerb)]);
  }

  /** The verb that a word in lower case is a form of. Linear in the word. */
  find(word: string): Verb | undefined {
    return this.#known.get(word) ?? this.#inflected(word) ?? this.#glued(word);
  }

  /** `deletes`, `deleting`, `deleted`, `stopped`, `applies`. */
  #inflected(word: string): Verb | undefined {
    for (const [ending, stems, isNoun] of ENDINGS) {
      if (!word.endsWith(ending) || word.length < ending.length + 2) continue;
      for (const stem of stems(word.slice(0, -ending.length))) {
        const verb = this.#known.get(stem);
        if (verb !== undefined) return Object.freeze({ ...verb, isNoun: isNoun || verb.isNoun });
      }
    }
    return undefined;
  }

  /** `deleteuser`, `bulkdelete`, `forcekill`: a word of danger that another word is glued to. */
  #glued(word: string): Verb | undefined {
    if (word.length > LONGEST_GLUED) return undefined;
    for (let at = 3; at <= word.length - 3; at += 1) {
      const [head, tail] = [word.slice(0, at), word.slice(at)];
      const verb = GLUED.has(head) ? this.#known.get(head) : PREFIXES.has(head) ? this.#known.get(tail) : undefined;
      if (verb !== undefined && (verb.kind === 'grave' || verb.kind === 'act')) return verb;
    }
    return undefined;
  }
}

const BUILT_IN: readonly (readonly [string, Verb])[] = Object.entries(LEXICON).flatMap(([kind, words]) =>
  isKind(kind)
    ? words
        .trim()
        .split(/\s+/)
        .map((word) => entryOf(word, kind))
    : [],
);

function entryOf(marked: string, kind: VerbKind): readonly [string, Verb] {
  const word = marked.replace('~', '');
  return [word, Object.freeze({ word, kind, isNoun: marked.endsWith('~') })];
}

function ownVerb([word, level]: readonly [string, RiskLevel]): readonly [string, Verb] {
  return [word.toLowerCase(), Object.freeze({ word, kind: KINDS[level], isNoun: false, level })];
}

function isKind(kind: string): kind is VerbKind {
  return Object.hasOwn(LEXICON, kind);
}

const KINDS = { low: 'read', medium: 'change', high: 'act', critical: 'grave' } as const;

type Ending = readonly [ending: string, stems: (rest: string) => readonly string[], isNoun: boolean];

const ENDINGS: readonly Ending[] = [
  ['ies', (rest) => [`${rest}y`], true],
  ['es', (rest) => [rest, `${rest}e`], true],
  ['s', (rest) => [rest], true],
  ['ying', (rest) => [`${rest}y`, `${rest}ie`], false],
  ['ing', (rest) => [rest, `${rest}e`, undoubled(rest)], false],
  ['ied', (rest) => [`${rest}y`], true],
  ['ed', (rest) => [rest, `${rest}e`, undoubled(rest)], true],
];

function undoubled(stem: string): string {
  return stem.at(-1) === stem.at(-2) ? stem.slice(0, -1) : stem;
}

/** No name has longer words; the search for glued ones stays linear. */
const LONGEST_GLUED = 64;

/** Verbs that no common noun begins with. */
const GLUED: ReadonlySet<string> = new Set(
  `delete remove destroy erase purge truncate wipe kill terminate revoke uninstall refund exec execute deploy publish
   send transfer upload overwrite disable deactivate drain reboot restart merge`.match(/\w+/g),
);

const PREFIXES: ReadonlySet<string> = new Set('bulk mass force hard batch auto multi admin super'.split(' '));
