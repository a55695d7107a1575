import type { ArgumentLeaf } from '../../describe-action.js';
import { dateShape } from './date-shape.js';
import { type Fact, factsOf } from './fact.js';
import { numberShape } from './number-shape.js';
import { oneOf } from './shape.js';
import { statementsIn } from './sql.js';
import { statementFacts } from './sql-facts.js';
import { textShape } from './text-shape.js';

/** What can be asked about one value of the call. Of a secret nothing. */
export function leafFacts({ path, type, value, secret }: ArgumentLeaf, unit = ''): readonly Fact[] {
  const key = keyOf(path);
  const places = [path, key && `the key ${key}`, ordinalOf(path)].filter(Boolean);
  if (secret) return [];
  if (typeof value === 'boolean') {
    const weight = DANGEROUS.test(key) ? 83 : 46;
    return key === '' ? [] : factsOf(weight, (place) => `What is ${place} set to?`, places, `${value}`, SWITCH, WEAK);
  }
  if (typeof value === 'number' || typeof value === 'bigint') {
    const ask = (place: string): string => `Which number stands at ${place}${unit && `, in ${unit}`}?`;
    const text = `${value}`;
    return text.length > LONGEST ? [] : factsOf(AMOUNT.test(key) ? 84 : 60, ask, places, text, numberShape);
  }
  const text = value instanceof Date ? value.toISOString() : type === 'string' ? `${value}` : '';
  const statements = statementsIn(text);
  return statements.length > 0 ? statementFacts(places, statements) : textFacts(places, key, text);
}

/** The key under which a value stands; the entries of a list stand under its key. */
export function keyOf(path: string): string {
  return /([\w$]+)(?:\(set\))?(?:\[\d+\])*$/.exec(path.replace(/^args/, ''))?.[1] ?? '';
}

function textFacts(places: readonly string[], key: string, text: string): readonly Fact[] {
  const facts = (weight: number, what: string, answer: string, shape = textShape): readonly Fact[] =>
    factsOf(weight, (place) => `Which ${what} ${place}?`, places, answer, shape);
  if (/\s/.test(text) || text.length > LONGEST) {
    // Who has read to the end knows the last word.
    const last =
      text
        .slice(-2 * LONGEST)
        .match(/[\w@/.:-]*\w/g)
        ?.at(-1) ?? '';
    return last.length < 3 || last.length > LONGEST
      ? []
      : facts(COMMAND.test(text) ? 70 : 25, 'word ends the text at', last);
  }
  const [, host, way = ''] = URL.exec(text) ?? [];
  if (host !== undefined) {
    return [
      ...facts(76, 'host stands in the URL at', host),
      ...(way.length < 3 ? [] : facts(75, 'path has the URL at', way)),
    ];
  }
  if (DATE.test(text)) return facts(55, 'date stands at', text.slice(0, 10), dateShape);
  if (text.includes('@')) return facts(82, 'address stands at', text);
  if (/[/\\]/.test(text)) return facts(80, 'path stands at', text);
  return facts(text.includes('.') ? 74 : TARGET.test(key) ? 66 : key === '' ? 64 : 45, 'value stands at', text);
}

function ordinalOf(path: string): string {
  const ordinal = ['first', 'second', 'third', 'fourth'][Number(/^args\[(\d+)\]$/.exec(path)?.[1])];
  return ordinal === undefined ? '' : `the ${ordinal} argument`;
}

const SWITCH = oneOf(['true', 'false']);
const WEAK = { isWeak: true };

const AMOUNT = /amount|price|total|sum|cents|balance|value|budget|salary|credit|fee/i;
const TARGET =
  /(?:id|name|user|table|bucket|account|instance|branch|service|repo|target|resource|group|flag|key|cluster|method|to)$/i;
const DANGEROUS =
  /force|recurs|dry|cascade|overwrite|permanent|hard|purge|wipe|skip|ignore|bypass|disable|allow|public|prune|delete|enable|^all$|verify/i;
const URL = /^[a-z][a-z\d+.-]*:\/\/(?:[^/@?#]*@)?([^/:?#]+)(?::\d+)?([^?#]*)/i;
const DATE = /^\d{4}-[01]\d-[0-3]\d(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?$/;
const COMMAND = /^[\w./-]+ (?:.* )?-/;

/** Characters of what is asked for. */
const LONGEST = 100;
