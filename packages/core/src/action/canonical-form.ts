import { type ArgumentValue, isList, isMap, isSet, typeOf } from './argument-value.js';

/**
 * The one text for a value: JSON by RFC 8785 (keys in order of UTF-16 code units, no blanks, ECMAScript numbers), in which
 * everything that JSON cannot say is a tagged object: `{"$attesta":"bigint","value":"12"}`. A plain object with a
 * key `$attesta` is itself tagged, so no two different values share a text.
 *
 * @throws TypeError for what is not such a value (a function, NaN, ...); snapshots have none.
 * @example canonicalize({ b: 1n, a: -0 })
 * // '{"a":{"$attesta":"number","value":"-0"},"b":{"$attesta":"bigint","value":"1"}}'
 */
export function canonicalize(value: ArgumentValue): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical form.`);
      return Object.is(value, -0) ? tagged(value, '"-0"') : String(value);
    case 'undefined':
      return '{"$attesta":"undefined"}';
    case 'bigint':
      return tagged(value, `"${value}"`);
    case 'object':
      return value === null ? 'null' : containerText(value);
    default:
      throw new TypeError(`A ${typeof value} has no canonical form.`);
  }
}

function containerText(value: ArgumentValue & object): string {
  if (isList(value)) return list(value);
  if (value instanceof Date) return tagged(value, `"${value.toISOString()}"`);
  if (value instanceof Uint8Array) return tagged(value, `"${Buffer.from(value).toString('base64')}"`);
  if (isSet(value) || isMap(value)) return tagged(value, list([...value]));
  const text = objectText(Object.entries(value));
  return Object.hasOwn(value, '$attesta') ? tagged(value, text) : text;
}

function objectText(entries: [string, ArgumentValue][]): string {
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${canonicalize(value)}`).join(',')}}`;
}

function list(values: readonly ArgumentValue[]): string {
  return `[${values.map(canonicalize).join(',')}]`;
}

/** The tag is the name of the type, which is part of every digest. */
function tagged(value: ArgumentValue, text: string): string {
  return `{"$attesta":"${typeOf(value)}","value":${text}}`;
}
