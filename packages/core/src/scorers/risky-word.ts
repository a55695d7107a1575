import { BLANK, kindAt, WORD } from './byte-kind.js';
import { factor, type WeightedFactor } from './factor.js';

/** A word that makes an argument risky. */
export interface RiskyWord {
  /** In lower case, as ASCII bytes. */
  readonly bytes: Uint8Array;
  /**
   * Where in the word the five letters begin that the search looks out for; -1 is whatever stands before the word. Chosen to
   * be rare in English, code and JSON.
   */
  readonly anchor: number;
  readonly factor: WeightedFactor;
  /** Whether what stands around the word, which spans `start` to `stop`, makes it count. */
  readonly counts: (text: Uint8Array, start: number, stop: number) => boolean;
}

export const SENSITIVE_SCORE = 0.9;
export const NETWORK_SCORE = 0.5;

const SENSITIVE = 'sensitive word';
const SQL = 'SQL word';
const SHELL = 'shell command';
const ADDRESS = 'web address';

/** The words of the published scale, and where each counts. */
export const RISKY_WORDS: readonly RiskyWord[] = [
  word('prod', 0, SENSITIVE, anywhere),
  word('secret', 0, SENSITIVE, anywhere),
  word('password', 1, SENSITIVE, anywhere),
  word('token', 0, SENSITIVE, anywhere),
  word('credential', 5, SENSITIVE, anywhere),
  word('.env', 0, SENSITIVE, atEnd),
  word('key', -1, SENSITIVE, asWholeWord),
  word('drop', 0, SQL, asWholeWord),
  word('delete', 1, SQL, asWholeWord),
  word('truncate', 1, SQL, asWholeWord),
  word('alter', 0, SQL, asWholeWord),
  word('sudo', 0, SHELL, anywhere),
  word('-rf', -1, SHELL, afterRm),
  word('chmod', 0, SHELL, before777),
  word('http://', 2, ADDRESS, anywhere, NETWORK_SCORE),
  word('https://', 3, ADDRESS, anywhere, NETWORK_SCORE),
];

function word(
  text: string,
  anchor: number,
  kind: string,
  counts: RiskyWord['counts'],
  score: number = SENSITIVE_SCORE,
): RiskyWord {
  return { bytes: bytesOf(text), anchor, factor: factor('arguments', score, `${kind} "${text}"`), counts };
}

/** Of ASCII. Importing the package must not wait for a text encoder. */
function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
  return bytes;
}

function anywhere(): boolean {
  return true;
}

function atEnd(text: Uint8Array, _start: number, stop: number): boolean {
  return (kindAt(text, stop) & WORD) === 0;
}

function asWholeWord(text: Uint8Array, start: number, stop: number): boolean {
  return ((kindAt(text, start - 1) | kindAt(text, stop)) & WORD) === 0;
}

// Each run of blanks is next to one word, so that walking over it keeps the search linear.
function afterRm(text: Uint8Array, start: number): boolean {
  let stop = start;
  while ((kindAt(text, stop - 1) & BLANK) !== 0) stop -= 1;
  return stop < start && isLetter(text[stop - 2], 'r') && isLetter(text[stop - 1], 'm');
}

function before777(text: Uint8Array, _start: number, stop: number): boolean {
  let next = stop;
  while ((kindAt(text, next) & BLANK) !== 0) next += 1;
  return next > stop && [0, 1, 2].every((offset) => isLetter(text[next + offset], '7'));
}

function isLetter(byte: number | undefined, letter: string): boolean {
  return byte !== undefined && String.fromCharCode(byte).toLowerCase() === letter;
}
