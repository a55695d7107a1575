import { choicesFor } from './choices.js';
import { drawsOf } from './draw.js';
import type { Fact } from './fact.js';

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
