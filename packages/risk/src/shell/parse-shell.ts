import type { Redirect, ShellCommand, ShellWord } from './command.js';
import { type Cursor, readQuoted, readWord } from './read-word.js';

/**
 * The commands in a shell script, those in substitutions, subshells, loops and functions too, in the order of their ends.
 * Undefined where the script cannot be told apart: a quote, a substitution or a bracket does not end. Linear in the script.
 */
export function parseShell(script: string): readonly ShellCommand[] | undefined {
  const commands: ShellCommand[] = [];
  const nested = (cursor: Cursor, end: ')' | ''): boolean => parseList(cursor, end, commands);
  return parseList({ text: script, at: 0, depth: 0, nested }, '', commands) ? commands : undefined;
}

/** A command in the making. */
interface Draft {
  words: ShellWord[];
  redirects: Redirect[];
  source: ShellCommand | undefined;
  input: string | undefined;
}

interface HereDocument {
  readonly delimiter: string;
  readonly isQuoted: boolean;
  readonly draft: Draft;
}

function newDraft(source?: ShellCommand): Draft {
  return { words: [], redirects: [], source, input: undefined };
}

/** Reads commands up to `end`. */
function parseList(cursor: Cursor, end: ')' | '', commands: ShellCommand[]): boolean {
  let draft = newDraft();
  let open = 0;
  let cases = 0;
  const waiting: HereDocument[] = [];
  const finish = (isPiped: boolean): void => {
    const isEmpty = draft.words.length === 0 && draft.redirects.length === 0;
    // The object itself goes in: a here-document fills its input in later.
    const command: ShellCommand = draft;
    if (!isEmpty) commands.push(command);
    draft = newDraft(isPiped ? (isEmpty ? commands.at(-1) : command) : isEmpty ? draft.source : undefined);
  };
  const { text } = cursor;
  while (cursor.at < text.length) {
    const sign = text[cursor.at] ?? '';
    if (sign === ' ' || sign === '\t') cursor.at += 1;
    else if (sign === '\\' && text[cursor.at + 1] === '\n') cursor.at += 2;
    else if (sign === '#') cursor.at = commentEnd(text, cursor.at);
    else if (sign === '\n' || sign === '\r') {
      finish(false);
      cursor.at += 1;
      if (sign === '\n') for (const document of waiting.splice(0)) if (!readDocument(cursor, document)) return false;
    } else if (sign === ';') {
      finish(false);
      cursor.at += 1;
    } else if (sign === '|') {
      const isOr = text[cursor.at + 1] === '|';
      finish(!isOr);
      cursor.at += isOr || text[cursor.at + 1] === '&' ? 2 : 1;
    } else if (sign === '&' && text[cursor.at + 1] !== '>') {
      finish(false);
      cursor.at += text[cursor.at + 1] === '&' ? 2 : 1;
    } else if (sign === '(') {
      finish(false);
      open += 1;
      cursor.at += 1;
    } else if (sign === ')') {
      cursor.at += 1;
      if (open === 0 && end === ')') {
        finish(false);
        return waiting.length === 0;
      }
      if (open === 0 && cases === 0) return false;
      open = Math.max(0, open - 1);
      finish(false);
    } else if (isRedirect(text, cursor.at)) {
      if (!readRedirect(cursor, draft, waiting)) return false;
    } else {
      const word = readWord(cursor);
      if (word === undefined) return false;
      if (draft.words.length === 0) cases += word.text === 'case' ? 1 : word.text === 'esac' ? -1 : 0;
      draft.words.push(word);
      if (word.text === '[[' && draft.words.length === 1 && !readTest(cursor, draft.words)) return false;
    }
  }
  finish(false);
  return end === '' && open === 0 && waiting.length === 0;
}

/** The rest of `[[ ... ]]`, in which `&&`, `<` and brackets are signs of the test. */
function readTest(cursor: Cursor, words: ShellWord[]): boolean {
  while (cursor.at < cursor.text.length) {
    const start = cursor.at;
    const word = readWord(cursor);
    if (word === undefined) return false;
    if (cursor.at === start) cursor.at += 1;
    else words.push(word);
    if (word.text === ']]') return true;
  }
  return false;
}

/** A terminal takes a carriage return for the end of a line too. */
function commentEnd(text: string, at: number): number {
  LINE_END.lastIndex = at;
  return LINE_END.exec(text)?.index ?? text.length;
}

const LINE_END = /[\r\n]/g;

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

const REDIRECT = /(?:\d{1,3}|&|\{\w{1,32}\})?(?:<<<|<<-?|<>|<&|>&|>>|>\||<(?!\()|>(?!\())/y;

function isRedirect(text: string, at: number): boolean {
  REDIRECT.lastIndex = at;
  return REDIRECT.test(text);
}

function readRedirect(cursor: Cursor, draft: Draft, waiting: HereDocument[]): boolean {
  REDIRECT.lastIndex = cursor.at;
  const operator = (REDIRECT.exec(cursor.text)?.[0] ?? '').replace(/^(?:\d+|\{\w+\})/, '');
  cursor.at = REDIRECT.lastIndex;
  while (cursor.text[cursor.at] === ' ' || cursor.text[cursor.at] === '\t') cursor.at += 1;
  const start = cursor.at;
  const target = readWord(cursor);
  if (target === undefined || cursor.at === start) return false;
  if (operator === '<<<') draft.input = target.text;
  else if (operator.startsWith('<<')) {
    const isQuoted = /['"\\]/.test(cursor.text.slice(start, cursor.at));
    waiting.push({ delimiter: target.text, isQuoted, draft });
  } else draft.redirects.push({ operator, target });
  return true;
}

/** Reads the lines up to the delimiter, or to the end; what is substituted in them runs. */
function readDocument(cursor: Cursor, { delimiter, isQuoted, draft }: HereDocument): boolean {
  const lines: string[] = [];
  while (cursor.at < cursor.text.length) {
    const end = lineEnd(cursor.text, cursor.at);
    const line = cursor.text.slice(cursor.at, end);
    cursor.at = Math.min(end + 1, cursor.text.length);
    if (line.replace(/^\t+/, '').replace(/\r$/, '') === delimiter) break;
    lines.push(line);
  }
  draft.input = lines.join('\n');
  return isQuoted || readQuoted({ ...cursor, text: draft.input, at: 0, depth: cursor.depth + 1 }, '') !== undefined;
}
