import type { Fact, FactMaker } from './fact.js';
import { countShape, numberShape } from './number-shape.js';
import { oneOf } from './shape.js';
import { type SqlStatement, VERBS } from './sql.js';
import { textShape } from './text-shape.js';

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
