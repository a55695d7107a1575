import { type Evidence, evidence, graver } from '../evidence.js';
import { judgeName } from '../names/judge-name.js';
import { partsOf } from '../names/split-name.js';
import { secretPlaceIn } from '../secrets/secret-places.js';
import { secretIn } from '../secrets/secret-words.js';
import type { Verbs } from '../verbs/verbs.js';
import { functionKind } from './functions.js';
import type { SqlToken } from './tokenize-sql.js';

const FACTOR = 'sql';

/**
 * Judges one statement; one without tokens is nothing. SQL Server needs no semicolon between two: what begins another is looked
 * for behind every statement.
 */
export function judgeStatement(tokens: readonly SqlToken[], verbs: Verbs): Evidence | undefined {
  const first = tokens.find(({ value }) => value !== '(')?.value;
  if (first === undefined) return undefined;
  if (first === 'explain') return explained(tokens, verbs);
  const own = ownEvidence(first, tokens, verbs);
  return own.level === 'critical' ? own : graver(own, reads(tokens.slice(first === 'show' ? 2 : 1), verbs));
}

/** What a statement does by its first words. */
function ownEvidence(first: string, tokens: readonly SqlToken[], verbs: Verbs): Evidence {
  const words = tokens.filter(({ type }) => type === 'word').map(({ value }) => value);
  if (first === 'copy') return copied(words, tokens, verbs);
  if (first === 'set') return settings(words);
  if (first === 'pragma') return pragma(tokens);
  if (first === 'create') return created(words);
  if (first === 'show' || first === 'describe' || first === 'desc') return described(first, words);
  if ((first === 'exec' || first === 'execute') && EXEC_READS.test(words[1] ?? ''))
    return evidence(FACTOR, 'low', 'EXEC of a procedure that describes');
  const fixed = FIXED.get(first) ?? FIXED.get(`${first} ${words[1] ?? ''}`);
  if (fixed !== undefined) return fixed;
  if (WRITES.has(first)) return written(first, isBounded(tokens));
  if (READS.has(first)) return reads(tokens, verbs);
  return evidence(FACTOR, 'high', 'a statement that cannot be told apart');
}

/** `SHOW TABLES`; `SHOW SECRETS` and `SHOW GRANTS` with passwords show more. */
function described(first: string, words: readonly string[]): Evidence {
  const secret = words.slice(1).find((word) => word !== 'variables' && secretColumn(word) !== undefined);
  if (secret !== undefined) return evidence('secrets', 'medium', 'describes secrets');
  return evidence(FACTOR, 'low', `${first.toUpperCase()} describes`);
}

const EXEC_READS =
  /^sp_(?:help\w*|columns|tables|databases|who2?|spaceused|lock|fkeys|pkeys|statistics|stored_procedures|server_info|depends|describe_\w+)$/;

const READS: ReadonlySet<string> = new Set(
  'select with values table show describe desc from summarize pivot evaluate'.split(' '),
);
const WRITES: ReadonlySet<string> = new Set('insert update delete merge replace upsert'.split(' '));

const FIXED: ReadonlyMap<string, Evidence> = new Map([
  ...level('low', 'ends or opens a transaction', 'begin|start transaction|rollback|savepoint|release|end|abort'),
  ...level('low', 'reads', 'use|help|list'),
  ...level(
    'medium',
    'keeps a transaction or refreshes what is derived',
    'commit|analyze|analyse|vacuum|checkpoint|optimize',
  ),
  ...level('medium', 'session', 'reset|discard|listen|unlisten|notify|declare|fetch|close|deallocate|print|check'),
  ...level('critical', 'changes what the database is made of', 'drop|truncate|alter|rename|import|undrop'),
  ...level('critical', 'changes rights', 'grant|revoke|deny|reassign|security'),
  ...level('critical', 'stops or rebuilds the server', 'shutdown|restore|purge'),
  ...level('high', 'runs code of the database', 'call|exec|execute|do|prepare|perform'),
  ...level(
    'high',
    'changes what the database holds or does',
    'load|unload|put|get|remove|lock|reindex|cluster|refresh|comment',
  ),
  ...level(
    'high',
    'changes what the database holds or does',
    'kill|flush|install|uninstall|attach|detach|backup|handler|msck',
  ),
]);

function level(at: Evidence['level'], reason: string, words: string): readonly (readonly [string, Evidence])[] {
  return words.split('|').map((word) => [word, evidence(FACTOR, at, `${word.toUpperCase()}: ${reason}`)]);
}

/** `EXPLAIN` alone plans; with `ANALYZE` it runs the statement. */
function explained(tokens: readonly SqlToken[], verbs: Verbs): Evidence | undefined {
  const start = tokens.findIndex(
    ({ type, value }) => type === 'word' && (READS.has(value) || WRITES.has(value) || RUN_BY_EXPLAIN.has(value)),
  );
  const before = tokens.slice(0, start === -1 ? tokens.length : start);
  const runs = before.some(({ value }) => value === 'analyze' || value === 'analyse');
  const plans = evidence(FACTOR, 'low', 'EXPLAIN plans a statement');
  return runs && start > 0 ? graver(plans, judgeStatement(tokens.slice(start), verbs) ?? plans) : plans;
}

const RUN_BY_EXPLAIN: ReadonlySet<string> = new Set('create execute exec call do copy declare refresh'.split(' '));

function copied(words: readonly string[], tokens: readonly SqlToken[], verbs: Verbs): Evidence {
  if (words.includes('program')) return evidence(FACTOR, 'critical', 'COPY runs a program on the server');
  const isOut = words.includes('stdout') && words.includes('to');
  return isOut ? reads(tokens.slice(1), verbs) : evidence(FACTOR, 'high', 'COPY reads or writes files of the server');
}

function settings(words: readonly string[]): Evidence {
  const isGrave = words.some((word) => /^(?:role|global|persist|password|@@?global|authorization)/.test(word));
  return evidence(
    FACTOR,
    isGrave ? 'critical' : 'medium',
    isGrave ? 'SET changes rights or the server' : 'SET of a session',
  );
}

/** Pragmas that take an argument and read. */
const PRAGMA_OF =
  /^(?:table_x?info|index_list|index_x?info|foreign_key_list|foreign_key_check|integrity_check|quick_check)$/;
const PRAGMA_READS =
  /^(?:table_list|database_list|collation_list|compile_options|function_list|module_list|pragma_list|page_count|page_size|user_version|schema_version|encoding|freelist_count|journal_mode|foreign_keys|data_version|cache_size)$/;

function pragma(tokens: readonly SqlToken[]): Evidence {
  const sets = tokens.some(({ value }) => value === '=');
  const hasArgument = tokens.some(({ value }) => value === '(');
  const isRead =
    !sets && tokens.some(({ value }) => PRAGMA_OF.test(value) || (!hasArgument && PRAGMA_READS.test(value)));
  return evidence(FACTOR, isRead ? 'low' : 'high', isRead ? 'PRAGMA reads' : 'PRAGMA changes the database');
}

function created(words: readonly string[]): Evidence {
  const isTemporary = words.slice(1, 4).some((word) => word === 'temp' || word === 'temporary');
  return evidence(FACTOR, isTemporary ? 'high' : 'critical', 'CREATE changes what the database is made of');
}

function written(first: string, hasCondition: boolean): Evidence {
  const verb = first.toUpperCase();
  const isWhole = (first === 'update' || first === 'delete') && !hasCondition;
  if (isWhole) return evidence(FACTOR, 'critical', `${verb} without a condition`);
  return evidence(FACTOR, 'high', `${verb} writes`);
}

/** Whether there is a WHERE that tells rows apart: `WHERE 1 = 1` does not. */
function isBounded(tokens: readonly SqlToken[]): boolean {
  const where = tokens.findIndex(({ type, value }) => type === 'word' && value === 'where');
  if (where === -1) return false;
  return tokens
    .slice(where + 1)
    .some(({ type, value }) => type === 'identifier' || (type === 'word' && !CONSTANT.has(value)));
}

const CONSTANT: ReadonlySet<string> = new Set('true false null not and or is returning like in'.split(' '));

/** What a query does besides reading, wherever it stands in it: a CTE that writes, `INTO`, locks, functions that act, secrets. */
function reads(tokens: readonly SqlToken[], verbs: Verbs): Evidence {
  let found = evidence(FACTOR, 'low', 'a query that reads');
  const hasCondition = isBounded(tokens);
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    const next = tokens[index + 1];
    if (token.type === 'word' || token.type === 'identifier') {
      if (next?.value === '(' && next.type === 'sign') {
        const owner = before?.value === '.' ? (tokens[index - 2]?.value ?? '') : '';
        found = graver(found, called(token.value, owner, before, verbs));
      } else if (token.type === 'word') found = graver(found, keyword(token.value, before, next, hasCondition));
      const isUsers = token.value === 'user' && before?.value === '.' && tokens[index - 2]?.value === 'mysql';
      found = graver(found, (isUsers ? USERS : secretColumn(token.value)) ?? found);
    } else if (token.type === 'string' && secretPlaceIn(token.value) !== undefined) {
      found = graver(found, evidence('secrets', 'medium', 'names a place of secrets'));
    }
  }
  return found;
}

function keyword(
  word: string,
  before: SqlToken | undefined,
  next: SqlToken | undefined,
  hasCondition: boolean,
): Evidence {
  const reading = evidence(FACTOR, 'low', 'a query that reads');
  if (before?.value === '.' || before?.value === 'as') return reading;
  if (word === 'into') {
    const isVariable = next?.value.startsWith('@') === true;
    return isVariable ? reading : evidence(FACTOR, 'high', 'INTO writes what is selected');
  }
  if ((word === 'update' || word === 'share') && (before?.value === 'for' || before?.value === 'key')) {
    return evidence(FACTOR, 'medium', 'locks rows');
  }
  if (WRITES.has(word) && word !== 'replace' && (next?.type === 'word' || next?.type === 'identifier'))
    return written(word, hasCondition);
  const isCommand = COMMANDS.has(word) ? next?.type === 'word' : startsStatement(word, before, next);
  return isCommand ? evidence(FACTOR, 'high', `${word.toUpperCase()} inside of a query`) : reading;
}

const COMMANDS: ReadonlySet<string> = new Set(
  'drop truncate alter grant revoke create exec execute call copy'.split(' '),
);

/** Begins a statement of SQL Server behind another, rather than to name a column. */
function startsStatement(word: string, before: SqlToken | undefined, next: SqlToken | undefined): boolean {
  if (!SERVER_COMMANDS.has(word) || before === undefined || BEFORE_COLUMN.has(before.value)) return false;
  if (before.type === 'sign' && before.value !== ')' && before.value !== '*') return false;
  return next === undefined || (next.type !== 'sign' && !BEHIND_COLUMN.has(next.value));
}

const BEFORE_COLUMN: ReadonlySet<string> = new Set(
  'select distinct by as and or on where not then else when for from join is in set top all between like'.split(' '),
);
const BEHIND_COLUMN: ReadonlySet<string> = new Set(
  'from as where order group join inner left right cross full on limit union having asc desc and or'.split(' '),
);
const SERVER_COMMANDS: ReadonlySet<string> = new Set(
  'shutdown restore backup kill deny dbcc reconfigure waitfor disable enable bulk attach detach'.split(' '),
);

function called(name: string, owner: string, before: SqlToken | undefined, verbs: Verbs): Evidence {
  const reading = evidence(FACTOR, 'low', 'a query that reads');
  const kind = functionKind(name.toLowerCase());
  const isColumns = before?.value === 'with' || before?.value === 'recursive' || before?.value === 'into';
  if (kind === 'reads' || isColumns || before?.value === 'tablesample') return reading;
  if (kind === 'acts' || functionKind(owner.toLowerCase()) === 'acts')
    return evidence(FACTOR, 'high', 'calls a function that acts outside of the query');
  const byName = judgeName(name, verbs);
  if (byName.kind === undefined || byName.kind === 'read')
    return evidence(FACTOR, 'medium', 'calls a function that is not known');
  return evidence(FACTOR, 'high', `calls a function: ${byName.found.reason}`);
}

function secretColumn(name: string): Evidence | undefined {
  if (SECRET_TABLES.test(name)) return evidence('secrets', 'medium', `reads ${name.toLowerCase()}`);
  const secret = name.length > 3 ? secretIn(partsOf(name).flat()) : undefined;
  return secret === undefined ? undefined : evidence('secrets', 'medium', `reads "${secret}"`);
}

const USERS: Evidence = evidence('secrets', 'medium', 'reads the passwords of users');
const SECRET_TABLES =
  /^(?:pg_shadow|pg_authid|pg_user_mappings?|pg_hba_file_rules|sql_logins|user\$|dba_users|pg_largeobject|authentication_string|rolpassword|syslogins|moz_cookies|logins)$/i;
