import type { ActionContext, RiskLevel } from '@attesta/core';
import {
  denied,
  type Outcome,
  type Presentation,
  passed,
  type TextQuestion,
  unanswered,
} from '@attesta/core/authoring';
import { type AnswerKey, isRightAnswer } from './answer.js';
import type { DomainProfile } from './domain-profile.js';
import { questionerFor } from './question.js';
import { readTemplate } from './read-profile.js';

/** A question about one action, ready to be asked. */
export interface DomainQuestion extends AnswerKey {
  /** Its template, which names it among those that were asked before. */
  readonly key: string;
  readonly explanation: string | undefined;
}

/** The questions that may be asked about an action, and of how many templates of its level they are. */
export interface Eligible {
  readonly templates: number;
  readonly questions: readonly DomainQuestion[];
}

/**
 * Looks for the questions of a level that this action has the arguments for.
 *
 * @throws Whatever the profile throws, and AttestaError for a template that breaks the rules: a subclass may give any.
 */
export function questionsFor(profile: DomainProfile, context: ActionContext, level: RiskLevel): Eligible {
  const templates = profile.getTemplatesForLevel(level).map((each, index) => readTemplate(each, `templates[${index}]`));
  const questionOf = questionerFor(context);
  const questions = templates.flatMap(({ questionTemplate, answerHints, rejectHints, explanation }) => {
    const question = questionOf(questionTemplate);
    return question === undefined ? [] : [{ key: questionTemplate, question, answerHints, rejectHints, explanation }];
  });
  return { templates: templates.length, questions };
}

/**
 * Asks every question, and tells at the end whether enough answers were right. Which ones were is never told: that would help
 * the next guess.
 */
export async function askQuestions(
  questions: readonly DomainQuestion[],
  minCorrect: number,
  presentation: Presentation,
): Promise<Outcome> {
  let questionsCorrect = 0;
  for (const [index, question] of questions.entries()) {
    const answer = await presentation.ask(promptFor(question, index + 1, questions.length, minCorrect));
    if (answer.status !== 'answered') {
      const questionsAsked = answer.status === 'unavailable' ? index : index + 1;
      return { ...unanswered(answer.status), responder: undefined, questionsAsked, questionsCorrect };
    }
    if (isRightAnswer(answer.value, question)) questionsCorrect += 1;
  }
  const tally = { questionsAsked: questions.length, questionsCorrect };
  if (questionsCorrect < minCorrect) {
    presentation.show('Too few right answers: the action does not run.');
    return denied('too few right answers', tally);
  }
  for (const { question, explanation } of questions) {
    if (explanation !== undefined) presentation.show(`${question} ${explanation}`);
  }
  return passed(tally);
}

function promptFor({ question }: DomainQuestion, number: number, count: number, minCorrect: number): TextQuestion {
  const prompt = `Question ${number} of ${count} (${minCorrect} right answers pass): ${question}`;
  return { kind: 'text', id: `question-${number}`, prompt };
}
