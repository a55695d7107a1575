import { type RandomInteger, shuffled } from './draw.js';
import type { Fact } from './fact.js';
import type { Piece, Shape } from './shape.js';

/**
 * An even number of choices, the right one first; undefined where so many cannot be made.
 *
 * Two pieces of the answer vary, and every combination is there: no choice is nearer to the rest than another. Where the
 * call has another value of the kind, half of the choices are near that one.
 */
export function choicesFor(fact: Fact, count: number, random: RandomInteger): readonly string[] | undefined {
  const { answer, shape, alsoRight } = fact;
  for (let round = 0; round < ROUNDS; round += 1) {
    // Where the other value leaves no room for choices, the answer alone makes them.
    const other = round < ROUNDS / 2 ? fact.other : undefined;
    const choices =
      other === undefined
        ? near(answer, shape, count, random)
        : [...near(answer, shape, count / 2, random), ...near(other, shape, count / 2, random)];
    const isFit = !choices.some((choice) => alsoRight.includes(choice));
    if (isFit && new Set(choices.map((choice) => choice.toLowerCase())).size === count) return choices;
  }
  return undefined;
}

/** A text and others near it; none where they would tell which of them is the true one. */
function near(text: string, shape: Shape, count: number, random: RandomInteger): readonly string[] {
  const pieces = shape(text);
  const open = openPieces(pieces, count, random);
  // Of two pieces every combination is there, of the smaller family two cases.
  const shares = open.length > 1 && count > 2 ? [count / 2, 2] : [count];
  let texts = [pieces.map((piece) => piece.text)];
  for (const [index, share] of shares.entries()) {
    const [at, { text = '', family = [] }] = open[index] ?? [0, {}];
    const variants = [
      text,
      ...shuffled(
        family.filter((each) => each !== text),
        random,
      ),
    ].slice(0, share);
    texts = texts.flatMap((each) => variants.map((variant) => each.with(at, variant)));
  }
  const choices = texts.map((each) => each.join(''));
  return choices.every((choice) => isAlike(shape(choice), open.slice(0, shares.length))) ? choices : [];
}

/** The pieces that may vary, the best two: those of a family before unknown words. The larger family comes first. */
function openPieces(pieces: readonly Piece[], count: number, random: RandomInteger): readonly Place[] {
  const all = [...pieces.entries()].filter(([, { family }]) => family.length > 1);
  const open = shuffled(all, random).sort(([, a], [, b]) => a.rank - b.rank);
  const known = open.filter(([, { rank }]) => rank < UNKNOWN);
  const isEnough = known.length > 1 || known.some(([, { family }]) => family.length >= count);
  return (isEnough ? known : open).slice(0, 2).sort(([, a], [, b]) => b.family.length - a.family.length);
}

/** Whether another text, were it the true one, would have the same families where the two differ. */
function isAlike(pieces: readonly Piece[], open: readonly Place[]): boolean {
  return open.every(([at, { family, rank }]) => rank === UNKNOWN || pieces[at]?.family.join() === family.join());
}

/** A piece, and where it stands. */
type Place = readonly [number, Piece];

/** The rank of words of which no family is known. */
const UNKNOWN = 2;

const ROUNDS = 12;
