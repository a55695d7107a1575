import type { ArgumentLeaf } from '@attesta/core/authoring';
import { keyOf, namesOf } from '../wording.js';
import { type Fact, type FactMaker, factsAt } from './fact.js';
import { dateShape, numberShape, oneOf, percentShape, textShape } from './shape.js';
import { statementFacts, statementsIn } from './sql.js';

/**
 * What can be asked about one value of the call. Of a secret nothing.
 *
 * @param unit In what it is counted.
 */
export function leafFacts({ path, type, value, secret }: ArgumentLeaf, unit = ''): readonly Fact[] {
  if (secret) return [];
  const key = keyOf(path);
  const fact = factsAt(...namesOf(path));
  const isNumber = typeof value === 'number' || typeof value === 'bigint';
  const text = value instanceof Date ? value.toISOString() : isNumber || type === 'string' ? `${value}` : '';
  if (typeof value === 'boolean') {
    const weight = DANGEROUS.test(key) ? 83 : key === '' ? 60 : 46;
    return fact(weight, 'What is $ set to?', `${value}`, oneOf(['true', 'false']), { isWeak: true });
  }
  if (isNumber && text.length <= LONGEST) {
    const wording = `Which number stands at $${unit === '' || /cent/i.test(key) ? '' : `, in ${unit}`}?`;
    return fact(AMOUNT.test(key) ? 84 : 60, wording, text, /percent|pct/i.test(key) ? percentShape : numberShape);
  }
  const statements = statementsIn(text);
  return statements.length > 0 ? statementFacts(fact, statements) : textFacts(fact, key, text);
}

function textFacts(fact: FactMaker, key: string, text: string): readonly Fact[] {
  if (/\s/.test(text) || text.length > LONGEST) {
    // Who has read to the end knows the last word.
    const last = /(?:^|\s)([\w@/.:-]*\w)[.!?]?\s*$/.exec(text.slice(-2 * LONGEST))?.[1] ?? '';
    const isLong = last.length < 3 || last.length > LONGEST;
    return isLong ? [] : fact(COMMAND.test(text) ? 70 : 25, 'Which word ends the text at $?', last, textShape);
  }
  const [, host, way = ''] = URL.exec(text) ?? [];
  if (host !== undefined) {
    return [
      ...fact(76, 'Which host stands in the URL at $?', host, textShape),
      ...fact(75, 'Which path follows the host in the URL at $?', way.slice(2) && way, textShape),
    ];
  }
  if (DATE.test(text)) return fact(55, 'Which date stands at $?', text.slice(0, 10), dateShape);
  if (text.includes('@')) return fact(82, 'Which address stands at $?', text, textShape);
  if (PATH.test(text)) return fact(80, 'Which path stands at $?', text, textShape);
  const weight = /[/\\]/.test(text) ? 79 : text.includes('.') ? 74 : TARGET.test(key) ? 66 : key === '' ? 64 : 45;
  return fact(weight, 'Which value stands at $?', text, textShape);
}

const AMOUNT = /amount|price|total|sum|cents|balance|value|budget|salary|credit|fee/i;
const TARGET =
  /(?:id|name|user|role|table|bucket|account|instance|branch|service|repo|target|resource|group|flag|key|cluster|method|from|source|to)$/i;
const DANGEROUS =
  /force|recurs|dry|cascade|overwrite|permanent|hard|purge|wipe|skip|ignore|bypass|disable|allow|public|prune|delete|enable|^all$|verify|value/i;
const URL = /^[a-z][a-z\d+.-]*:\/\/(?:[^/@?#]*@)?([^/:?#]+)(?::\d+)?([^?#]*)/i;
const DATE = /^\d{4}-[01]\d-[0-3]\d(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?$/;
const PATH = /^(?:[.~]*[\\/]|[a-z]:\\)|^[^:]*[\\/][^:]*\.\w+$/i;
const COMMAND = /^[\w./-]+ (?:.* )?-/;

/** Characters of what is asked for. */
const LONGEST = 100;
