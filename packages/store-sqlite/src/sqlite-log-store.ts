import { isUint8Array } from 'node:util/types';
import { AttestaError, type LogStore } from '@attesta/core';
import type { Query } from './database.js';
import type { Patience } from './busy-retry.js';
import type { Row } from './row.js';
import type { StoreParts } from './sqlite-state-store.js';
import type { WriteQueue } from './write-queue.js';

/** The table `log` as a `LogStore`. */
export class SqliteLogStore implements LogStore {
  readonly #writes: WriteQueue;
  readonly #patience: Patience;
  readonly #size: Query;
  readonly #page: Query;
  readonly #insert: (position: number, record: Uint8Array) => void;

  constructor({ database, writes, patience }: StoreParts) {
    this.#writes = writes;
    this.#patience = patience;
    this.#size = database.query('SELECT coalesce(max(position) + 1, 0) FROM log');
    this.#page = database.query('SELECT position, record FROM log WHERE position >= ? ORDER BY position LIMIT ?');
    this.#insert = database.command('INSERT INTO log (position, record) VALUES (?, ?)');
  }

  async append(expectedSize: number, records: readonly Uint8Array[]): Promise<boolean> {
    const copies = records.map(checkedCopy);
    return await this.#writes.add(() => {
      if (this.#readSize() !== expectedSize) return false;
      for (const [index, record] of copies.entries()) this.#insert(expectedSize + index, record);
      return true;
    });
  }

  async *read(from: number): AsyncGenerator<Uint8Array, void, void> {
    if (!Number.isSafeInteger(from) || from < 0) {
      throw new AttestaError('invalid_option', `read: a record's number is a whole number from 0 up, not ${from}.`);
    }
    for (let next = from; ; ) {
      const start = next;
      const rows = await this.#patience.with(() => this.#page.all(start, PAGE));
      for (const [index, row] of rows.entries()) yield this.#record(row, start + index);
      if (rows.length < PAGE) return;
      next += rows.length;
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }

  async size(): Promise<number> {
    return await this.#patience.with(() => this.#readSize());
  }

  /** A gap is damage: what lies behind it must not pass for the next. */
  #record(row: Row, position: number): Uint8Array {
    if (row.integer(0) !== position) throw row.damaged(`record ${position} of the log is missing`);
    return row.bytes(1);
  }

  #readSize(): number {
    return this.#size.first()?.integer(0) ?? 0;
  }
}

/** Records that are in memory at one time; in between others get their turn. */
const PAGE = 64;
const LINE_FEED = 0x0a;

function checkedCopy(record: Uint8Array): Uint8Array {
  if (!isUint8Array(record)) throw new AttestaError('invalid_option', 'append: a record must be a Uint8Array.');
  if (record.includes(LINE_FEED)) throw new AttestaError('invalid_option', 'append: a record holds no line feed.');
  return new Uint8Array(record);
}
