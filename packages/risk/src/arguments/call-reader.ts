import { judgeOperation, targetIn } from '../dispatchers.js';
import { atMost, type Evidence, evidence } from '../evidence.js';
import { isGraphql, judgeGraphql } from '../graphql.js';
import { hostOf, isListed, isMethod, judgeHttp, requestIn } from '../http.js';
import type { NameJudgement } from '../names/judge-name.js';
import { folded, type Knowledge } from '../options.js';
import { judgeArgv, judgeShell } from '../shell/judge-shell.js';
import { isCommandLine, isDangerousCommand, isProgram } from '../shell/recognize.js';
import { isSql, judgeSql } from '../sql/judge-sql.js';
import { actsInOtherLanguage } from '../sql/other-languages.js';
import { judgeElement, WRITES_FILE, writesFile } from './elements-and-files.js';
import { type Flags, noFlags, readEmptyFlag, readPlainFlag, readWordFlag } from './flags.js';
import type { Key } from './keys.js';
import { NO_KEY } from './keys.js';
import { hasOperation, programBeside, withProgram } from './program-words.js';
import { secretsIn } from './secret-values.js';
import type { Beside, Visitor } from './walk.js';

/** Collects what the arguments of one call say. */
export class CallReader implements Visitor {
  readonly flags: Flags = noFlags();
  /** What the call is told to do: commands, statements, requests, operations. */
  readonly operands: Evidence[] = [];
  /** What raises the level besides. */
  readonly raising: Evidence[] = [];
  isProduction = false;
  hasNumber = false;
  /** An amount above its limit. */
  excess: string | undefined;
  readonly #name: NameJudgement;
  readonly #knowledge: Knowledge;

  constructor(name: NameJudgement, knowledge: Knowledge) {
    this.#name = name;
    this.#knowledge = knowledge;
  }

  string(value: string, key: Key, beside: Beside): void {
    this.raising.push(...secretsIn(value, key, this.#name, this.#knowledge.secrets));
    if (value.length <= SHORT) {
      readWordFlag(this.flags, value, key);
      this.hasNumber ||= value.includes('=') && /=\s*\d/.test(value);
      const element = judgeElement(value, key, this.#name, this.#knowledge.verbs);
      if (element !== undefined) this.operands.push(element);
      if (writesFile(key, this.#name)) this.operands.push(WRITES_FILE);
      if (this.#knowledge.production.isPlace(key.words) || key.kind === 'command') this.#place(value);
    }
    this.#operand(value, key, beside);
    this.#host(value);
  }

  plain(value: number | bigint | boolean, key: Key): void {
    readPlainFlag(this.flags, value, key);
    if (typeof value !== 'boolean') this.hasNumber = true;
    if (typeof value !== 'boolean') this.amount(Number(value), key.words.join(''));
  }

  key(name: string): void {
    if (name === '$out' || name === '$merge')
      this.operands.push(evidence('arguments', 'high', `the stage "${name}" writes`));
    else if (name === '$where' || name === '$function' || name === '$accumulator') {
      this.operands.push(evidence('arguments', 'high', `"${name}" runs code`));
    } else if (!/^\$[a-z]+$/i.test(name)) this.string(name, NO_KEY, new Map());
  }

  /** A list of words is one command where it stands for one: `['rm', '-rf', '/']`. */
  strings(values: readonly string[], key: Key, beside: Beside): boolean {
    const [first = ''] = values;
    const isArgv =
      key.kind === 'command' ||
      (key.kind === 'words' && (isProgram(first) || (this.#isRunner && !hasOperation(beside))));
    if (!isArgv) return false;
    for (const value of values) this.raising.push(...secretsIn(value, key, this.#name, this.#knowledge.secrets));
    const program = key.kind === 'words' ? programBeside(beside) : undefined;
    const words = program === undefined ? withProgram(this.#name, values) : [program, ...values];
    this.#place(words.join(' '));
    const isScript = values.length === 1 || values.every((value) => /\s/.test(value));
    if (isScript && program === undefined) for (const value of values) this.operands.push(this.#shell(value));
    else this.operands.push(judgeArgv(words, this.#knowledge.verbs));
    return true;
  }

  empty(key: Key): void {
    readEmptyFlag(this.flags, key);
  }

  tooDeep(): void {
    this.raising.push(evidence('arguments', 'medium', 'JSON in strings, deeper than is looked'));
  }

  /** An amount among the arguments or the hints. */
  amount(value: number, name: string): void {
    const limit = this.#knowledge.amounts.get(folded(name));
    if (limit !== undefined && value > limit) this.excess ??= `"${name}" is above ${limit}`;
  }

  /** Whether its texts are only searched for. */
  get #isSearch(): boolean {
    return this.#name.words.some((word) => SEARCHES.has(word));
  }

  get #isRunner(): boolean {
    return this.#name.kind === 'run' || this.#name.isProgram;
  }

  #place(value: string): void {
    this.isProduction ||= this.#knowledge.production.isIn(value);
  }

  #host(value: string): void {
    const { hosts } = this.#knowledge;
    const host = hosts === undefined ? undefined : hostOf(value);
    if (host === undefined || hosts === undefined || isListed(host, hosts)) return;
    const isSent = this.#name.kind !== 'read';
    this.raising.push(evidence('host', isSent ? 'high' : 'medium', 'a host outside of the list'));
  }

  #operand(value: string, key: Key, beside: Beside): void {
    const { verbs } = this.#knowledge;
    const isReading = this.#name.kind === 'read';
    const isTool =
      this.#name.kind === 'run' && key.words.join('') === 'name' && this.#name.words.some((word) => TOOLS.has(word));
    if (isTool) this.#named(value, { ...key, kind: 'operation' }, beside);
    else if (key.kind === 'sql') this.operands.push(this.#looked(judgeSql(value, verbs)));
    else if (key.kind === 'method' || (key.kind === 'operation' && isMethod(value))) {
      this.operands.push(this.#request(value, targetIn(beside)));
    } else if (key.kind === 'operation' || key.kind === 'command') this.#named(value, key, beside);
    else if (key.kind === 'url') this.#url(value, beside);
    else if (key.kind === 'words')
      this.operands.push(
        ...(this.#isRunner && !hasOperation(beside) ? [this.#shell(this.#joined(value, beside))] : []),
      );
    else if (key.kind !== 'cursor') this.#free(value, key, isReading);
  }

  /** Of a tool that reads, a method without what is requested is often a filter: `can_i({ verb: 'delete' })`. */
  #request(method: string, target: string): Evidence {
    const found = judgeHttp(method, target, this.#knowledge.verbs);
    return this.#name.kind === 'read' && target === '' ? atMost('medium', found) : found;
  }

  /** An operation, or a command. */
  #named(value: string, key: Key, beside: Beside): void {
    const { verbs } = this.#knowledge;
    if (key.kind === 'command' && typeof beside.get('args') === 'object') return;
    const isWord = !/[\s;|&]/.test(value);
    const isShell =
      key.kind === 'command' && (isProgram(value) || !isWord || (this.#name.isProgram && this.#name.kind !== 'read'));
    if (isSql(value)) this.operands.push(this.#looked(judgeSql(value, verbs)));
    else if (isShell) this.operands.push(this.#looked(this.#limited(this.#shell(value))));
    else {
      const operation = judgeOperation(value, beside, verbs);
      // Of a tool that reads, an operation is often a filter.
      if (operation !== undefined)
        this.operands.push(this.#name.kind === 'read' ? atMost('medium', operation) : operation);
      else this.#free(value, key, this.#name.kind === 'read');
    }
  }

  /** Of a tool that explains, checks or formats what it is given, and most likely does not run it. */
  #looked(found: Evidence): Evidence {
    return LOOKS.has(this.#name.verb) ? atMost('medium', found) : found;
  }

  /** Of a tool that reads, what is not told apart for certain is asked about, at medium. */
  #limited(found: Evidence): Evidence {
    return this.#name.kind === 'read' && !isCertain(found) ? atMost('medium', found) : found;
  }

  #url(value: string, beside: Beside): void {
    const asked = [...beside].some(
      ([name, method]) => typeof method === 'string' && isMethod(method) && name.endsWith('method'),
    );
    if (asked) return;
    const isSent = BODIES.some((name) => beside.has(name));
    const found = judgeHttp(isSent && this.#isRunner ? 'POST' : 'GET', value, this.#knowledge.verbs);
    // An address alone proves nothing of a tool that may send to it.
    if (this.#name.kind === 'read') this.operands.push(atMost('medium', found));
    else if (this.#isRunner && found.level !== 'low') this.operands.push(found);
  }

  /** A string whose key says little. */
  #free(value: string, key: Key, isReading: boolean): void {
    const { verbs } = this.#knowledge;
    // A query, a statement or a document has blanks or brackets; a path or an id is looked at no further.
    if (!COMPOSED.test(value) && !this.#isRunner && this.#name.kind !== undefined) return;
    const isQuery = isReading ? key.kind !== 'prose' && !this.#isSearch : this.#isRunner;
    if (isQuery && !isSql(value) && actsInOtherLanguage(value)) {
      this.operands.push(evidence('query', 'high', 'a query that changes data'));
    } else if (isGraphql(value) && (key.kind !== 'prose' || this.#isRunner))
      this.operands.push(judgeGraphql(value, verbs));
    else if (isSql(value)) {
      const found = judgeSql(value, verbs);
      const isSearched = key.kind === 'prose' || (key.kind === 'search' && this.#isSearch);
      if (!isReading && key.kind === 'prose') return;
      this.operands.push(isSearched && isReading ? atMost('medium', found) : this.#looked(found));
    } else if (this.#isRunner || this.#name.kind === undefined) {
      const request = requestIn(value);
      if (request !== undefined) this.operands.push(judgeHttp(request.method, request.path, verbs));
      else if (isCommandLine(value)) this.operands.push(this.#shell(value));
      else if (this.#name.isProgram && key === NO_KEY) this.operands.push(this.#shell(value));
    } else if (isReading && key.kind !== 'search' && isDangerousCommand(value)) {
      this.operands.push(evidence('command', 'medium', 'what may be a command'));
    }
  }

  #shell(script: string): Evidence {
    const first = /^\s*[\w./-]+/.exec(script)?.[0].trim() ?? '';
    const isSql = !isProgram(first) && this.#name.words.some((word) => SQL_WORDS.has(word));
    if (isSql) return judgeSql(script, this.#knowledge.verbs);
    const line = isProgram(first) ? script : withProgram(this.#name, [script]).join(' ');
    return judgeShell(line, this.#knowledge.verbs);
  }

  #joined(value: string, beside: Beside): string {
    const program = programBeside(beside);
    return program === undefined ? value : `${program} ${value}`;
  }
}

/** Whether it was told apart, rather than only not known. */
function isCertain({ reason }: Evidence): boolean {
  return reason.includes('"') && !reason.endsWith('only');
}

const LOOKS = new Set(
  'explain validate format parse lint analyze analyse check estimate compare diff tokenize preview summarize translate review'.split(
    ' ',
  ),
);
const BODIES = ['body', 'data', 'json', 'payload', 'form', 'formdata', 'files'];
/** Characters of a word, a name, a path. */
const SHORT = 512;
const COMPOSED = /[\s(;*{|]|^flush/i;
const TOOLS = new Set(['tool', 'tools', 'function', 'action', 'operation', 'api', 'method']);
const SEARCHES = new Set(
  'search find grep lookup websearch web match suggest autocomplete docs doc documentation library knowledge wiki help faq articles code issues messages emails notes papers news'.split(
    ' ',
  ),
);
const SQL_WORDS = new Set(
  'sql postgres mysql sqlite database db snowflake bigquery redshift duckdb clickhouse mssql'.split(' '),
);
