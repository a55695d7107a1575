import type { WeightedFactor } from './factor.js';
import { RISKY_WORDS, type RiskyWord, SENSITIVE_SCORE } from './risky-word.js';

/**
 * What the words in a framed text amount to: the first sensitive one, else a network one, else nothing.
 *
 * The text is read three letters at a time, none of them twice. The five letters from a word's `anchor` on hold three such
 * triples, one of which is always met, wherever the word stands. Takes a third of the time of one regular expression, and
 * is linear whatever the text.
 */
export function findWord(text: Uint8Array, end: number): WeightedFactor | undefined {
  let found: WeightedFactor | undefined;
  for (let index = 0; index < end; index += 3) {
    const pair = (((text[index] ?? 0) & 31) << 5) | ((text[index + 1] ?? 0) & 31);
    const thirds = THIRDS[pair] ?? 0;
    if (thirds === 0 || ((thirds >>> ((text[index + 2] ?? 0) & 31)) & 1) === 0) continue;
    for (let anchor = ANCHORS[pair]; anchor !== undefined; anchor = anchor.next) {
      if (isAt(anchor.word, text, index - anchor.before, end)) found = anchor.word.factor;
      if (found?.score === SENSITIVE_SCORE) return found;
    }
  }
  return found;
}

/** A pair of letters in a word, the first of which has `before` letters before it. */
interface Anchor {
  readonly word: RiskyWord;
  readonly before: number;
  /** The next anchor with the same pair. */
  readonly next: Anchor | undefined;
}

// Five bits of a letter are looked at: upper and lower case fall together, and so do some signs, which the comparison then
// tells apart.
const ANCHORS: (Anchor | undefined)[] = new Array(1024).fill(undefined);
/** Of each pair, the letters that may follow it, as bits. */
const THIRDS = new Int32Array(1024);

const ALL_LETTERS: readonly number[] = Array.from({ length: 32 }, (_, letter) => letter);

for (const word of RISKY_WORDS) {
  for (let before = word.anchor; before < word.anchor + 3; before += 1) {
    let thirds = 0;
    for (const third of lettersAt(word, before + 2)) thirds |= 1 << third;
    for (const first of lettersAt(word, before)) {
      for (const second of lettersAt(word, before + 1)) {
        const pair = (first << 5) | second;
        ANCHORS[pair] = { word, before, next: ANCHORS[pair] };
        THIRDS[pair] = (THIRDS[pair] ?? 0) | thirds;
      }
    }
  }
}

/** The letter at `index` of a word; outside it, all. */
function lettersAt(word: RiskyWord, index: number): readonly number[] {
  const letter = word.bytes[index];
  return letter === undefined ? ALL_LETTERS : [letter & 31];
}

function isAt(word: RiskyWord, text: Uint8Array, start: number, end: number): boolean {
  const stop = start + word.bytes.length;
  if (stop > end) return false;
  for (let index = start; index < stop; index += 1) {
    if (lowerCase(text[index] ?? 0) !== word.bytes[index - start]) return false;
  }
  return word.counts(text, start, stop);
}

function lowerCase(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte | 32 : byte;
}
