import type { ShellWord } from './command.js';
import { readEscaped } from './read-escaped.js';

/** A script, and how far it was read. */
export interface Cursor {
  readonly text: string;
  at: number;
  /** How many substitutions are open around it. */
  readonly depth: number;
  /** Takes what stands in a substitution; false where it is no shell. */
  readonly nested: (cursor: Cursor, end: ')' | '') => boolean;
}

/** More substitutions in one another are not taken apart. */
const DEEPEST = 12;

/**
 * Reads one word, its quotes taken off. Undefined where a quote or a substitution does not end.
 */
export function readWord(cursor: Cursor): ShellWord | undefined {
  let text = '';
  let isDynamic = false;
  const { text: script } = cursor;
  while (cursor.at < script.length) {
    const sign = script[cursor.at] ?? '';
    const isProcess = (sign === '<' || sign === '>') && script[cursor.at + 1] === '(';
    if (META.includes(sign) && !isProcess) break;
    if (sign === '\\') {
      text += script[cursor.at + 1] === '\n' ? '' : (script[cursor.at + 1] ?? '');
      cursor.at += 2;
    } else if (sign === "'") {
      const end = script.indexOf("'", cursor.at + 1);
      if (end === -1) return undefined;
      text += script.slice(cursor.at + 1, end);
      cursor.at = end + 1;
    } else if (sign === '"') {
      const quoted = readQuoted(cursor);
      if (quoted === undefined) return undefined;
      text += quoted.text;
      isDynamic ||= quoted.isDynamic;
    } else if (sign === '$' && script[cursor.at + 1] === "'") {
      const escaped = readEscaped(cursor);
      if (escaped === undefined) return undefined;
      text += escaped;
    } else if (sign === '$' || sign === '`' || isProcess) {
      const expansion = readExpansion(cursor);
      if (expansion === undefined) return undefined;
      text += expansion;
      isDynamic ||= expansion !== '$';
    } else {
      if (sign === '{') isDynamic ||= BRACES.test(script.slice(cursor.at, cursor.at + 80));
      text += sign;
      cursor.at += 1;
    }
  }
  return { text, isDynamic };
}

/** Ends a word. */
const META = ' \t\r\n;&|()<>';
const BRACES = /^\{[^\s{}]*(?:,|\.\.)[^\s{}]*\}?/;

/** What stands between double quotes; the cursor is at the first. */
export function readQuoted(cursor: Cursor, end: '"' | '' = '"'): ShellWord | undefined {
  let text = '';
  let isDynamic = false;
  cursor.at += end.length;
  while (cursor.at < cursor.text.length) {
    const sign = cursor.text[cursor.at] ?? '';
    if (sign === end) {
      cursor.at += 1;
      return { text, isDynamic };
    }
    if (sign === '\\') {
      text += cursor.text.slice(cursor.at, cursor.at + 2).replace(/^\\(?=[$`"\\])/, '');
      cursor.at += 2;
    } else if (sign === '$' || sign === '`') {
      const expansion = readExpansion(cursor);
      if (expansion === undefined) return undefined;
      text += expansion;
      isDynamic ||= expansion !== '$';
    } else {
      text += sign;
      cursor.at += 1;
    }
  }
  return end === '' ? { text, isDynamic } : undefined;
}

/** Reads an expansion and hands on what it runs; gives the text that stands for it. */
function readExpansion(cursor: Cursor): string | undefined {
  const { text, at } = cursor;
  const sign = text[at];
  if (sign === '`') return readBackticks(cursor);
  if (sign !== '$') return readSubstitution(cursor, 2, `${sign}()`);
  const next = text[at + 1] ?? '';
  if (next === '(' && text[at + 2] === '(') return readBalanced(cursor, at + 3, '(', ')', 1, '$(())');
  if (next === '(') return readSubstitution(cursor, 2, '$()');
  if (next === '{') return readBalanced(cursor, at + 2, '{', '}', 0, namedExpansion(text, at + 2));
  NAME.lastIndex = at + 1;
  const name = NAME.exec(text)?.[0] ?? '';
  cursor.at += 1 + name.length;
  return `$${name}`;
}

const NAME = /[A-Za-z_]\w*|[\d@*#?$!-]/y;

function readSubstitution(cursor: Cursor, skip: number, standIn: string): string | undefined {
  if (cursor.depth >= DEEPEST) return undefined;
  const inner: Cursor = { ...cursor, at: cursor.at + skip, depth: cursor.depth + 1 };
  if (!cursor.nested(inner, ')')) return undefined;
  cursor.at = inner.at;
  return standIn;
}

/** Backticks run what stands between them, with `\`` for one inside. */
function readBackticks(cursor: Cursor): string | undefined {
  BACKTICKS.lastIndex = cursor.at;
  const found = BACKTICKS.exec(cursor.text);
  if (found === null || cursor.depth >= DEEPEST) return undefined;
  const text = (found[1] ?? '').replace(/\\([`\\$])/g, '$1');
  if (!cursor.nested({ ...cursor, text, at: 0, depth: cursor.depth + 1 }, '')) return undefined;
  cursor.at = BACKTICKS.lastIndex;
  return '``';
}

const BACKTICKS = /`((?:[^`\\]|\\[^])*)`/y;

/** `${name:-$(cmd)}` and `$((1 + $(cmd)))`: skipped up to the end, substitutions inside handed on. */
function readBalanced(
  cursor: Cursor,
  start: number,
  opening: string,
  closing: string,
  extra: number,
  standIn: string,
): string | undefined {
  let open = 1 + extra;
  cursor.at = start;
  while (cursor.at < cursor.text.length) {
    const sign = cursor.text[cursor.at] ?? '';
    if (sign === '$' || sign === '`') {
      if (cursor.depth >= DEEPEST) return undefined;
      const inner: Cursor = { ...cursor, depth: cursor.depth + 1 };
      if (readExpansion(inner) === undefined) return undefined;
      cursor.at = inner.at;
      continue;
    }
    if (sign === '\\') cursor.at += 1;
    else if (sign === opening) open += 1;
    else if (sign === closing) open -= 1;
    cursor.at += 1;
    if (open === 0) return standIn;
  }
  return undefined;
}

/** `${STRIPE_KEY:0:4}`: the name stays, so that a secret is found by it. */
function namedExpansion(text: string, at: number): string {
  NAME.lastIndex = at;
  return `\${${NAME.exec(text)?.[0] ?? ''}}`;
}
