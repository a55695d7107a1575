import type { LogStore } from '../ports/log-store.js';

const LINE_FEED = 0x0a;
/** Bytes. Memory of its own for each record would take as much again. */
const PAGE = 65_536;

/** A log store in memory, for tests. */
export class MemoryLogStore implements LogStore {
  readonly #pages: Uint8Array[] = [];
  /** Where the records are: of each its page, and its start and end there. */
  readonly #places: number[] = [];
  /** In the last page; beyond it where there is none yet. */
  #end = PAGE + 1;

  async append(expectedSize: number, records: readonly Uint8Array[]): Promise<boolean> {
    if (records.some((record) => record.includes(LINE_FEED))) throw new TypeError('A record holds no line feed.');
    if (this.#places.length / 3 !== expectedSize) return false;
    for (const record of records) {
      const { length } = record;
      if (this.#end + length > PAGE) {
        this.#pages.push(new Uint8Array(Math.max(PAGE, length)));
        this.#end = 0;
      }
      this.#pages.at(-1)?.set(record, this.#end);
      this.#places.push(this.#pages.length - 1, this.#end, this.#end + length);
      this.#end += length;
    }
    return true;
  }

  async *read(from: number): AsyncGenerator<Uint8Array, void, void> {
    for (let at = from * 3; at < this.#places.length; at += 3) {
      const page = this.#pages[this.#places[at] ?? 0];
      if (page !== undefined) yield page.slice(this.#places[at + 1], this.#places[at + 2]);
    }
  }

  async size(): Promise<number> {
    return this.#places.length / 3;
  }
}
