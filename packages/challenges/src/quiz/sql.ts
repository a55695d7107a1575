import type { Fact, FactMaker } from './fact.js';
import { countShape, numberShape, oneOf, textShape } from './shape.js';

/** What can be told of a statement of SQL without a grammar. */
export interface SqlStatement {
  /** `DELETE`, in capitals. */
  readonly verb: string;
  /** The kind of thing it acts on: `table`. */
  readonly object: string;
  /** What it acts on, as it is written, without quotes; empty for a statement of an unknown kind. */
  readonly target: string;
  readonly hasCondition: boolean;
  /** The last number in it. */
  readonly number: string | undefined;
}

/**
 * The statements in a text; none where none is of a kind that is known here. Linear.
 *
 * @example statementsIn('DELETE FROM orders WHERE id = 7')[0]?.target // 'orders'
 */
export function statementsIn(text: string): readonly SqlStatement[] {
  if (text.length > LONGEST || !VERB.test(text)) return [];
  const statements: string[][] = [[]];
  for (const [token] of text.matchAll(TOKENS)) {
    if (token === ';') statements.push([]);
    else if (!/^(?:--|\/\*)/.test(token)) statements.at(-1)?.push(token);
  }
  const read = statements.filter(({ length }) => length > 0).map(readStatement);
  return read.some(({ target }) => target !== '') ? read : [];
}

function readStatement(tokens: readonly string[]): SqlStatement {
  const words = tokens.map((token) => token.toUpperCase());
  const start = words[0] === 'WITH' ? mainVerb(words) : 0;
  const verb = words[start] ?? '';
  const lead = LEADS.get(verb);
  // The name follows on a word: FROM, INTO, or the kind of thing.
  const at = lead === undefined ? -1 : words.findIndex((word, index) => index >= start && lead.includes(word));
  const first = words.findIndex((word, index) => index > at && !FILLER.test(word));
  const isKnown = at >= 0 && (verb !== 'UPDATE' || words.includes('SET'));
  return {
    verb,
    object: (OBJECTS.find((each) => each === words[at]) ?? 'table').toLowerCase(),
    target: isKnown ? nameAt(tokens, first) : '',
    hasCondition: words.includes('WHERE'),
    number: tokens.findLast((token) => /^\d/.test(token)),
  };
}

/** Behind the tables of a WITH, which stand in brackets. */
function mainVerb(words: readonly string[]): number {
  let depth = 0;
  return words.findIndex((word) => {
    depth += word === '(' ? 1 : word === ')' ? -1 : 0;
    return depth === 0 && LEADS.has(word);
  });
}

/** A name with its parts, `public.orders`. */
function nameAt(tokens: readonly string[], at: number): string {
  const token = tokens[at] ?? '';
  if (!/^[\w"`[]/.test(token)) return '';
  const name = token.replace(/^["`[]|["`\]]$/g, '');
  return tokens[at + 1] === '.' ? `${name}.${nameAt(tokens, at + 2)}` : name;
}

/** What can be asked about the statements in a text: how many there are, and what the gravest does to what. */
export function statementFacts(fact: FactMaker, statements: readonly SqlStatement[]): readonly Fact[] {
  const { length } = statements;
  const known = statements.filter(({ target }) => target !== '');
  const [gravest] = known.sort((a, b) => VERBS.indexOf(a.verb) - VERBS.indexOf(b.verb));
  if (gravest === undefined) return [];
  const { verb, object, target, hasCondition, number } = gravest;
  const it = length === 1 ? 'the statement at $' : 'the gravest statement at $';
  const rows = /UPDATE|DELETE/.test(verb) ? ROWS[hasCondition ? 0 : 1] : undefined;
  return [
    ...fact(89, 'How many statements stand at $?', length === 1 ? undefined : `${length}`, countShape),
    ...fact(90, `Which ${object} does ${it} act on?`, target, textShape),
    ...fact(86, `What does ${it} do?`, verb, oneOf(VERBS), WEAK),
    ...fact(87, `Which rows does ${it} change?`, rows, oneOf(ROWS), WEAK),
    ...fact(65, `Which number comes last in ${it}?`, number, numberShape),
  ];
}

const ROWS = ['those that a condition (WHERE) selects', 'all of them: there is no condition'];
const WEAK = { isWeak: true };

const OBJECTS: readonly string[] = 'TABLE DATABASE SCHEMA INDEX VIEW ROLE USER SEQUENCE TRIGGER FUNCTION'.split(' ');
const FILLER = /^(?:TABLE|ONLY|IF|NOT|EXISTS|CONCURRENTLY|ALL|TABLES|IN|SCHEMA)$/;

/** After which words the name stands, by what the statement does; the gravest comes first. */
const LEADS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    DROP: OBJECTS,
    TRUNCATE: ['TRUNCATE'],
    DELETE: ['FROM'],
    UPDATE: ['UPDATE'],
    ALTER: OBJECTS,
    GRANT: ['ON'],
    REVOKE: ['ON'],
    MERGE: ['INTO'],
    REPLACE: ['INTO'],
    INSERT: ['INTO'],
    CREATE: OBJECTS,
    SELECT: ['FROM'],
  }),
);

/** What a statement may do, the gravest first. */
const VERBS: readonly string[] = [...LEADS.keys()];

const VERB = new RegExp(`\\b(?:${VERBS.join('|')})\\s`, 'i');

/** Comments, texts, names in quotes, numbers, words, signs. What is not closed ends with the text: so this stays linear. */
const TOKENS =
  /--[^\n]*|\/\*(?:[^]*?\*\/|[^]*)|'(?:[^']|'')*(?:'|$)|"[^"]*(?:"|$)|`[^`]*(?:`|$)|\[[^\]]*(?:\]|$)|\d+(?:\.\d+)?|[A-Za-z_][\w$]*|[^\s]/g;

/** Characters. */
const LONGEST = 20_000;
