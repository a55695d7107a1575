import type { JsonValue } from '@attesta/core';
import type { StoredEntry, Versioned } from '@attesta/core/authoring';

/** Marks the file as damaged, and returns the error for it. */
export type ReportDamage = (what: string) => Error;

/** A row. Each column is read as the type of the schema; a value of another type is damage. */
export class Row {
  readonly #values: readonly unknown[];
  readonly damaged: ReportDamage;

  constructor(values: readonly unknown[], damaged: ReportDamage) {
    this.#values = values;
    this.damaged = damaged;
  }

  integer(column: number): number {
    const value = this.#values[column];
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
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

  /** Returns a new copy of the bytes. */
  bytes(column: number): Uint8Array {
    const value = this.#values[column];
    if (value instanceof Uint8Array) return new Uint8Array(value);
    throw this.damaged('a column must hold bytes');
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
