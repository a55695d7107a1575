import { types } from 'node:util';
import { type ArgumentValue, isList, isMap, rebuilt } from './argument-value.js';
import { AttestaError } from './errors.js';
import { pathOf } from './path.js';
import { visible } from './visible.js';

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
export function takeSnapshot(values: readonly unknown[], label?: string): Snapshot {
  if (values.length > MAX_SCALARS || !values.every(isPlainScalar)) return takeList(values, label);
  return { values: Object.freeze(values), mutable: false };
}

/** The same for a list of which nothing is known: it is taken as a value itself. */
export function takeList(list: unknown, label = 'args'): Snapshot {
  const walk = new Walk(label);
  const values = walk.value(list);
  if (!isList(values)) throw new AttestaError('not_displayable', `${label} is no list.`);
  return { values, mutable: walk.mutable };
}

/** A copy of a snapshot's values that a function may change as it likes. */
export function copyOf(value: ArgumentValue): ArgumentValue {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return new Date(value);
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (isMap(value)) return new Map([...value].map(([key, item]) => [copyOf(key), copyOf(item)]));
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

class Walk {
  mutable = false;
  #size = 0;
  #pathLength = 0;
  readonly #label: string;
  readonly #trail: (string | number)[] = [];
  readonly #ancestors: object[] = [];

  constructor(label: string) {
    this.#label = label;
  }

  /** The copy of `value`, which stands at `key` in what is walked now. */
  step(key: string | number, value: unknown): ArgumentValue {
    const length = typeof key === 'string' ? key.length : 4;
    this.#trail.push(key);
    this.#pathLength += length;
    const copy = this.value(value);
    this.#pathLength -= length;
    this.#trail.pop();
    return copy;
  }

  /** The copy of `value`, which stands where the walk is now. */
  value(value: unknown): ArgumentValue {
    // Whoever shows a value shows its path: a long key over many values would make a text that no memory holds.
    this.#grow(8 + this.#pathLength / 4);
    switch (typeof value) {
      case 'string':
        this.#text(value);
        return value;
      case 'number':
        if (!Number.isFinite(value)) this.#refuse(`is ${value}`);
        return value;
      case 'bigint':
        this.#grow(value.toString(16).length);
        return value;
      case 'boolean':
      case 'undefined':
        return value;
      case 'object':
        return value === null ? null : this.#container(value);
      default:
        return this.#refuse(`is a ${typeof value}`);
    }
  }

  #container(value: object): ArgumentValue {
    // Before anything else: every other question to a proxy runs its traps.
    if (types.isProxy(value)) this.#refuse('is a proxy');
    if (this.#ancestors.includes(value)) this.#refuse('contains itself');
    if (this.#ancestors.length > MAX_DEPTH) this.#refuse(`is nested deeper than ${MAX_DEPTH} levels`);
    this.#ancestors.push(value);
    const copy = this.#contents(value, Object.getPrototypeOf(value));
    this.#ancestors.pop();
    return copy;
  }

  #contents(value: object, prototype: unknown): ArgumentValue {
    if (prototype === Object.prototype || prototype === null) return this.#object(value);
    if (prototype === Array.prototype && Array.isArray(value)) return this.#array(value);
    if (prototype === Uint8Array.prototype && types.isUint8Array(value)) return this.#bytes(value);
    if (prototype === Date.prototype && types.isDate(value)) return this.#date(value);
    if (prototype === Map.prototype && types.isMap(value)) return this.#map(value);
    if (prototype === Set.prototype && types.isSet(value)) return this.#set(value);
    return this.#refuse('is an instance of a class');
  }

  #object(value: object): ArgumentValue {
    const keys = this.#dataKeys(value);
    // A spread defines properties instead of setting them: a key `__proto__` stays a key.
    const copy: { [key: string]: ArgumentValue } = { ...value };
    for (const key of keys) {
      this.#text(key);
      copy[key] = this.step(key, copy[key]);
    }
    return Object.freeze(copy);
  }

  #array(value: readonly unknown[]): ArgumentValue {
    this.#grow(value.length);
    const keys = this.#dataKeys(value, 'length');
    if (keys.length !== value.length || keys.some((key, index) => key !== String(index))) {
      this.#refuse('has holes or properties of its own');
    }
    const copy: ArgumentValue[] = [];
    // By index: a `map` or a species of the list's own would be foreign code.
    for (let index = 0; index < keys.length; index += 1) copy.push(this.step(index, value[index]));
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
    let index = 0;
    Map.prototype.forEach.call(value, (item, key) => {
      copy.set(this.step(`key ${index}`, key), this.step(`value ${index}`, item));
      index += 1;
    });
    return copy;
  }

  #set(value: ReadonlySet<unknown>): ArgumentValue {
    this.#bare(value);
    const copy = new Set<ArgumentValue>();
    Set.prototype.forEach.call(value, (item) => copy.add(this.step(copy.size, item)));
    return copy;
  }

  /** The keys of a value that has nothing but enumerable data properties under string keys, and `except`. */
  #dataKeys(value: object, except?: string): string[] {
    const keys: string[] = [];
    for (const key of Reflect.ownKeys(value)) {
      if (key === except) continue;
      if (typeof key === 'symbol') return this.#refuse('has a symbol key');
      const property = Object.getOwnPropertyDescriptor(value, key);
      if (property === undefined || !Object.hasOwn(property, 'value'))
        return this.#refuse(`has an accessor, "${visible(key)}"`);
      if (!property.enumerable) return this.#refuse(`has a hidden property, "${visible(key)}"`);
      keys.push(key);
    }
    return keys;
  }

  /** What is inside is read past any property of its own, so those are refused rather than lost. */
  #bare(value: object): void {
    this.mutable = true;
    if (Reflect.ownKeys(value).length > 0) this.#refuse('has properties of its own');
  }

  #text(text: string): void {
    this.#grow(text.length);
    if (!text.isWellFormed()) this.#refuse('has a lone surrogate');
  }

  #grow(bytes: number): void {
    this.#size += bytes;
    if (this.#size > MAX_SIZE) this.#refuse(`is over the limit of 1 MB for all arguments`);
  }

  #refuse(fault: string): never {
    throw new AttestaError('not_displayable', `${pathOf(this.#label, this.#trail)} ${fault}.`);
  }
}
