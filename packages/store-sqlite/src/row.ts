import type { JsonValue } from '@attesta/core';

/** Notes that the file is damaged, and makes the error that says so. */
export type ReportDamage = (what: string) => Error;

/** A row. Its columns are read as the type that the schema gives them: a file that holds another is damaged. */
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
    throw this.damaged('there is no whole number where one must be');
  }

  text(column: number): string {
    const value = this.#values[column];
    if (typeof value === 'string') return value;
    throw this.damaged('there is no text where one must be');
  }

  /** What is stored as JSON text, as a copy of the caller's own. */
  json(column: number): JsonValue {
    const text = this.text(column);
    try {
      return JSON.parse(text);
    } catch {
      throw this.damaged('there is no JSON where it must be');
    }
  }

  /** A copy of the caller's own. */
  bytes(column: number): Uint8Array {
    const value = this.#values[column];
    if (value instanceof Uint8Array) return new Uint8Array(value);
    throw this.damaged('there are no bytes where some must be');
  }
}
