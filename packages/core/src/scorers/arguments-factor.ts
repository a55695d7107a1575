import type { ArgumentValue } from '../argument-value.js';
import { factor, type WeightedFactor } from './factor.js';
import { SENSITIVE_SCORE } from './risky-word.js';
import { bytesRisk, NOTHING_FOUND, textRisk } from './text-risk.js';

const NO_ARGUMENTS: WeightedFactor = factor('arguments', 0, 'no arguments');

/** Arguments that were not read to the end. They make the whole call critical, whatever else is known of it. */
export const UNREADABLE: WeightedFactor = factor(
  'arguments',
  1,
  'too deep, too large or not plain data: counts as critical',
);

/**
 * What the arguments show, to every leaf, keys too: sensitive, SQL or shell words 0.9, else network addresses 0.5, else
 * 0.05; without arguments 0. `UNREADABLE` past 64 levels or 1 MB, and for what is not plain data.
 */
export function argumentsFactor(args: readonly ArgumentValue[]): WeightedFactor {
  if (args.length === 0) return NO_ARGUMENTS;
  try {
    const reading = new Reading();
    for (const value of args) reading.value(value, 0);
    return reading.found;
  } catch {
    return UNREADABLE;
  }
}

/** As many as a snapshot takes. */
const MAX_DEPTH = 64;
/** As in a snapshot: 8 for each value and 1 for each character or byte in it. */
const MAX_SIZE = 1_000_000;

class Reading {
  found: WeightedFactor = NOTHING_FOUND;
  #size = 0;

  value(value: ArgumentValue, depth: number): void {
    this.#grow(8);
    if (typeof value === 'string') this.#text(value);
    else if (typeof value === 'object' && value !== null) this.#container(value, depth + 1);
    else if (typeof value === 'function' || typeof value === 'symbol') throw new TypeError('Not plain data.');
    // In digits, true, false, null and undefined there is no word and no address.
  }

  #container(value: ArgumentValue & object, depth: number): void {
    if (depth > MAX_DEPTH) throw new RangeError('Too deep.');
    if (Array.isArray(value)) for (const item of value) this.value(item, depth);
    else if (isPlainObject(value)) this.#object(value, depth);
    else if (value instanceof Set) for (const item of value) this.value(item, depth);
    else if (value instanceof Map) for (const entry of value) for (const item of entry) this.value(item, depth);
    else if (value instanceof Uint8Array) this.#bytes(value);
    else if (!(value instanceof Date)) throw new TypeError('Not plain data.');
  }

  #object(value: Readonly<Record<string, ArgumentValue>>, depth: number): void {
    for (const key of Object.keys(value)) {
      this.#text(key);
      this.value(value[key], depth);
    }
  }

  #text(text: string): void {
    this.#grow(text.length);
    if (this.found.score < SENSITIVE_SCORE) this.#find(textRisk(text));
  }

  #bytes(bytes: Uint8Array): void {
    this.#grow(bytes.length);
    if (this.found.score < SENSITIVE_SCORE) this.#find(bytesRisk(bytes));
  }

  #find(risk: WeightedFactor): void {
    if (risk.score > this.found.score) this.found = risk;
  }

  /** A finding ends the search and not the walk: behind it there may be more than can be read. */
  #grow(bytes: number): void {
    this.#size += bytes;
    if (this.#size > MAX_SIZE) throw new RangeError('Too large.');
  }
}

function isPlainObject(value: object): value is Readonly<Record<string, ArgumentValue>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
