import type { ChallengeSession } from '@attesta/core';
import { type Answer, remaining, type TextQuestion } from '@attesta/core/authoring';
import { isRightAnswer } from './answer.js';
import type { DomainQuestion } from './domain-question.js';
import { denied, type Outcome, passed, unanswered } from './outcome.js';

/**
 * Asks every question, and tells at the end whether enough answers were right. Which ones, nobody is told: a guesser would
 * learn from it.
 */
export async function askQuestions(
  questions: readonly DomainQuestion[],
  minCorrect: number,
  session: ChallengeSession,
): Promise<Outcome> {
  let correct = 0;
  for (const [index, question] of questions.entries()) {
    const number = index + 1;
    const prompt = `Question ${number} of ${questions.length} (${minCorrect} right answers pass): ${question.question}`;
    const answer = await inTime(session, { kind: 'text', id: `question-${number}`, prompt });
    if (answer.status !== 'answered') {
      const asked = answer.status === 'unavailable' ? index : number;
      return unanswered(answer.status, { asked, correct });
    }
    if (typeof answer.value !== 'string') throw new TypeError('A question for a text was answered by something else.');
    if (isRightAnswer(answer.value, question)) correct += 1;
  }
  return conclude(questions, correct, minCorrect, session);
}

async function inTime(session: ChallengeSession, question: TextQuestion): Promise<Answer> {
  const { interaction, clock, deadline, signal } = session;
  const answer = await interaction.ask(question, { signal });
  if (answer.status !== 'answered') return answer;
  if (remaining(clock, deadline) <= 0) return { status: 'timed_out' };
  return signal.aborted ? { status: 'cancelled' } : answer;
}

function conclude(
  questions: readonly DomainQuestion[],
  correct: number,
  minCorrect: number,
  { interaction }: ChallengeSession,
): Outcome {
  const tally = { asked: questions.length, correct, isAnswered: true };
  if (correct < minCorrect) {
    interaction.show({ kind: 'message', text: 'Too few right answers: the action does not run.' });
    return denied('too few right answers', tally);
  }
  for (const { question, explanation } of questions) {
    if (explanation !== undefined) interaction.show({ kind: 'message', text: `${question} ${explanation}` });
  }
  return passed(tally);
}
