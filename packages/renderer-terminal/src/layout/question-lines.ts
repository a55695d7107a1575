import { type ActionNotice, type Choice, type Question, visible } from '@attesta/core/authoring';
import { fingerprint, LEVEL_TONES } from './action-page.js';
import { collapsed } from './blank-runs.js';
import { pieces, words } from './lines.js';
import { type Page, withBar } from './page.js';

/** The action of a question. */
export interface Subject {
  readonly action: ActionNotice;
  readonly warnings: readonly string[];
}

/** A question, its choices, and how to answer. */
export function questionLines(page: Page, question: Question): readonly string[] {
  return [
    ...withBar(page, collapsed(visible(question.prompt)), '? '),
    ...(question.kind === 'select' ? choiceLines(page, question.choices) : []),
    ...words(hint(question), page.width).map((line) => page.paint('quiet', line)),
  ];
}

/**
 * The action once more, right above the line where the person types, because its facts may have left the screen: level of
 * risk, fingerprint, name and target. At most five rows, however narrow the page.
 */
export function subjectLines(page: Page, { action: { context, risk }, warnings }: Subject): readonly string[] {
  const level = `${risk.level.toUpperCase()} RISK`;
  const count = warnings.length > 0 ? `${warnings.length} WARNING${warnings.length === 1 ? '' : 'S'}` : '';
  const print = fingerprint(context);
  const isNarrow = [level, print, count].join('  ').length > page.width;
  const painted = page.paint(LEVEL_TONES[risk.level], level);
  const warned = count === '' ? [] : [page.paint('bad', count)];
  const heading = [painted, print, ...warned];
  const room = page.width - BAR.length;
  const call = callOn(context.functionName, context.description, isNarrow ? 2 * room - LONGEST_ESCAPE : room);
  return [
    ...(isNarrow ? heading : [heading.join('  ')]),
    ...pieces(call, room).map((line) => `${page.paint('quiet', BAR)}${line}`),
  ];
}

/** The call in `room` characters: the start of its name and the start of its arguments if it is longer. */
function callOn(functionName: string, description: string, room: number): string {
  const call = collapsed(description);
  if (call.length <= room) return call;
  const name = collapsed(visible(functionName));
  const short = cut(name, Math.max(Math.floor(room / 2), room - (call.length - name.length)));
  return `${short}${cut(call.slice(name.length), room - short.length)}`;
}

function cut(text: string, room: number): string {
  return text.length <= room ? text : `${pieces(text, Math.max(room - CUT.length, 1))[0]}${CUT}`;
}

function choiceLines(page: Page, choices: readonly Choice[]): readonly string[] {
  const digits = String(choices.length).length;
  return choices.flatMap(({ label }, index) => {
    const [first = '', ...rest] = words(collapsed(visible(label)), page.width - digits - 6);
    const bar = page.paint('quiet', BAR);
    const indent = ' '.repeat(digits + 4);
    return [`    ${String(index + 1).padStart(digits)}  ${first}`, ...rest.map((line) => `${bar}${indent}${line}`)];
  });
}

function hint(question: Question): string {
  const typing = 'pasteable' in question && question.pasteable === false ? ['Type it: what is pasted is dropped.'] : [];
  return [...typing, HINTS[hintKind(question)], 'Ctrl-C gives up.'].join(' ');
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
const BAR = '| ';
const CUT = '...';
const LONGEST_ESCAPE = 9;
