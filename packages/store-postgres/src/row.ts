import type { JsonValue } from '@attesta/core';

/** A row. Its columns came as text and are read as the type that the schema gives them: another is damage. */
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
    const number = Number(this.text(column));
    if (Number.isSafeInteger(number)) return number;
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

  /** What was selected as `encode(..., 'base64')`, as a copy of the caller's own. */
  bytes(column: number): Uint8Array {
    return new Uint8Array(Buffer.from(this.text(column), 'base64'));
  }
}
