import { type Evidence, evidence, gravest } from '../evidence.js';
import type { Verbs } from '../verbs/verbs.js';
import { judgeStatement } from './judge-statement.js';
import { DIALECTS, isAmbiguous, type SqlDialect, type SqlToken, tokenizeSql } from './tokenize-sql.js';

/**
 * Judges SQL by its gravest statement: a read is low, a write high; a write without a condition, a change of the schema or of
 * rights critical; what cannot be told apart high. Where databases would read it differently, the gravest reading counts.
 *
 * Linear in the SQL.
 */
export function judgeSql(sql: string, verbs: Verbs): Evidence {
  const meta = META_COMMAND.exec(sql)?.[1];
  if (meta !== undefined) return META_READS.test(meta) ? META_READ : META_ACTS;
  const dialects = isAmbiguous(sql) ? DIALECTS : DIALECTS.slice(0, 1);
  return gravest(dialects.map((dialect) => judgeIn(dialect, sql, verbs))) ?? UNCLEAR;
}

/** Whether a string has the shape of SQL, rather than of a sentence that begins with the same word. */
export function isSql(text: string): boolean {
  return SHAPE.test(text) || (text.includes(';') && LATER_STATEMENT.test(text));
}

function judgeIn(dialect: SqlDialect, sql: string, verbs: Verbs): Evidence {
  const tokens = tokenizeSql(sql, dialect);
  if (tokens === undefined || hasClientCommand(tokens)) return UNCLEAR;
  return gravest(statementsOf(tokens).map((statement) => judgeStatement(statement, verbs))) ?? UNCLEAR;
}

/** `SELECT 1 \\! rm x`: `psql` runs a command of its own in the middle. `\\G` at the end shows rows. */
function hasClientCommand(tokens: readonly SqlToken[]): boolean {
  return tokens.some(({ type, value }, index) => {
    if (type !== 'sign' || value !== '\\') return false;
    const rest = tokens.slice(index + 1).filter((token) => token.value !== ';');
    return rest.length !== 1 || !/^gx?$/.test(rest[0]?.value ?? '');
  });
}

function statementsOf(tokens: readonly SqlToken[]): readonly (readonly SqlToken[])[] {
  const statements: SqlToken[][] = [[]];
  for (const token of tokens) {
    if (token.type === 'sign' && token.value === ';') statements.push([]);
    else statements.at(-1)?.push(token);
  }
  return statements;
}

const UNCLEAR: Evidence = evidence('sql', 'high', 'SQL that cannot be told apart');

/** Commands of psql and the like. */
const META_COMMAND = /^\s*\\([a-z!?]+\+?)/i;
const META_READS = /^(?:d\w*\+?|l\+?|dt\+?|conninfo|timing|x|encoding|sf|sv|z|\?|h|pset)$/i;
const META_READ: Evidence = evidence('sql', 'low', 'a command of the SQL client that reads');
const META_ACTS: Evidence = evidence('sql', 'high', 'a command of the SQL client that may act');

const COMMENTS = String.raw`^(?:\s|\(|--[^\n]*(?:\n|$)|/\*(?:[^*]|\*(?!/))*\*/)*`;
const NAME = String.raw`[\w."$\x60[\]#@\u0080-\uffff]+`;
const STATEMENT = [
  String.raw`select\b[^;]*(?:\bfrom\b|;|\d|[*(@])`,
  String.raw`with\s+(?:recursive\s+)?${NAME}\s*(?:\([^)]*\)\s*)?as\s*(?:not\s+)?(?:materialized\s*)?\(`,
  String.raw`insert\s+(?:\w+\s+){0,2}into\s|replace\s+into\s|upsert\s+into\s|merge\s+into\s`,
  String.raw`update\s+(?:only\s+|top\s*\(\d+\)\s*|or\s+\w+\s+)?${NAME}(?:\s+(?:as\s+)?\w+)?\s+set\s`,
  String.raw`delete\s+(?:\w+\s+|top\s*\(\d+\)\s*|${NAME}\s+){0,2}from\s|delete\s+${NAME}\s+where\s`,
  String.raw`(?:drop|create|alter|rename)\s+(?:or\s+replace\s+)?(?:global\s+|local\s+|temp(?:orary)?\s+|unique\s+|materialized\s+|foreign\s+|external\s+|unlogged\s+|virtual\s+|public\s+)*(?:table|database|schema|index|view|user|role|function|procedure|trigger|sequence|extension|type|domain|policy|server|publication|subscription|tablespace|login|package|keyspace|column|event|aggregate|operator|cast|collation|language|rule|system|group|session|default)\b`,
  String.raw`truncate\s+(?:table\s+)?${NAME}\s*(?:$|;|,|cascade|restart|continue)`,
  String.raw`(?:grant|revoke)\s[^;]*\s(?:on|to|from)\s|copy\s+(?:${NAME}|\()[^;]*\s(?:to|from)\s`,
  String.raw`explain\s+(?:\(|analyze\b|query\b|verbose\b|select\b|insert\b|update\b|delete\b|with\b)|pragma\s+\w+`,
  String.raw`(?:exec|execute|call)\s+${NAME}\s*(?:\(|;|$|@|')|do\s+(?:language\s+\w+\s+)?\$|shutdown\s*(?:;|with)|set\s+(?:role|global|session|password)\b`,
].join('|');

const SHAPE = new RegExp(`${COMMENTS}(?:${STATEMENT})`, 'i');
/** A statement behind another, or behind something else: `1; DROP TABLE users`. */
const LATER_STATEMENT =
  /;\s*(?:drop|truncate|alter|create|grant)\s+(?:table|database|schema|user|role|all|index|view|function)\b|;\s*delete\s+from\s|;\s*update\s+\S{1,64}\s+set\s|;\s*insert\s+into\s/i;
