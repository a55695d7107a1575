import { isUint8Array } from 'node:util/types';
import { AttestaError, type LogStore } from '@attesta/core';
import type { AppendQueue } from './append-queue.js';
import type { Database } from './database.js';
import type { Row } from './row.js';
import type { Schema } from './schema.js';
import { damaged } from './store-error.js';

/** The table `log` as a `LogStore`. */
export class PostgresLogStore implements LogStore {
  readonly #database: Database;
  readonly #appends: AppendQueue;
  readonly #sql: { readonly size: string; readonly page: string };

  constructor(database: Database, { log, logSize }: Schema, appends: AppendQueue) {
    this.#database = database;
    this.#appends = appends;
    this.#sql = {
      size: `SELECT size FROM ${logSize}`,
      // Size and records of one snapshot: a missing record is not one that has not been appended yet.
      page: `SELECT whole.size, part.position, encode(part.record, 'base64') FROM ${logSize} AS whole
        LEFT JOIN (SELECT position, record FROM ${log} WHERE position >= $1 ORDER BY position LIMIT ${PAGE}) AS part ON true
        ORDER BY part.position`,
    };
  }

  async append(expectedSize: number, records: readonly Uint8Array[]): Promise<boolean> {
    const copies = records.map(checkedCopy);
    if (!isNumber(expectedSize)) return false;
    return await this.#appends.add(expectedSize, copies);
  }

  async *read(from: number): AsyncGenerator<Uint8Array, void, void> {
    if (!isNumber(from)) {
      throw new AttestaError(
        'invalid_option',
        `PostgresLogStore.read: from must be a non-negative integer, got ${from}.`,
      );
    }
    for (let next = from; ; ) {
      const rows = await this.#database.read(this.#sql.page, [next]);
      const size = this.#sizeIn(rows[0]);
      for (const row of rows) {
        if (next >= size) return;
        // A gap is damage: the record after it must not pass for the next one.
        if (!row.has(1) || row.integer(1) !== next) throw row.damaged(`record ${next} of the log is missing`);
        yield row.bytes(2);
        next += 1;
      }
    }
  }

  async size(): Promise<number> {
    const [row] = await this.#database.read(this.#sql.size, []);
    return this.#sizeIn(row);
  }

  #sizeIn(row: Row | undefined): number {
    if (row === undefined) throw damaged(this.#database.place, 'the size of the log is missing');
    return row.integer(0);
  }
}

/** Records in memory at one time. */
const PAGE = 64;
const LINE_FEED = 0x0a;

const isNumber = (number: number): boolean => Number.isSafeInteger(number) && number >= 0;

function checkedCopy(record: Uint8Array): Buffer {
  if (!isUint8Array(record))
    throw new AttestaError('invalid_option', 'PostgresLogStore.append: a record must be a Uint8Array.');
  if (record.includes(LINE_FEED))
    throw new AttestaError('invalid_option', 'PostgresLogStore.append: a record must not contain a line feed.');
  return Buffer.from(record);
}
