import { isEasyWord, ringOf } from './rings.js';
import { isRound, type Shape } from './shape.js';

/** Something that a call says and that can be asked about. */
export interface Fact {
  /** Names it within its call. */
  readonly id: string;
  /** How much depends on it: what weighs more is asked first. */
  readonly weight: number;
  /** The question; the answer does not stand in it. */
  readonly prompt: string;
  readonly answer: string;
  readonly shape: Shape;
  /** Whether it can be guessed by habit or custom, so that a right answer proves nothing. */
  readonly isWeak: boolean;
  /** How likely a guess that is typed hits; undefined where the answer is no good to type. */
  readonly typedChance: number | undefined;
  /** A value of the same kind elsewhere in the call, which makes a wrong answer look right. */
  readonly other: string | undefined;
  /** What would be a right answer too. */
  readonly alsoRight: readonly string[];
}

/** Makes a fact of an answer; none where the answer is undefined, or stands in every wording. */
export type FactMaker = (
  weight: number,
  /** With `$` for the place. */
  wording: string,
  answer: string | undefined,
  shape: Shape,
  more?: Partial<Fact>,
) => readonly Fact[];

/** Makes facts about what stands at a place, which may be called by several names, the best first. */
export function factsAt(...names: readonly string[]): FactMaker {
  return (weight, wording, answer = '', shape, more = {}) => {
    const prompts = names.map((name) => wording.replace('$', () => name));
    const prompt = prompts.find((each) => !each.toLowerCase().includes(answer.toLowerCase()));
    if (prompt === undefined || answer.trim() === '') return [];
    const isWeak = isEasyWord(answer.replace(/^-+/, ''));
    const typedChance = TYPEABLE.test(answer) ? (isCommon(answer) ? 1 / 16 : 1 / 1000) : undefined;
    const fact = {
      id: prompts.join(),
      weight,
      prompt,
      answer,
      shape,
      isWeak,
      typedChance,
      other: undefined,
      alsoRight: [],
    };
    return [{ ...fact, ...more }];
  };
}

/** Whether an answer is a usual word, or a number of few digits or many zeros: many would try it. */
function isCommon(answer: string): boolean {
  const word = answer.toLowerCase();
  return ringOf(word) !== undefined || ringOf(word.replace(/s$/, '')) !== undefined || isRound(answer);
}

/** Short, but not too short, and without a sign that looks otherwise on a screen. */
const TYPEABLE = /^[\w.@:/+][\w.@:/+-]{3,39}$/;
