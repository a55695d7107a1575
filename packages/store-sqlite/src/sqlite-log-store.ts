import { isUint8Array } from 'node:util/types';
import { AttestaError, type LogStore } from '@attesta/core';
import type { BusyRetry } from './busy-retry.js';
import type { Query } from './database.js';
import type { Row } from './row.js';
import type { StoreDependencies } from './sqlite-state-store.js';
import type { WriteQueue } from './write-queue.js';

/** The table `log` as a `LogStore`. */
export class SqliteLogStore implements LogStore {
  readonly #writes: WriteQueue;
  readonly #retry: BusyRetry;
  readonly #size: Query;
  readonly #page: Query;
  readonly #insert: (position: number, record: Uint8Array) => void;

  constructor({ database, writes, retry }: StoreDependencies) {
    this.#writes = writes;
    this.#retry = retry;
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
      throw new AttestaError(
        'invalid_option',
        `SqliteLogStore.read: from must be a non-negative integer, got ${from}.`,
      );
    }
    for (let next = from; ; ) {
      const start = next;
      const rows = await this.#retry.run(() => this.#page.all(start, PAGE));
      for (const [index, row] of rows.entries()) yield this.#record(row, start + index);
      if (rows.length < PAGE) return;
      next += rows.length;
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }

  async size(): Promise<number> {
    return await this.#retry.run(() => this.#readSize());
  }

  /** A gap is damage: the record after it must not pass for the next one. */
  #record(row: Row, position: number): Uint8Array {
    if (row.integer(0) !== position) throw row.damaged(`record ${position} of the log is missing`);
    return row.bytes(1);
  }

  #readSize(): number {
    return this.#size.first()?.integer(0) ?? 0;
  }
}

/** Records in memory at one time. The event loop runs after each page. */
const PAGE = 64;
const LINE_FEED = 0x0a;

function checkedCopy(record: Uint8Array): Uint8Array {
  if (!isUint8Array(record))
    throw new AttestaError('invalid_option', 'SqliteLogStore.append: a record must be a Uint8Array.');
  if (record.includes(LINE_FEED))
    throw new AttestaError('invalid_option', 'SqliteLogStore.append: a record must not contain a line feed.');
  return new Uint8Array(record);
}
