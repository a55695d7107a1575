import type { ArgumentValue } from '@attesta/core';
import { type Key, type Keys, NO_KEY } from './keys.js';

/** Takes what the arguments hold, in order. */
export interface Visitor {
  /** A string that is no JSON; `beside` is the object that it stands in. */
  string(value: string, key: Key, beside: Beside): void;
  /** A number or a boolean. */
  plain(value: number | bigint | boolean, key: Key): void;
  /** An object's key that is no name. */
  key(name: string): void;
  /** A list of strings, before they are visited one by one. Whether it was taken whole. */
  strings(values: readonly string[], key: Key, beside: Beside): boolean;
  /** An object or a list without anything in it. */
  empty(key: Key): void;
  /** JSON in a string in JSON in a string, deeper than is looked. */
  tooDeep(): void;
}

/** The object that a value stands in. */
export type Beside = ReadonlyMap<string, ArgumentValue>;

const ALONE: Beside = new Map();
/** How deep JSON in strings in JSON is looked into. */
const DEEPEST_JSON = 8;

/**
 * Visits every value of the arguments, keys, bytes, maps, sets and JSON inside of strings too. Linear in what they hold: JSON
 * is parsed once, and at most 8 deep.
 */
export function walkArguments(args: readonly ArgumentValue[], keys: Keys, visitor: Visitor): void {
  for (const value of args) visit(value, NO_KEY, ALONE, 0);

  function visit(value: ArgumentValue, key: Key, beside: Beside, depth: number): void {
    if (typeof value === 'string') visitString(value, key, beside, depth);
    else if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
      visitor.plain(value, key);
    else if (typeof value !== 'object' || value === null || value instanceof Date) return;
    else if (value instanceof Uint8Array) visitString(Buffer.from(value).toString('latin1'), key, beside, depth);
    else if (isList(value)) visitList(value, key, beside, depth);
    else if (value instanceof Set) visitList([...value], key, beside, depth);
    else if (value instanceof Map) visitEntries([...value], key, depth);
    else visitEntries(Object.entries(value), key, depth);
  }

  function visitString(value: string, key: Key, beside: Beside, depth: number): void {
    const parsed = jsonIn(value);
    if (parsed === undefined) visitor.string(value, key, beside);
    else if (depth >= DEEPEST_JSON) visitor.tooDeep();
    else visit(parsed, key, beside, depth + 1);
  }

  function visitList(values: readonly ArgumentValue[], key: Key, beside: Beside, depth: number): void {
    if (values.length === 0) visitor.empty(key);
    if (values.length > 0 && values.every(isString) && visitor.strings(values, key, beside)) return;
    for (const value of values) visit(value, key, beside, depth);
  }

  function visitEntries(entries: readonly (readonly [ArgumentValue, ArgumentValue])[], key: Key, depth: number): void {
    if (entries.length === 0) visitor.empty(key);
    const inside = new Map<string, ArgumentValue>();
    for (const [name, value] of entries) if (typeof name === 'string') inside.set(name.toLowerCase(), value);
    for (const [name, value] of entries) {
      if (typeof name !== 'string') visit(name, key, inside, depth);
      else if (!NAME.test(name)) visitor.key(name);
      visit(value, typeof name === 'string' ? keys.of(name) : key, inside, depth);
    }
  }
}

const NAME = /^[\w-]{0,64}$/;

function isList(value: ArgumentValue): value is readonly ArgumentValue[] {
  return Array.isArray(value);
}

function isString(value: ArgumentValue): value is string {
  return typeof value === 'string';
}

/** The value of a string that is a JSON object, list or string; undefined for any other. */
function jsonIn(text: string): ArgumentValue {
  const first = text.charCodeAt(0);
  // Also behind blanks and a byte order mark.
  const start = first > 32 && first !== 0xfeff ? text : text.trimStart();
  const sign = start[0];
  if (sign !== '{' && sign !== '[' && sign !== '"') return undefined;
  try {
    const parsed: ArgumentValue = JSON.parse(start);
    return parsed === null ? undefined : parsed;
  } catch {
    return undefined;
  }
}
