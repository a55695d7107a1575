import { type ArgumentValue, isList, isMap, isSet } from './argument-value.js';
import { quoted } from './visible.js';

/**
 * A value as one line that a person can read and that no value can forge: strings are quoted and escaped, types that look
 * alike are told apart (`12n`, `Date(...)`, `bytes(3: 0a0b0c)`).
 *
 * @param limit The most characters of one string or byte sequence; the rest is counted behind it. Default: all of it.
 * @example literal({ table: 'a"b', rows: 12n }) // '{table: "a\\"b", rows: 12n}'
 */
export function literal(value: ArgumentValue, limit: number = Number.MAX_VALUE): string {
  switch (typeof value) {
    case 'string':
      return textLiteral(value, limit);
    case 'bigint':
      return `${value}n`;
    case 'object':
      return value === null ? 'null' : containerLiteral(value, limit);
    default:
      return Object.is(value, -0) ? '-0' : String(value);
  }
}

/** A key of an object: bare when it is an identifier, else quoted. */
export function keyLiteral(key: string): string {
  return IDENTIFIER.test(key) ? key : quoted(key);
}

function textLiteral(text: string, limit: number): string {
  return text.length <= limit ? quoted(text) : `${quoted(text.slice(0, limit))}...(+${text.length - limit} more)`;
}

function containerLiteral(value: ArgumentValue & object, limit: number): string {
  if (isList(value)) return `[${list(value, limit)}]`;
  if (value instanceof Date) return `Date(${value.toISOString()})`;
  if (value instanceof Uint8Array) return bytesLiteral(value, limit);
  if (isSet(value)) return `Set(${list([...value], limit)})`;
  if (isMap(value)) {
    return `Map(${[...value].map(([key, item]) => `${literal(key, limit)} => ${literal(item, limit)}`).join(', ')})`;
  }
  return `{${Object.entries(value)
    .map(([key, item]) => `${keyLiteral(key)}: ${literal(item, limit)}`)
    .join(', ')}}`;
}

function bytesLiteral(bytes: Uint8Array, limit: number): string {
  const shown = Buffer.from(bytes.subarray(0, Math.min(bytes.length, limit))).toString('hex');
  const rest = bytes.length > limit ? `...(+${bytes.length - limit} more)` : '';
  return `bytes(${bytes.length}${bytes.length > 0 ? ': ' : ''}${shown}${rest})`;
}

function list(values: readonly ArgumentValue[], limit: number): string {
  return values.map((value) => literal(value, limit)).join(', ');
}

const IDENTIFIER = /^[a-z_$][\w$]*$/i;
