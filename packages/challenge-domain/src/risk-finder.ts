import type { ActionContext, RiskFactor } from '@attesta/core';
import { actionText } from './action-text.js';
import type { DomainProfile } from './domain-profile.js';
import { compilePattern } from './pattern.js';
import { wordsOf } from './words.js';

/** Looks for the patterns and terms of a profile, compiled once. A text too long for one of them counts as found. */
export class RiskFinder {
  readonly #patterns: readonly Wanted[];
  readonly #terms: readonly Wanted[];

  constructor({ riskPatterns, sensitiveTerms }: DomainProfile) {
    this.#patterns = riskPatterns.map(({ pattern, name, riskContribution }) => {
      const { reach, isIn } = compilePattern(pattern);
      return wanted(`pattern: ${name}`, riskContribution, reach, isIn);
    });
    this.#terms = Object.entries(sensitiveTerms).map(([term, share]) => {
      const words = framed(wordsOf(term));
      return wanted(`term: ${term}`, share, TERM_REACH, (text) => text.includes(words));
    });
  }

  /** A factor for each pattern and term that is found; its score is what it adds. */
  find(context: ActionContext): readonly RiskFactor[] {
    const text = actionText(context);
    // `cardNumber` and `card_number` are the words "card number".
    const words = text.length > TERM_REACH ? text : framed(wordsOf(text.replace(CAMEL_CASE, ' ')));
    return [...found(this.#patterns, text), ...found(this.#terms, words)];
  }
}

/** Something to look for. */
interface Wanted {
  readonly found: RiskFactor;
  readonly tooLong: RiskFactor;
  readonly reach: number;
  readonly isIn: (text: string) => boolean;
}

function wanted(name: string, score: number, reach: number, isIn: Wanted['isIn']): Wanted {
  const found = Object.freeze({ name, score, reason: 'found in the action' });
  return {
    found,
    tooLong: Object.freeze({ ...found, reason: 'the action is too long to be searched for it' }),
    reach,
    isIn,
  };
}

function found(list: readonly Wanted[], text: string): readonly RiskFactor[] {
  return list.flatMap(({ found, tooLong, reach, isIn }) => {
    if (text.length > reach) return [tooLong];
    return isIn(text) ? [found] : [];
  });
}

function framed(words: readonly string[]): string {
  return ` ${words.join(' ')} `;
}

const CAMEL_CASE = /(?<=\p{Ll})(?=\p{Lu})/gu;

/** Characters. */
const TERM_REACH = 200_000;
