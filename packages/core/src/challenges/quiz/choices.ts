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
  const { answer, shape, alsoRight = [] } = fact;
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
  const [first, second] = openPieces(pieces, count, random);
  if (first === undefined) return [];
  const isPair = second !== undefined && count > 2;
  const firsts = options(pieces[first], isPair ? count / 2 : count, random);
  const seconds = isPair ? options(pieces[second], 2, random) : [''];
  const texts = firsts.flatMap((one) =>
    seconds.map((two) =>
      pieces.map((piece, at) => (at === first ? one : isPair && at === second ? two : piece.text)).join(''),
    ),
  );
  const open = isPair ? [first, second] : [first];
  return texts.every((each) => isAlike(shape(each), pieces, open)) ? texts : [];
}

/** The pieces that may vary, drawn from the best: those of a family before unknown words. The larger family comes first. */
function openPieces(pieces: readonly Piece[], count: number, random: RandomInteger): readonly number[] {
  const open = shuffled([...pieces.keys()], random)
    .filter((at) => sizeOf(pieces[at]) > 1)
    .sort((a, b) => rankOf(pieces[a]) - rankOf(pieces[b]));
  const known = open.filter((at) => rankOf(pieces[at]) < UNKNOWN);
  const isEnough = known.length > 1 || known.some((at) => sizeOf(pieces[at]) >= count);
  return (isEnough ? known : open).slice(0, 2).sort((a, b) => sizeOf(pieces[b]) - sizeOf(pieces[a]));
}

/** What a piece is, and others of its family. */
function options(piece: Piece | undefined, count: number, random: RandomInteger): readonly string[] {
  const { text = '', family = [] } = piece ?? {};
  const rest = family.filter((each) => each !== text);
  return [text, ...shuffled(rest, random)].slice(0, count);
}

/** Whether another text, were it the true one, would have the same families where the two differ. */
function isAlike(pieces: readonly Piece[], model: readonly Piece[], open: readonly number[]): boolean {
  return open.every((at) => {
    const known = rankOf(model[at]) < UNKNOWN;
    return !known || pieces[at]?.family?.join() === model[at]?.family?.join();
  });
}

function sizeOf(piece: Piece | undefined): number {
  return piece?.family?.length ?? 0;
}

function rankOf(piece: Piece | undefined): number {
  return piece?.rank ?? 0;
}

/** The rank of words of which no family is known. */
const UNKNOWN = 2;

const ROUNDS = 12;
