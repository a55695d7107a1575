import { AttestaError, type JsonValue, type Versioned } from '@attesta/core';
import type { Row } from './row.js';

/** A value as it was read: a row of value and version, in this order. */
export class Stored {
  readonly version: number;
  readonly #row: Row;

  constructor(row: Row) {
    this.version = row.integer(1);
    this.#row = row;
  }

  /** Of each caller its own. */
  copy(): Versioned {
    return { value: this.#row.json(0), version: this.version };
  }
}

/** @throws AttestaError (`invalid_option`), or what `JSON.stringify` throws, for what is no JSON data. */
export function jsonText(value: JsonValue): string {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new AttestaError('invalid_option', 'A stored value must be JSON data.');
  return text;
}
