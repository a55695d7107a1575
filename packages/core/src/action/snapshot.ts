import { types } from 'node:util';
import { AttestaError } from '../decision/errors.js';
import { pathOf } from '../text/literal.js';
import { type ArgumentValue, isList, type ObjectValue, put, rebuilt } from './argument-value.js';

/** Values taken once: deeply frozen copies, which nobody else holds. */
export interface Snapshot {
  readonly values: readonly ArgumentValue[];
  /** Whether there is a Date, Uint8Array, Map or Set among them, which cannot be frozen. */
  readonly mutable: boolean;
}

/**
 * Copies `values` as they are now. Each property is read once, and never by running foreign code.
 *
 * @param values A list that nobody else holds, such as rest parameters, which may be frozen itself; a list from elsewhere goes
 *   through `takeList`.
 * @throws AttestaError (`not_displayable`) for what is not plain data, naming the value and the rule.
 */
export function takeSnapshot(values: readonly unknown[], label = 'args'): Snapshot {
  if (values.length <= MAX_SCALARS && values.every(isPlainScalar))
    return { values: Object.freeze(values), mutable: false };
  const walk = new Walk(label);
  return { values: walk.list(values), mutable: walk.mutable };
}

/** The same for a list of which nothing is known: it is taken as a value itself. */
export function takeList(list: unknown, label = 'args'): Snapshot {
  const walk = new Walk(label);
  const values = typeof list === 'object' && list !== null ? walk.container(list) : undefined;
  if (!isList(values)) throw new AttestaError('not_displayable', `${label} is no list.`);
  return { values, mutable: walk.mutable };
}

/** A copy of a snapshot's values that a function may change as it likes. */
export function copyOf(value: ArgumentValue): ArgumentValue {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return new Date(value);
  if (value instanceof Uint8Array) return new Uint8Array(value);
  return rebuilt(value, copyOf);
}

const MAX_DEPTH = 64;
/** Bytes, counted as 8 for each value, 1 for each UTF-16 code unit or byte in it, and 1 for 4 characters of its path. */
const MAX_SIZE = 1e6;
/** What may take the short way: too little to reach the limit. */
const MAX_SCALARS = 16;
const MAX_SCALAR_LENGTH = 10_000;

/** The scalars that most calls have, and that need no walk. */
function isPlainScalar(value: unknown): value is ArgumentValue {
  switch (typeof value) {
    case 'string':
      return value.length <= MAX_SCALAR_LENGTH && value.isWellFormed();
    case 'number':
      return Number.isFinite(value);
    case 'boolean':
    case 'undefined':
      return true;
    default:
      return value === null;
  }
}

function prototypeOf(value: object): object | null {
  return Object.getPrototypeOf(value);
}

/**
 * Whether a prototype is that of a class of the language, in this realm or another one, such as a `vm` context. Of another realm's
 * nothing can be compared; but only a class of the language is written so in the source, and its prototype cannot be replaced.
 */
function isOf(known: { readonly name: string; readonly prototype: object }, prototype: object): boolean {
  if (prototype === known.prototype) return true;
  // Neither question runs foreign code, except to a proxy.
  if (types.isProxy(prototype)) return false;
  const made: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  if (typeof made !== 'function' || types.isProxy(made)) return false;
  if (Function.prototype.toString.call(made) !== `function ${known.name}() { [native code] }`) return false;
  return Object.getOwnPropertyDescriptor(made, 'prototype')?.value === prototype;
}

class Walk {
  mutable = false;
  #size = 0;
  #pathLength = 0;
  readonly #path: (string | number)[] = [];
  readonly #ancestors: object[] = [];
  readonly #label: string;

  constructor(label: string) {
    this.#label = label;
  }

  /** The copies of what is in a list that nobody else holds. */
  list(values: readonly unknown[]): readonly ArgumentValue[] {
    this.#ancestors.push(values);
    return Object.freeze(values.map((value, index) => this.step(index, value)));
  }

  /** The copy of `value`, which stands at `key` in what is walked now. */
  step(key: string | number, value: unknown): ArgumentValue {
    const length = typeof key === 'string' ? key.length : 4;
    this.#path.push(key);
    this.#pathLength += length;
    // Whoever shows a value shows its path: a long key over many values would make a text that no memory holds.
    this.#grow(8 + this.#pathLength / 4);
    const copy = typeof value === 'object' && value !== null ? this.container(value) : this.#scalar(value);
    this.#pathLength -= length;
    this.#path.pop();
    return copy;
  }

  #scalar(value: unknown): ArgumentValue {
    if (typeof value === 'string') return this.#text(value);
    if (typeof value === 'bigint') this.#grow(value.toString(16).length);
    if (typeof value === 'bigint' || isPlainScalar(value)) return value;
    return this.#refuse(typeof value === 'number' ? `is ${value}` : `is a ${typeof value}`);
  }

  /** The copy of `value`, which stands where the walk is now. */
  container(value: object): ArgumentValue {
    // Before anything else: every other question to a proxy runs its traps.
    if (types.isProxy(value)) this.#refuse('is a proxy');
    if (this.#ancestors.includes(value)) this.#refuse('contains itself');
    if (this.#ancestors.length > MAX_DEPTH) this.#refuse(`is nested deeper than ${MAX_DEPTH} levels`);
    this.#ancestors.push(value);
    const copy = this.#contents(value, prototypeOf(value));
    this.#ancestors.pop();
    return copy;
  }

  #contents(value: object, prototype: object | null): ArgumentValue {
    if (prototype === Object.prototype || prototype === null) return this.#object(value);
    if (Array.isArray(value) && isOf(Array, prototype)) return this.#array(value);
    if (types.isUint8Array(value) && isOf(Uint8Array, prototype)) return this.#bytes(value);
    if (types.isDate(value) && isOf(Date, prototype)) return this.#date(value);
    if (types.isMap(value) && isOf(Map, prototype)) return this.#map(value);
    if (types.isSet(value) && isOf(Set, prototype)) return this.#set(value);
    if (isOf(Object, prototype)) return this.#object(value);
    return this.#refuse('is an instance of a class');
  }

  #object(value: object): ArgumentValue {
    if (Object.getOwnPropertySymbols(value).length > 0) this.#refuse('has a symbol key');
    // Filled, not spread: the engine would make a hidden class of its own for each spread object that is then frozen.
    let copy: ObjectValue = {};
    for (const key of Object.getOwnPropertyNames(value)) {
      this.#text(key, key);
      copy = put(copy, key, this.step(key, this.#dataAt(value, key)));
    }
    return Object.freeze(copy);
  }

  #array(value: readonly unknown[]): ArgumentValue {
    this.#grow(value.length);
    // Its own keys are its positions, then `length`, then others.
    const { length } = value;
    const keys = Reflect.ownKeys(value);
    if (keys.length !== length + 1 || keys[length] !== 'length') this.#refuse('has holes or properties of its own');
    const copy: ArgumentValue[] = [];
    for (let index = 0; index < length; index += 1) copy.push(this.step(index, this.#dataAt(value, index)));
    return Object.freeze(copy);
  }

  #bytes(value: Uint8Array): ArgumentValue {
    const copy = new Uint8Array(value);
    this.#grow(copy.length);
    this.mutable = true;
    return copy;
  }

  #date(value: Date): ArgumentValue {
    this.#bare(value);
    const time = Date.prototype.getTime.call(value);
    if (Number.isNaN(time)) this.#refuse('is an invalid date');
    return new Date(time);
  }

  #map(value: ReadonlyMap<unknown, unknown>): ArgumentValue {
    this.#bare(value);
    const copy = new Map<ArgumentValue, ArgumentValue>();
    Map.prototype.forEach.call(value, (item, key) => {
      copy.set(this.step(`key ${copy.size}`, key), this.step(`value ${copy.size}`, item));
    });
    return copy;
  }

  #set(value: ReadonlySet<unknown>): ArgumentValue {
    this.#bare(value);
    const copy = new Set<ArgumentValue>();
    Set.prototype.forEach.call(value, (item) => copy.add(this.step(copy.size, item)));
    return copy;
  }

  /** What stands at `key`, read without running a getter. */
  #dataAt(value: object, key: string | number): unknown {
    const property = Object.getOwnPropertyDescriptor(value, key);
    // Several times faster than to ask whether `value` is its own; on a polluted prototype it refuses too much.
    if (property === undefined || property.get !== undefined || property.set !== undefined || !('value' in property))
      return this.#refuse('is an accessor', key);
    return property.enumerable ? property.value : this.#refuse('is a hidden property', key);
  }

  /** What is inside is read past any property of its own, so those are refused rather than lost. */
  #bare(value: object): void {
    this.mutable = true;
    if (Reflect.ownKeys(value).length > 0) this.#refuse('has properties of its own');
  }

  #text(text: string, ...step: string[]): string {
    this.#grow(text.length);
    return text.isWellFormed() ? text : this.#refuse('has a lone surrogate', ...step);
  }

  #grow(bytes: number): void {
    this.#size += bytes;
    if (this.#size > MAX_SIZE) this.#refuse('is over the limit of 1 MB for all arguments');
  }

  /** Refuses what stands where the walk is now, or at one more `step`. */
  #refuse(fault: string, ...step: (string | number)[]): never {
    throw new AttestaError('not_displayable', `${pathOf(this.#label, [...this.#path, ...step])} ${fault}.`);
  }
}
