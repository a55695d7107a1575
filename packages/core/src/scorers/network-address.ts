import { DIGIT, DIGIT_OR_DOT, DOMAIN, kindAt, LETTER, LOCAL, WORD } from './byte-kind.js';

const AT = 64;
const DOT = 46;

/** Whether a framed text holds an e-mail address at or after `start`. Linear: no two domains overlap. */
export function hasEmailAddress(text: Uint8Array, start: number, end: number): boolean {
  for (let index = start; index < end; index += 1) {
    if (text[index] === AT && (kindAt(text, index - 1) & LOCAL) !== 0 && isDomainAt(text, index + 1)) return true;
  }
  return false;
}

/** Whether a domain of two labels begins here, the second of two letters at least. */
function isDomainAt(text: Uint8Array, start: number): boolean {
  for (let index = start; (kindAt(text, index) & DOMAIN) !== 0; index += 1) {
    if (text[index] === DOT && index > start && (kindAt(text, index + 1) & kindAt(text, index + 2) & LETTER) !== 0)
      return true;
  }
  return false;
}

/**
 * Whether a framed text holds an IPv4 address: four numbers of one to three digits with dots between, not part of a longer
 * number or word.
 *
 * An address has seven digits and dots at least, so one byte of every seven is looked at. Linear: each run of digits and
 * dots is read once.
 */
export function hasIpv4Address(text: Uint8Array, end: number): boolean {
  for (let index = 7; index < end; index += 7) {
    // One comparison for all bytes from "." to "9", which lie side by side and have but "/" among them.
    if (((text[index] ?? 0) - DOT) >>> 0 > 11 || (kindAt(text, index) & DIGIT_OR_DOT) === 0) continue;
    let start = index;
    while ((kindAt(text, start - 1) & DIGIT_OR_DOT) !== 0) start -= 1;
    const stop = stopOfNumbers(text, start);
    if (stop === undefined) return true;
    index = stop;
  }
  return false;
}

/** Where the run of digits and dots that begins at `start` ends, or undefined if there are four numbers in a row in it. */
function stopOfNumbers(text: Uint8Array, start: number): number | undefined {
  let numbers = 0;
  for (let from = start; ; ) {
    let to = from;
    while ((kindAt(text, to) & DIGIT) !== 0) to += 1;
    const isNumber = to > from && to - from <= 3 && ((kindAt(text, from - 1) | kindAt(text, to)) & WORD) === 0;
    numbers = isNumber ? numbers + 1 : 0;
    if (numbers === 4) return undefined;
    if (text[to] !== DOT) return to;
    from = to + 1;
  }
}
