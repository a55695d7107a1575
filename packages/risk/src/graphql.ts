import { type Evidence, evidence, gravest } from './evidence.js';
import { judgeName } from './names/judge-name.js';
import type { Verbs } from './verbs/verbs.js';

const FACTOR = 'graphql';

/** Whether a string has the shape of a GraphQL document. */
export function isGraphql(text: string): boolean {
  return SHAPE.test(text);
}

const SHAPE =
  /^(?:\s|#[^\n]*\n)*(?:(?:query|mutation|subscription)\b[^{}]{0,2000}\{|fragment\s+\w+\s+on\s+\w+|\{\s*\w+)/;

/** Judges a document: queries read, mutations do what the names of their fields say. Linear. */
export function judgeGraphql(document: string, verbs: Verbs): Evidence {
  const found: Evidence[] = [];
  let depth = 0;
  let round = 0;
  let operation = '';
  let isField = false;
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(document); token !== null; token = TOKEN.exec(document)) {
    const [sign] = token;
    if (sign === '(' || sign === ')') round += sign === '(' ? 1 : -1;
    else if (round > 0 || sign.startsWith('#') || sign.startsWith('"')) continue;
    else if (sign === '{' || sign === '}') {
      depth += sign === '{' ? 1 : -1;
      if (depth === 0) operation = '';
      isField = depth === 1;
    } else if (depth === 0) operation ||= sign;
    else if (depth === 1 && operation === 'mutation' && isField && document[TOKEN.lastIndex] !== ':') {
      found.push(field(sign, verbs));
    }
  }
  if (depth !== 0 || round !== 0) return evidence(FACTOR, 'high', 'GraphQL that cannot be told apart');
  return gravest(found) ?? evidence(FACTOR, /\bmutation\b/.test(document) ? 'medium' : 'low', 'a GraphQL query');
}

function field(name: string, verbs: Verbs): Evidence {
  const judged = judgeName(name, verbs, FACTOR);
  if (judged.kind === undefined || judged.kind === 'read')
    return evidence(FACTOR, 'medium', 'a mutation whose verb is not known');
  return judged.found;
}

/** A string that is not closed goes to the end: were it no token, each of its quotes would be tried to the end again. */
const TOKEN = /"""(?:[^"]|"(?!""))*(?:"""|$)|"(?:[^"\\\n]|\\.)*"?|#[^\n]*|[{}()]|[A-Za-z_]\w*/g;
