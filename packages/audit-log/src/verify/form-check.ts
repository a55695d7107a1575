import { isCanonical } from '../record/canonical-form.js';

/**
 * Checks the canonical form of the records that no signature covers. A signature comes after its records, so they wait for it; when
 * too many bytes wait, they are checked. A signed record needs no check: the holder of the key chose its bytes.
 */
export class FormCheck {
  readonly #onFault: (record: number) => void;
  readonly #most: number;
  // Two lists: an object for each record would cost more memory than the record's number.
  #records: number[] = [];
  #waiting: Uint8Array[] = [];
  #size = 0;

  /** @param isThorough Whether the signed records are checked as well. */
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

  /** Checks the records that wait. */
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
