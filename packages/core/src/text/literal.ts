import { type ArgumentValue, isList, isMap, isSet } from '../action/argument-value.js';
import { quoted } from './visible.js';

/**
 * A value as one line that a person can read and that no value can forge: strings are quoted and escaped, types that look
 * alike are told apart (`12n`, `Date(...)`, `bytes(3: 0a0b0c)`).
 *
 * @example literal({ table: 'a"b', rows: 12n }) // '{table: "a\\"b", rows: 12n}'
 */
export function literal(value: ArgumentValue): string {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'bigint':
      return `${value}n`;
    case 'object':
      return value === null ? 'null' : containerLiteral(value);
    default:
      return Object.is(value, -0) ? '-0' : String(value);
  }
}

/** A key of an object: bare when it is an identifier, else quoted. */
function keyLiteral(key: string): string {
  return IDENTIFIER.test(key) ? key : quoted(key);
}

function containerLiteral(value: ArgumentValue & object): string {
  if (isList(value)) return `[${list(value)}]`;
  if (value instanceof Date) return `Date(${value.toISOString()})`;
  if (value instanceof Uint8Array) return `bytes(${value.length}: ${Buffer.from(value).toString('hex')})`;
  if (isSet(value)) return `Set(${list([...value])})`;
  if (isMap(value)) {
    return `Map(${[...value].map(([key, item]) => `${literal(key)} => ${literal(item)}`).join(', ')})`;
  }
  return `{${Object.entries(value)
    .map(([key, item]) => `${keyLiteral(key)}: ${literal(item)}`)
    .join(', ')}}`;
}

function list(values: readonly ArgumentValue[]): string {
  return values.map(literal).join(', ');
}

/** Where a value stands, `args[0].table`: numbers are positions, other steps are keys, quoted where they must be. */
export function pathOf(root: string, steps: readonly (string | number)[]): string {
  return steps.reduce<string>((path, step) => pathTo(path, step), root);
}

/** One step further down. */
export function pathTo(path: string, step: string | number): string {
  if (typeof step === 'number') return `${path}[${step}]`;
  const key = keyLiteral(step);
  return key.startsWith('"') ? `${path}[${key}]` : `${path}.${key}`;
}

const IDENTIFIER = /^[a-z_$][\w$]*$/i;
