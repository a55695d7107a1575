import type { LogStore } from '../ports/log-store.js';

const LINE_FEED = 0x0a;

/** A log store in memory, for tests. */
export class MemoryLogStore implements LogStore {
  readonly #pages: Page[] = [];
  #size = 0;

  async append(expectedSize: number, records: readonly Uint8Array[]): Promise<boolean> {
    if (records.some((record) => record.includes(LINE_FEED))) throw new TypeError('A record holds no line feed.');
    if (this.#size !== expectedSize) return false;
    for (const record of records) this.#keep(record);
    return true;
  }

  async *read(from: number): AsyncGenerator<Uint8Array, void, void> {
    for (let index = 0, first = 0; index < this.#pages.length; index += 1) {
      const { bytes, ends } = this.#pages[index] ?? new Page(0);
      for (let at = Math.max(from - first, 0); at < ends.length; at += 1)
        yield bytes.slice(ends[at - 1] ?? 0, ends[at]);
      first += ends.length;
    }
  }

  async size(): Promise<number> {
    return this.#size;
  }

  #keep(record: Uint8Array): void {
    let page = this.#pages.at(-1);
    if (page === undefined || page.end + record.length > page.bytes.length) {
      page = new Page(Math.max(record.length, PAGE));
      this.#pages.push(page);
    }
    page.bytes.set(record, page.end);
    page.end += record.length;
    page.ends.push(page.end);
    this.#size += 1;
  }
}

/** Many records in one piece of memory: a piece of its own takes as much again for each. */
class Page {
  readonly bytes: Uint8Array;
  /** Where each of its records ends. */
  readonly ends: number[] = [];
  end = 0;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
  }
}

const PAGE = 65_536;
