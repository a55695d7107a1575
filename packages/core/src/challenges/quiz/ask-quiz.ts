import { remaining } from '../../clock/deadline.js';
import type { ChallengeSession } from '../../ports/challenge-session.js';
import type { Answer, Question } from '../../ports/interaction.js';
import type { RiskLevel } from '../../risk-level.js';
import { type RandomInteger, shuffled } from './draw.js';
import type { QuizItem } from './quiz-item.js';

/** How the questions are put. */
export interface QuizManner {
  readonly required: number;
  readonly level: RiskLevel;
  readonly reviewSeconds: number | undefined;
  readonly random: RandomInteger;
}

/** How the questions were answered: `status` is that of the first that was not. */
export interface QuizAnswers {
  readonly status: Answer['status'];
  readonly asked: number;
  readonly correct: number;
}

/** Puts every question, whatever the answers before it: who answers wrongly is not told where. */
export async function askQuiz(
  items: readonly QuizItem[],
  manner: QuizManner,
  session: ChallengeSession,
): Promise<QuizAnswers> {
  const { interaction, clock, deadline, signal } = session;
  let correct = 0;
  for (const [index, item] of items.entries()) {
    const question = questionOf(item, index, items.length, manner);
    const answer = await interaction.ask(question, { signal });
    if (answer.status === 'unavailable') return { status: answer.status, asked: index, correct };
    const isLate = remaining(clock, deadline) <= 0;
    const status = isLate ? 'timed_out' : signal.aborted ? 'cancelled' : answer.status;
    if (answer.status !== 'answered' || status !== 'answered') return { status, asked: index + 1, correct };
    if (isRight(item, answer.value)) correct += 1;
  }
  return { status: 'answered', asked: items.length, correct };
}

function questionOf(item: QuizItem, index: number, count: number, manner: QuizManner): Question {
  const { level, random, reviewSeconds = index === 0 ? REVIEW_SECONDS[level] : 1 } = manner;
  const lead = leadOf(index, count, manner.required);
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
  const rule = required < count ? `${NUMBERS[required]} right answers pass` : 'all must be right';
  return `Question ${NUMBERS[index + 1]} of ${NUMBERS[count]}${index === 0 ? ` (${rule})` : ''}: `;
}

/** Exactly the answer; a text may also be typed in its quotes. */
function isRight({ fact: { answer }, choices }: QuizItem, given: string | boolean): boolean {
  if (typeof given !== 'string') throw new TypeError('A question for a text was answered by something else.');
  const text = choices === undefined ? given.trim() : given;
  return text === answer || (choices === undefined && text === `"${answer}"`);
}

const NUMBERS = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** For the first question, with which the call is read. */
const REVIEW_SECONDS: Readonly<Record<RiskLevel, number>> = { low: 1, medium: 1, high: 2, critical: 3 };
