import { type Fact, factsOf } from './fact.js';
import { numberShape } from './number-shape.js';
import { oneOf } from './shape.js';
import type { SqlStatement } from './sql.js';
import { textShape } from './text-shape.js';

/** What can be asked about the statements in a text: how many there are, and what the gravest does to what. */
export function statementFacts(places: readonly string[], statements: readonly SqlStatement[]): readonly Fact[] {
  const isOne = statements.length === 1;
  const [gravest] = [...statements].sort((a, b) => VERBS.indexOf(a.verb) - VERBS.indexOf(b.verb));
  if (gravest === undefined) return [];
  const { verb, object, target, hasCondition, number } = gravest;
  const it = (place: string): string => `the ${isOne ? '' : 'gravest '}statement at ${place}`;
  return [
    ...(isOne
      ? []
      : factsOf(89, (place) => `How many statements stand at ${place}?`, places, `${statements.length}`, countShape)),
    ...factsOf(90, (place) => `Which ${object} does ${it(place)} act on?`, places, target, textShape),
    ...factsOf(86, (place) => `What does ${it(place)} do?`, places, verb, oneOf(VERBS), WEAK),
    ...(verb === 'UPDATE' || verb === 'DELETE'
      ? factsOf(
          87,
          (place) => `Which rows does ${it(place)} change?`,
          places,
          ROWS[hasCondition ? 0 : 1] ?? '',
          oneOf(ROWS),
          WEAK,
        )
      : []),
    ...(number === undefined
      ? []
      : factsOf(65, (place) => `Which number comes last in ${it(place)}?`, places, number, numberShape)),
  ];
}

/** What a statement may do, the gravest first. */
const VERBS = 'DROP TRUNCATE DELETE UPDATE ALTER GRANT REVOKE MERGE REPLACE INSERT CREATE SELECT'.split(' ');
const ROWS = ['those that a condition (WHERE) selects', 'all of them: there is no condition'];
const WEAK = { isWeak: true };
