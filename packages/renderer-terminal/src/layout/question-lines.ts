import { type ActionNotice, type Choice, type Question, visible } from '@attesta/core';
import { fingerprint, LEVEL_TONES } from './action-page.js';
import { behind, type Page, shortened, words } from './page.js';
import { inWords } from './time-words.js';

/** A question, what it is about, and how to answer: all that stands above the line where the person types. */
export function questionLines(page: Page, question: Question, action: ActionNotice | undefined): readonly string[] {
  const prompt = visible(question.prompt);
  return [
    ...(action === undefined ? [] : subject(page, prompt, action)),
    ...behind(page, prompt, '? '),
    ...(question.kind === 'select' ? choiceLines(page, question.choices) : []),
    ...words(hint(question), page.width).map((line) => page.paint('quiet', line)),
  ];
}

/** The action once more, because its facts may have left the screen. */
function subject(page: Page, prompt: string, { context, risk }: ActionNotice): readonly string[] {
  const { description } = context;
  const level = `${risk.level.toUpperCase()} RISK`;
  const print = fingerprint(context);
  const painted = page.paint(LEVEL_TONES[risk.level], level);
  const heading = level.length + 2 + print.length > page.width ? [painted, print] : [`${painted}  ${print}`];
  const action = prompt.includes(description) ? [] : behind(page, shortened(description, page.width - 2));
  return [...heading, ...action];
}

function choiceLines(page: Page, choices: readonly Choice[]): readonly string[] {
  const digits = String(choices.length).length;
  return choices.flatMap(({ label }, index) => {
    const [first = '', ...rest] = words(visible(label), page.width - digits - 6);
    const bar = page.paint('quiet', '| ');
    const indent = ' '.repeat(digits + 4);
    return [`    ${String(index + 1).padStart(digits)}  ${first}`, ...rest.map((line) => `${bar}${indent}${line}`)];
  });
}

function hint(question: Question): string {
  const review = question.reviewSeconds ?? 0;
  const wait = review > 0 ? [`Read first: you can answer in ${inWords(review * 1000)}.`] : [];
  const typing = 'pasteable' in question && question.pasteable === false ? ['Type it: what is pasted is dropped.'] : [];
  return [...wait, ...typing, HINTS[hintKind(question)], 'Ctrl-C gives up.'].join(' ');
}

function hintKind(question: Question): keyof typeof HINTS {
  return question.kind === 'text' && question.multiline === true ? 'multiline' : question.kind;
}

const HINTS = {
  confirm: 'Only y or yes is a yes; Enter alone and anything else is a no.',
  secret: 'What you type is masked. Enter answers.',
  select: 'Type a number or use the arrow keys. Enter answers.',
  text: 'Enter answers.',
  multiline: 'Enter begins a new line; an empty line answers.',
} as const;
