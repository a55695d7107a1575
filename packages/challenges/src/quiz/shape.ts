import { FIRMS, NAMES, NOUNS, ringOf } from './rings.js';

/**
 * A text taken apart: what stays, and what could as well be something else. A piece that may vary belongs to a family of
 * values that have all the same family: whichever of them is the true one, the same choices come about, so none of them
 * looks more like the answer than the others.
 */
export type Shape = (text: string) => readonly Piece[];

/** A piece of a text. */
export interface Piece {
  readonly text: string;
  /** What may stand in its place; empty where it stays. */
  readonly family: readonly string[];
  /** Pieces of a lower rank vary first. */
  readonly rank: number;
}

/** A piece that may vary, if there are others of its family. */
function piece(text: string, family: readonly string[] = [], rank = 0): Piece {
  return { text, family, rank };
}

/** The shape of values of which there are only these. */
export function oneOf(family: readonly string[]): Shape {
  return (text) => [piece(text, family)];
}

/** A number: a round one may be another round one, or of ten times its size; of another the digits vary. */
export const numberShape: Shape = (text) => {
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d+)(.*)$/.exec(text) ?? [];
  const [, front = whole, zeros = ''] = /^(\d\d+?)(0*)$/.exec(whole) ?? [];
  if (!ROUND.includes(front)) {
    const digits = [...front].map((digit, at) => piece(digit, at > 0 || front.length < 2 ? DIGITS : []));
    return [piece(sign), ...digits, piece(zeros + rest)];
  }
  // A pair belongs together: one zero and two, three and four.
  const few = zeros.slice(1 - (zeros.length % 2));
  const size = zeros === '' ? [] : [few, `${few}0`];
  return [piece(sign), piece(front, ROUND), piece(zeros, size), piece(rest)];
};

/** A share of a hundred, where it is one of the usual. */
export const percentShape: Shape = (text) => (PERCENTS.includes(text) ? oneOf(PERCENTS) : numberShape)(text);

/** How many of something there are, if not one. */
export const countShape: Shape = (text) => (text.length < 2 ? oneOf(DIGITS.slice(2)) : numberShape)(text);

/** Whether a number is one that people choose: they would guess it first. */
export function isRound(text: string): boolean {
  return /^\d{1,3}$/.test(text) || ROUND.includes(/^(\d\d)0*$/.exec(text)?.[1] ?? '');
}

/** A date, `2026-11-22`, and what follows it. Month and day vary within what every month has; beyond the 28th the year does. */
export function dateShape(text: string): readonly Piece[] {
  const isLate = Number(text.slice(8, 10)) > 28;
  if (isLate) return [piece(text.slice(0, 2)), piece(text.slice(2, 4), numbers(20, 29)), piece(text.slice(4))];
  const [month, day] = [piece(text.slice(5, 7), numbers(1, 12)), piece(text.slice(8, 10), numbers(1, 28))];
  return [piece(text.slice(0, 5)), month, piece('-'), day, piece(text.slice(10))];
}

function numbers(first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index).padStart(2, '0'));
}

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
const ROUND: readonly string[] = '10 12 15 20 25 30 40 50 60 75 80 90'.split(' ');
const PERCENTS: readonly string[] = '0 1 2 5 10 15 20 25 30 40 50 60 75 80 90 100'.split(' ');
const HOST = /^[a-z\d-]+(?:\.[a-z\d-]+)+$/i;

/** A date with its time, a word (of a camel-cased name, too), a digit, or what stands between them. */
const TOKENS = /(?<!\d)\d{4}-[01]\d-[0-3]\d(?!\d)(?:T[\d:.]+Z?)?|[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d|[^A-Za-z\d]+/g;
