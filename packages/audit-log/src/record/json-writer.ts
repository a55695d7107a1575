import { AttestaError } from '@attesta/core';

/**
 * Writes a JSON object in its RFC 8785 form: no blanks, members in the order of their names, texts and numbers as ECMAScript
 * writes them. A member that is undefined is left out.
 *
 * @throws AttestaError (`invalid_option`) for a text with a lone surrogate and a number that is not finite, which RFC 8785
 *   forbids; Error for a name out of order.
 */
export class ObjectText {
  #text = '';
  #last = '';

  text(name: string, value: string | undefined): this {
    return value === undefined ? this : this.raw(name, textJson(name, value));
  }

  number(name: string, value: number | undefined): this {
    return value === undefined ? this : this.raw(name, numberJson(name, value));
  }

  boolean(name: string, value: boolean | undefined): this {
    return value === undefined ? this : this.raw(name, value ? 'true' : 'false');
  }

  /** A member whose value is JSON in canonical form already. */
  raw(name: string, json: string | undefined): this {
    if (json === undefined) return this;
    if (name <= this.#last) throw new Error(`${name} must stand before ${this.#last}.`);
    this.#text += this.#last === '' ? `"${name}":${json}` : `,"${name}":${json}`;
    this.#last = name;
    return this;
  }

  end(): string {
    return `{${this.#text}}`;
  }
}

/** A member behind others, and nothing where it is undefined: for an object that is written as one text. */
export function member(name: string, json: string | undefined): string {
  return json === undefined ? '' : `,"${name}":${json}`;
}

export function textMember(name: string, value: string | undefined): string {
  return value === undefined ? '' : `,"${name}":${textJson(name, value)}`;
}

export function numberMember(name: string, value: number | undefined): string {
  return value === undefined ? '' : `,"${name}":${numberJson(name, value)}`;
}

function numberJson(name: string, value: number): string {
  if (Number.isFinite(value)) return `${value}`;
  throw new AttestaError('invalid_option', `The record: ${name} must be a finite number.`);
}

/** A list as JSON. */
export function listJson<T>(items: readonly T[], json: (item: T) => string): string {
  let text = '';
  for (const item of items) text += text === '' ? json(item) : `,${json(item)}`;
  return `[${text}]`;
}

/** A text as JSON. */
export function textJson(name: string, value: string): string {
  if (PLAIN.test(value)) return `"${value}"`;
  if (value.isWellFormed()) return JSON.stringify(value);
  throw new AttestaError('invalid_option', `The record: ${name} has a lone surrogate.`);
}

// Most texts are short and plain, and quoting those is cheaper than JSON.stringify.
const PLAIN = /^[ !#-[\]-~]{0,64}$/;
