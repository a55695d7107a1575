import type { LogStore } from '../ports/log-store.js';

const LINE_FEED = 0x0a;

/** A log store in memory, for tests. */
export class MemoryLogStore implements LogStore {
  readonly #records: Uint8Array[] = [];

  async append(expectedSize: number, records: readonly Uint8Array[]): Promise<boolean> {
    if (records.some((record) => record.includes(LINE_FEED))) throw new TypeError('A record holds no line feed.');
    if (this.#records.length !== expectedSize) return false;
    this.#records.push(...records.map((record) => new Uint8Array(record)));
    return true;
  }

  async *read(from: number): AsyncGenerator<Uint8Array, void, void> {
    for (let index = from; index < this.#records.length; index += 1) {
      const record = this.#records[index];
      if (record !== undefined) yield new Uint8Array(record);
    }
  }

  async size(): Promise<number> {
    return this.#records.length;
  }
}
