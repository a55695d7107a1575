import { types } from 'node:util';
import { type ArgumentValue, isList, isMap, isSet } from './argument-value.js';
import { AttestaError } from './errors.js';
import { pathOf } from './path.js';

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
  const values = typeof list === 'object' && list !== null ? walk.container(list) : undefined;
  if (!isList(values)) throw new AttestaError('not_displayable', `${label} is no list.`);
  return { values, mutable: walk.mutable };
}

/** A copy of a snapshot's values that a function may change as it likes. */
export function copyOf(value: ArgumentValue): ArgumentValue {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(copyOf);
  if (value instanceof Date) return new Date(value);
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (isSet(value)) return new Set([...value].map(copyOf));
  if (isMap(value)) return new Map([...value].map(([key, item]) => [copyOf(key), copyOf(item)]));
  const copy: { [key: string]: ArgumentValue } = { ...value };
  for (const key of Object.keys(copy)) {
    const item = copy[key];
    // To set what is there already would cost more than all the rest.
    if (typeof item === 'object') copy[key] = copyOf(item);
  }
  return copy;
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
  readonly #trail: (string | number)[] = [];
  readonly #ancestors: object[] = [];
  readonly #label: string;

  constructor(label: string) {
    this.#label = label;
  }

  /** The copy of `value`, which stands at `key` in what is walked now. */
  step(key: string | number, value: unknown): ArgumentValue {
    if (typeof value !== 'object' || value === null) return this.#scalar(value, key);
    const length = lengthOf(key);
    this.#trail.push(key);
    this.#pathLength += length;
    const copy = this.container(value);
    this.#pathLength -= length;
    this.#trail.pop();
    return copy;
  }

  #scalar(value: unknown, key: string | number): ArgumentValue {
    this.#grow(8 + (this.#pathLength + lengthOf(key)) / 4, key);
    switch (typeof value) {
      case 'string':
        this.#text(value, key);
        return value;
      case 'number':
        return Number.isFinite(value) ? value : this.#refuse(`is ${value}`, key);
      case 'bigint':
        this.#grow(value.toString(16).length, key);
        return value;
      case 'boolean':
      case 'undefined':
        return value;
      default:
        return value === null ? null : this.#refuse(`is a ${typeof value}`, key);
    }
  }

  /** The copy of `value`, which stands where the walk is now. */
  container(value: object): ArgumentValue {
    // Before anything else: every other question to a proxy runs its traps.
    if (types.isProxy(value)) this.#refuse('is a proxy');
    if (this.#ancestors.includes(value)) this.#refuse('contains itself');
    if (this.#ancestors.length > MAX_DEPTH) this.#refuse(`is nested deeper than ${MAX_DEPTH} levels`);
    // Whoever shows a value shows its path: a long key over many values would make a text that no memory holds.
    this.#grow(8 + this.#pathLength / 4);
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
    const containers: string[] = [];
    for (const key of Reflect.ownKeys(value)) {
      if (typeof key === 'symbol') return this.#refuse('has a symbol key');
      const item = this.#dataAt(value, key);
      this.#text(key, key);
      if (typeof item === 'object' && item !== null) containers.push(key);
      else this.#scalar(item, key);
    }
    // A spread defines properties instead of setting them: a key `__proto__` stays a key.
    const copy: { [key: string]: ArgumentValue } = { ...value };
    for (const key of containers) copy[key] = this.step(key, copy[key]);
    return Object.freeze(copy);
  }

  #array(value: readonly unknown[]): ArgumentValue {
    this.#grow(value.length);
    // Its own keys are its positions in ascending order, then `length`, then others.
    const keys = Reflect.ownKeys(value);
    const { length } = value;
    if (
      keys.length !== length + 1 ||
      keys[length] !== 'length' ||
      (length > 0 && keys[length - 1] !== String(length - 1))
    ) {
      this.#refuse('has holes or properties of its own');
    }
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

  #text(text: string, key: string | number): void {
    this.#grow(text.length, key);
    if (!text.isWellFormed()) this.#refuse('has a lone surrogate', key);
  }

  #grow(bytes: number, key?: string | number): void {
    this.#size += bytes;
    if (this.#size > MAX_SIZE) this.#refuse('is over the limit of 1 MB for all arguments', key);
  }

  /** Refuses what stands where the walk is now, or at `key` in it. */
  #refuse(fault: string, key?: string | number): never {
    const steps = key === undefined ? this.#trail : [...this.#trail, key];
    throw new AttestaError('not_displayable', `${pathOf(this.#label, steps)} ${fault}.`);
  }
}

function lengthOf(key: string | number): number {
  return typeof key === 'string' ? key.length : 4;
}
