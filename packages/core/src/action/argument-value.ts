/**
 * Data that the gate can show and bind: JSON values, undefined, bigint, Date, Uint8Array, Map and Set, nested at most
 * 64 levels deep and about 1 MB in all.
 */
export type ArgumentValue =
  | null
  | undefined
  | boolean
  | number
  | bigint
  | string
  | Date
  | Uint8Array
  | ReadonlyMap<ArgumentValue, ArgumentValue>
  | ReadonlySet<ArgumentValue>
  | readonly ArgumentValue[]
  | { readonly [key: string]: ArgumentValue };

/** Whether `value` is a Map. */
export function isMap(value: ArgumentValue): value is ReadonlyMap<ArgumentValue, ArgumentValue> {
  return value instanceof Map;
}

/** Whether `value` is a Set. */
export function isSet(value: ArgumentValue): value is ReadonlySet<ArgumentValue> {
  return value instanceof Set;
}

/** Whether `value` is a list of values. */
export function isList(value: ArgumentValue): value is readonly ArgumentValue[] {
  return Array.isArray(value);
}

/** Whether a value has others in it. An empty container has none. */
export function isBranch(value: ArgumentValue): value is ArgumentValue & object {
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array) return false;
  return isMap(value) || isSet(value) ? value.size > 0 : Object.keys(value).length > 0;
}

/** The type of a value in a word: `string`, `number`, `bigint`, `boolean`, `undefined`, `null`, `date`, `bytes`, `array`, ... */
export function typeOf(value: ArgumentValue): string {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  if (isList(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof Uint8Array) return 'bytes';
  if (isMap(value)) return 'map';
  return isSet(value) ? 'set' : 'object';
}

/**
 * A container of the same kind, with `of` each item (under a key or at an index; a map's keys, too, at theirs) in its place, and
 * with `named` each name of a plain object.
 */
export function rebuilt(
  value: ArgumentValue & object,
  of: (item: ArgumentValue, key: ArgumentValue, index: number) => ArgumentValue,
  named: (name: string) => string = (name) => name,
): ArgumentValue {
  if (isList(value)) return value.map((item, index) => of(item, index, index));
  if (isSet(value)) return new Set([...value].map((item, index) => of(item, index, index)));
  if (isMap(value))
    return new Map([...value].map(([key, item], index) => [of(key, index, index), of(item, key, index)]));
  return Object.entries(value).reduce<ObjectValue>(
    (copy, [key, item], index) => put(copy, named(key), of(item, key, index)),
    {},
  );
}

/** An object in the making. */
export interface ObjectValue {
  [key: string]: ArgumentValue;
}

/** The object with one more property. A name that all objects inherit, as `__proto__`, is defined: to set it would do more. */
export function put(object: ObjectValue, key: string, value: ArgumentValue): ObjectValue {
  if (Object.hasOwn(Object.prototype, key)) return { ...object, [key]: value };
  object[key] = value;
  return object;
}
