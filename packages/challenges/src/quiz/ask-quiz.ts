import type { RiskLevel } from '@attesta/core';
import {
  denied,
  type Outcome,
  type Presentation,
  passed,
  type Question,
  type RandomInteger,
  shuffled,
  unanswered,
} from '@attesta/core/authoring';
import { REVIEW_SECONDS } from '../confirm-challenge.js';
import { NUMBER_WORDS } from '../wording.js';
import type { QuizItem } from './quiz-item.js';

/** How the questions are asked. */
export interface QuizInput {
  readonly required: number;
  readonly level: RiskLevel;
  readonly reviewSeconds: number | undefined;
  readonly random: RandomInteger;
}

/** Asks every question, whatever the answers before it: a wrong answer is not pointed out. */
export async function askQuiz(
  items: readonly QuizItem[],
  input: QuizInput,
  presentation: Presentation,
): Promise<Outcome> {
  const details = { requiredCorrect: input.required };
  let questionsCorrect = 0;
  for (const [index, item] of items.entries()) {
    const answer = await presentation.ask(questionOf(item, index, items.length, input));
    if (answer.status !== 'answered') {
      const questionsAsked = answer.status === 'unavailable' ? index : index + 1;
      return { ...unanswered(answer.status), responder: undefined, questionsAsked, questionsCorrect, details };
    }
    if (isRight(item, answer.value)) questionsCorrect += 1;
  }
  const tally = { questionsAsked: items.length, questionsCorrect, details };
  if (questionsCorrect >= input.required) return passed(tally);
  presentation.show('Too few right answers: the action does not run.');
  return denied('too few right answers', tally);
}

function questionOf(item: QuizItem, index: number, count: number, input: QuizInput): Question {
  const { level, random, reviewSeconds = index === 0 ? REVIEW_SECONDS[level] : 1 } = input;
  const lead = leadOf(index, count, input.required);
  const isTold = lead.toLowerCase().includes(item.fact.answer.toLowerCase());
  const prompt = isTold ? item.prompt : `${lead}${item.prompt}`;
  const base = { id: `question-${index + 1}`, prompt, reviewSeconds };
  if (item.choices === undefined) return { ...base, kind: 'text', pasteable: false };
  const choices = shuffled(item.choices, random).map((value) => ({ value, label: value }));
  return { ...base, kind: 'select', choices };
}

/** Without digits, which could be an answer. */
function leadOf(index: number, count: number, required: number): string {
  if (count < 2) return '';
  const rule = required < count ? `${NUMBER_WORDS[required]} right answers pass` : 'all must be right';
  return `Question ${NUMBER_WORDS[index + 1]} of ${NUMBER_WORDS[count]}${index === 0 ? ` (${rule})` : ''}: `;
}

/** Exactly the answer; a text may also be typed in its quotes. */
function isRight({ fact: { answer }, choices }: QuizItem, given: string | boolean): boolean {
  if (typeof given !== 'string') throw new TypeError('A question for a text was answered by something else.');
  const text = choices === undefined ? given.trim() : given;
  return text === answer || (choices === undefined && text === `"${answer}"`);
}
