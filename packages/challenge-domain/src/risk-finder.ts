import type { ActionContext, ArgumentValue, RiskFactor } from '@attesta/core';
import { wordsOf } from '@attesta/core/authoring';
import type { DomainProfile } from './domain-profile.js';
import { compilePattern } from './pattern.js';

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
    const isSearched = this.#terms.length > 0 && text.length <= TERM_REACH;
    const words = isSearched ? framed(wordsOf(text.replace(CAMEL_CASE, ' '))) : text;
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

/**
 * An action as text to be searched: its name, then one line for each value, `key: value` where it has a key. A text that
 * changes under NFKC (full-width letters, say) is there in both forms.
 *
 * @example actionText(context) // 'delete_records\ntable: users\nforce: true'
 */
function actionText(context: ActionContext): string {
  const lines = [context.functionName];
  for (const value of context.args) collect(value, '', lines);
  const text = lines.join('\n');
  const normalized = text.normalize('NFKC');
  return normalized === text ? text : `${text}\n${normalized}`;
}

function collect(value: ArgumentValue, key: string, lines: string[]): void {
  if (typeof value !== 'object' || value === null) lines.push(line(key, String(value)));
  else if (value instanceof Date) lines.push(line(key, value.toISOString()));
  else if (value instanceof Uint8Array) lines.push(line(key, UTF_8.decode(value)));
  else if (value instanceof Map) {
    for (const [name, item] of value) {
      if (typeof name === 'object') collect(name, key, lines);
      collect(item, typeof name === 'object' ? key : String(name), lines);
    }
  } else if (value instanceof Set || Array.isArray(value)) {
    for (const item of value) collect(item, key, lines);
  } else for (const [name, item] of Object.entries(value)) collect(item, name, lines);
}

function line(key: string, text: string): string {
  return key === '' ? text : `${key}: ${text}`;
}

const UTF_8 = new TextDecoder();
const CAMEL_CASE = /(?<=\p{Ll})(?=\p{Lu})/gu;

/** Characters. */
const TERM_REACH = 200_000;
