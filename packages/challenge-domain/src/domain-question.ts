import type { ActionContext, RiskLevel } from '@attesta/core';
import type { AnswerKey } from './answer.js';
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
