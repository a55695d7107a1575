import { type RandomInteger, shuffled } from '@attesta/core/authoring';
import { drawsOf } from './draw.js';
import type { Fact } from './fact.js';
import type { Piece, Shape } from './shape.js';

/** A question of a quiz. Without choices its answer is typed. */
export interface QuizItem {
  readonly fact: Fact;
  readonly prompt: string;
  /** The right one first. */
  readonly choices: readonly string[] | undefined;
}

/** A question with choices; undefined where too few can be made. For one seed a fact has always the same. */
export function selectItem(fact: Fact, count: number, seed: string): QuizItem | undefined {
  const draws = drawsOf(`${fact.id} ${seed}`);
  const choices = choicesFor(fact, count, draws) ?? (fact.isWeak ? choicesFor(fact, 2, draws) : undefined);
  return choices && { fact, prompt: fact.prompt, choices };
}

/** A question whose answer is typed; undefined where it is long, or could be guessed. */
export function typedItem(fact: Fact): QuizItem | undefined {
  const isTypeable = fact.typedChance !== undefined && !fact.isWeak;
  return isTypeable ? { fact, prompt: `${fact.prompt} Type it.`, choices: undefined } : undefined;
}

/** Whether one of two questions would tell the answer of the other. */
export function isTold(a: QuizItem, b: QuizItem): boolean {
  return a.fact.answer === b.fact.answer || isIn(a.fact.answer, textsOf(b)) || isIn(b.fact.answer, textsOf(a));
}

/**
 * How likely somebody passes who knows nothing of the call: of these questions, at least `required` right.
 *
 * What habit or custom can guess counts as answered.
 */
export function chanceToPass(items: readonly QuizItem[], required: number): number {
  // At each index, how likely so many answers are right.
  let odds: readonly number[] = [1];
  for (const { fact, choices } of items) {
    const hit = fact.isWeak ? 1 : choices === undefined ? (fact.typedChance ?? 1) : 1 / choices.length;
    odds = [...odds, 0].map((chance, index) => chance * (1 - hit) + (odds[index - 1] ?? 0) * hit);
  }
  return odds.slice(required).reduce((sum, chance) => sum + chance, 0);
}

function textsOf({ prompt, choices = [] }: QuizItem): readonly string[] {
  return [prompt, ...choices];
}

/** What is shorter is found by chance, and then tells nothing. */
function isIn(answer: string, texts: readonly string[]): boolean {
  return answer.length > 2 && texts.some((text) => text.toLowerCase().includes(answer.toLowerCase()));
}

/**
 * An even number of choices, the right one first; undefined where so many cannot be made.
 *
 * Two pieces of the answer vary, and every combination is there: no choice is nearer to the rest than another. Where the
 * call has another value of the kind, half of the choices are near that one.
 */
function choicesFor(fact: Fact, count: number, random: RandomInteger): readonly string[] | undefined {
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
