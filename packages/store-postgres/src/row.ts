import type { JsonValue } from '@attesta/core';
import type { StoredEntry, Versioned } from '@attesta/core/authoring';

/** A row. Columns arrive as strings and are read as the type of the schema; a value of another type is damage. */
export class Row {
  readonly #values: readonly unknown[];
  readonly damaged: (what: string) => Error;

  constructor(values: readonly unknown[], damaged: (what: string) => Error) {
    this.#values = values;
    this.damaged = damaged;
  }

  has(column: number): boolean {
    return typeof this.#values[column] === 'string';
  }

  integer(column: number): number {
    const number = Number(this.string(column));
    if (Number.isSafeInteger(number)) return number;
    throw this.damaged('a column must hold an integer');
  }

  string(column: number): string {
    const value = this.#values[column];
    if (typeof value === 'string') return value;
    throw this.damaged('a column must hold a string');
  }

  /** Parses a JSON column. Each call returns a new copy. */
  json(column: number): JsonValue {
    const json = this.string(column);
    try {
      return JSON.parse(json);
    } catch {
      throw this.damaged('a column must hold JSON');
    }
  }

  /** Decodes a column selected as `encode(..., 'base64')`. Each call returns a new copy. */
  bytes(column: number): Uint8Array {
    return new Uint8Array(Buffer.from(this.string(column), 'base64'));
  }
}

/** A value as it was read from a row of value and version, in this order. */
export class StoredValue implements StoredEntry {
  readonly version: number;
  readonly #row: Row;

  constructor(row: Row) {
    this.version = row.integer(1);
    this.#row = row;
  }

  /** Parses the value again: each caller gets its own copy. */
  copy(): Versioned {
    return { value: this.#row.json(0), version: this.version };
  }
}
