import { dateShape } from './date-shape.js';
import { type Piece, piece, type Shape } from './shape.js';
import { FIRMS, NAMES, NOUNS, ringOf } from './words.js';

/**
 * A path, a name, an id, an address: words of a ring may be others of it, digits other digits, and at last an unknown word
 * any of a ring that fits: a person before an `@`, an organisation behind it.
 */
export const textShape: Shape = (text) => {
  const at = text.indexOf('@');
  return [...text.matchAll(TOKENS)].flatMap(({ 0: token, index }) => {
    if (token.length > 9 && /^\d/.test(token)) return dateShape(token);
    const others = at < 0 ? (HOST.test(text) ? FIRMS : NOUNS) : index < at ? NAMES : FIRMS;
    return [/\d/.test(token) ? digit(text, index) : word(text, token, index, others)];
  });
};

/** The first digit of a number stays, and of a short one all but the last: a year stays near. */
function digit(text: string, index: number): Piece {
  const [before = ''] = /\d*$/.exec(text.slice(0, index)) ?? [];
  const [rest = ''] = /^\d+/.exec(text.slice(index)) ?? [];
  const isOpen = rest.length === 1 || (before !== '' && before.length + rest.length > 4);
  return piece(text.charAt(index), isOpen ? DIGITS : [], 1);
}

function word(text: string, token: string, index: number, others: readonly string[]): Piece {
  const lower = token.toLowerCase();
  const singular = lower.replace(/s$/, '');
  const ring = ringOf(lower) ?? (singular === lower ? undefined : ringOf(singular)?.map((each) => `${each}s`));
  if (ring !== undefined) return piece(token, ring.map(writtenAs(token)));
  // What stands next to a digit, or has no vowel, is no word.
  const around = text.charAt(index - 1) + text.charAt(index + token.length);
  if (!/^[a-z]{3,}$/.test(lower) || !/[aeiouy]/.test(lower) || /\d/.test(around)) return piece(token);
  return piece(token, [lower, ...others].map(writtenAs(token)), 2);
}

/** Writes a word as another is written: in capitals, with one, or without. */
function writtenAs(model: string): (word: string) => string {
  if (model === model.toUpperCase()) return (word) => word.toUpperCase();
  if (/^[A-Z]/.test(model)) return (word) => word.charAt(0).toUpperCase() + word.slice(1);
  return (word) => word;
}

const DIGITS: readonly string[] = [...'0123456789'];
const HOST = /^[a-z\d-]+(?:\.[a-z\d-]+)+$/i;

/** A date with its time, a word (of a camel-cased name, too), a digit, or what stands between them. */
const TOKENS = /(?<!\d)\d{4}-[01]\d-[0-3]\d(?!\d)(?:T[\d:.]+Z?)?|[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d|[^A-Za-z\d]+/g;
