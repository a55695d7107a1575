import { oneOf, piece, type Shape } from './shape.js';

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

const DIGITS: readonly string[] = [...'0123456789'];
const ROUND: readonly string[] = '10 12 15 20 25 30 40 50 60 75 80 90'.split(' ');
const PERCENTS: readonly string[] = '0 1 2 5 10 15 20 25 30 40 50 60 75 80 90 100'.split(' ');
