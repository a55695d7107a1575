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
