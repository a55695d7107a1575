import type { Question } from '@attesta/core/authoring';

/** What an operator types who approves: the phrase that a confirmation at high or critical risk asks for. */
export function typedPhrase({ prompt }: Question): string {
  return prompt.slice(prompt.lastIndexOf(MARK) + MARK.length);
}

const MARK = 'To approve, type: ';
