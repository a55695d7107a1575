import { AttestaError } from '@attesta/core';

/**
 * Writes a JSON object in its RFC 8785 form: no blanks, members in the order of their names, strings and numbers as ECMAScript
 * writes them. A member that is undefined is left out.
 *
 * @throws AttestaError (`invalid_option`) for a string with a lone surrogate and a number that is not finite, which RFC 8785
 *   forbids; Error for a name out of order.
 */
export class JsonObjectWriter {
  #json = '';
  #last = '';

  string(name: string, value: string | undefined): this {
    return value === undefined ? this : this.json(name, stringJson(name, value));
  }

  number(name: string, value: number | undefined): this {
    if (value === undefined) return this;
    if (Number.isFinite(value)) return this.json(name, `${value}`);
    throw new AttestaError('invalid_option', `The audit entry: ${name} must be a finite number.`);
  }

  boolean(name: string, value: boolean | undefined): this {
    return value === undefined ? this : this.json(name, value ? 'true' : 'false');
  }

  /** A member whose value is JSON in canonical form already. */
  json(name: string, json: string | undefined): this {
    if (json === undefined) return this;
    if (name <= this.#last) throw new Error(`${name} must be written before ${this.#last}.`);
    this.#json += this.#last === '' ? `"${name}":${json}` : `,"${name}":${json}`;
    this.#last = name;
    return this;
  }

  end(): string {
    return `{${this.#json}}`;
  }
}

/** A list as JSON. */
export function listJson<T>(items: readonly T[], json: (item: T) => string): string {
  return `[${items.map(json).join(',')}]`;
}

/** A string as JSON. */
export function stringJson(name: string, value: string): string {
  if (value.isWellFormed()) return JSON.stringify(value);
  throw new AttestaError('invalid_option', `The audit entry: ${name} must not have a lone surrogate.`);
}

/** A point in time as records write it: RFC 3339 in UTC, with milliseconds. */
export function isoTime(ms: number): string {
  // Most records repeat the time of the one before. Without this, a recorded call in memory costs a tenth more.
  if (ms !== last.ms) last = { ms, time: new Date(ms).toISOString() };
  return last.time;
}

let last = { ms: 0, time: '1970-01-01T00:00:00.000Z' };

/**
 * Writes frozen objects once: risk factors and challenge references repeat from call to call. Without this, a recorded call in
 * memory costs a quarter more (benchmark `audit/memory`).
 */
export class FrozenJson<T extends object> {
  readonly #write: (object: T) => string;
  readonly #known = new Map<T, string>();

  constructor(write: (object: T) => string) {
    this.#write = write;
  }

  of(object: T): string {
    const known = this.#known.get(object);
    if (known !== undefined) return known;
    const json = this.#write(object);
    if (!Object.isFrozen(object)) return json;
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    // Copied into one piece: a string that was concatenated is put together again each time that it is written.
    this.#known.set(object, Buffer.from(json).toString());
    return json;
  }
}

const MOST_KNOWN = 1000;

/** The milliseconds since 1970 of a string that `isoTime` has written; undefined for any other. */
export function readIsoTime(time: string): number | undefined {
  const ms = Date.parse(time);
  return Number.isFinite(ms) && isoTime(ms) === time ? ms : undefined;
}
