/** A piece of an SQL statement. */
export interface SqlToken {
  readonly type: 'word' | 'identifier' | 'string' | 'number' | 'sign';
  /** A word in lower case, the content of an identifier or a string, or a sign. */
  readonly value: string;
}

/** Where databases read the same characters differently. */
export interface SqlDialect {
  /** A backslash keeps the quote behind it in the string. */
  readonly backslash: boolean;
  /** `#` begins a comment. */
  readonly hash: boolean;
  /** `--` begins a comment only with a blank behind it. */
  readonly dashesNeedBlank: boolean;
  /** `/*` inside of a comment needs an end of its own. */
  readonly nestedComments: boolean;
  /** `[name]` is an identifier. */
  readonly brackets: boolean;
  /** `$tag$ ... $tag$` is a string. */
  readonly dollarQuotes: boolean;
  /** `e'...'` is a string with escapes. */
  readonly escapeStrings: boolean;
  /** A carriage return ends a comment. */
  readonly returnEndsLine: boolean;
}

/** PostgreSQL (also standard SQL), MySQL and MariaDB, SQL Server and SQLite. */
export const DIALECTS: readonly SqlDialect[] = [
  {
    backslash: false,
    hash: false,
    dashesNeedBlank: false,
    nestedComments: true,
    brackets: false,
    dollarQuotes: true,
    escapeStrings: true,
    returnEndsLine: true,
  },
  {
    backslash: true,
    hash: true,
    dashesNeedBlank: true,
    nestedComments: false,
    brackets: false,
    dollarQuotes: false,
    escapeStrings: true,
    returnEndsLine: false,
  },
  {
    backslash: false,
    hash: false,
    dashesNeedBlank: false,
    nestedComments: false,
    brackets: true,
    dollarQuotes: false,
    escapeStrings: false,
    returnEndsLine: false,
  },
];

/** Whether the dialects may disagree on where a string or comment ends. */
export function isAmbiguous(sql: string): boolean {
  return AMBIGUOUS.test(sql);
}

const AMBIGUOUS = /[\\#[$]|--(?!\s)|\/\*|\r(?!\n)/;

/** The tokens of SQL, comments left out; undefined where a string, comment or identifier does not end. Linear. */
export function tokenizeSql(sql: string, dialect: SqlDialect): readonly SqlToken[] | undefined {
  const tokens: SqlToken[] = [];
  let at = 0;
  while (at < sql.length) {
    const end = skipBlank(sql, at, dialect);
    if (end === undefined) return undefined;
    if (end > at) {
      at = end;
      continue;
    }
    const next = tokenAt(sql, at, dialect);
    if (next === undefined) return undefined;
    tokens.push(next.token);
    at = next.end;
  }
  return tokens;
}

/** Where blanks and one comment end; undefined where the comment does not. */
function skipBlank(sql: string, at: number, dialect: SqlDialect): number | undefined {
  const two = sql.slice(at, at + 2);
  if (BLANK.test(sql[at] ?? '')) return at + 1;
  const isDashes = two === '--' && (!dialect.dashesNeedBlank || BLANK.test(sql[at + 2] ?? ' '));
  if (isDashes || (dialect.hash && sql[at] === '#')) return endOfLine(sql, at, dialect);
  if (two !== '/*') return at;
  // MySQL runs what stands in `/*! ... */`: its frame is left out, its content is read.
  if (dialect.hash && (sql[at + 2] === '!' || sql.startsWith('M!', at + 2))) return at + 3;
  return endOfComment(sql, at, dialect.nestedComments);
}

function endOfLine(sql: string, at: number, { returnEndsLine }: SqlDialect): number {
  const end = returnEndsLine ? LINE_END : LINE_FEED;
  end.lastIndex = at;
  return end.test(sql) ? end.lastIndex : sql.length;
}

const LINE_END = /[\r\n]/g;
const LINE_FEED = /\n/g;

function endOfComment(sql: string, start: number, isNested: boolean): number | undefined {
  let depth = 0;
  COMMENT.lastIndex = start;
  for (let sign = COMMENT.exec(sql); sign !== null; sign = COMMENT.exec(sql)) {
    depth += sign[0] === '*/' ? -1 : isNested || depth === 0 ? 1 : 0;
    if (depth === 0) return COMMENT.lastIndex;
  }
  return undefined;
}

const COMMENT = /\/\*|\*\//g;

interface Read {
  readonly token: SqlToken;
  readonly end: number;
}

function tokenAt(sql: string, at: number, dialect: SqlDialect): Read | undefined {
  const sign = sql[at] ?? '';
  if (dialect.escapeStrings && /^[eE]'/.test(sql.slice(at, at + 2))) return quoted(sql, at + 1, "'", 'string', true);
  if (sign === "'") return quoted(sql, at, "'", 'string', dialect.backslash);
  if (sign === '"') return quoted(sql, at, '"', 'identifier', dialect.backslash);
  if (sign === '`') return quoted(sql, at, '`', 'identifier', false);
  if (sign === '[' && dialect.brackets) return quoted(sql, at, ']', 'identifier', false);
  if (sign === '$' && dialect.dollarQuotes) {
    const tag = matchAt(DOLLAR_TAG, sql, at);
    if (tag !== undefined) return dollarQuoted(sql, at, tag);
  }
  const word = matchAt(WORD, sql, at);
  if (word !== undefined) return { token: { type: 'word', value: word.toLowerCase() }, end: at + word.length };
  const number = matchAt(NUMBER, sql, at);
  if (number !== undefined) return { token: { type: 'number', value: number }, end: at + number.length };
  return { token: { type: 'sign', value: sign }, end: at + 1 };
}

/** A doubled quote is one of the content. */
function quoted(sql: string, start: number, quote: string, type: SqlToken['type'], escapes: boolean): Read | undefined {
  for (let at = start + 1; at < sql.length; at += 1) {
    if (escapes && sql[at] === '\\') at += 1;
    else if (sql[at] !== quote) continue;
    else if (sql[at + 1] === quote) at += 1;
    else return { token: { type, value: sql.slice(start + 1, at) }, end: at + 1 };
  }
  return undefined;
}

function dollarQuoted(sql: string, at: number, tag: string): Read | undefined {
  const end = sql.indexOf(tag, at + tag.length);
  if (end === -1) return undefined;
  return { token: { type: 'string', value: sql.slice(at + tag.length, end) }, end: end + tag.length };
}

function matchAt(pattern: RegExp, sql: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0];
}

const BLANK = /\s/;
const DOLLAR_TAG = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;
const WORD = /[\p{L}_@][\p{L}\p{N}_$@]*/uy;
const NUMBER = /\d[\d.eE_]*/y;
