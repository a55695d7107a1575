import { isCanonical } from '../record/canonical-form.js';

/**
 * Looks at the form of the records that no signature covers. A signature comes after its records, so they wait for it; what waits is
 * bounded, and looked at when there is too much of it. A record that a key has signed was written by whoever has the key, who could as
 * well have written another.
 */
export class FormCheck {
  readonly #onFault: (record: number) => void;
  readonly #most: number;
  // Two lists, as one object for each record would outlive it.
  #records: number[] = [];
  #waiting: Uint8Array[] = [];
  #size = 0;

  /** @param isThorough Whether the signed records are looked at as well. */
  constructor(isThorough: boolean, onFault: (record: number) => void) {
    this.#most = isThorough ? 0 : MOST;
    this.#onFault = onFault;
  }

  add(record: number, bytes: Uint8Array): void {
    this.#records.push(record);
    this.#waiting.push(bytes);
    this.#size += bytes.length;
    if (this.#size > this.#most) this.finish();
  }

  /** The records before this one are signed. */
  skip(before: number): void {
    const rest = this.#records.findIndex((record) => record >= before);
    const count = rest < 0 ? this.#records.length : rest;
    this.#records.splice(0, count);
    for (const { length } of this.#waiting.splice(0, count)) this.#size -= length;
  }

  /** Looks at all that wait. */
  finish(): void {
    for (const [index, bytes] of this.#waiting.entries()) {
      if (!isCanonical(bytes)) this.#onFault(this.#records[index] ?? 0);
    }
    this.#records = [];
    this.#waiting = [];
    this.#size = 0;
  }
}

/** Bytes. */
const MOST = 2e6;
