import type { Database } from './database.js';
import type { Schema } from './schema.js';
import { closed, damaged } from './store-error.js';

/** Records that wait for their round trip. */
interface Append {
  readonly expectedSize: number;
  readonly records: readonly Buffer[];
  readonly done: (isAppended: boolean) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Group commit: whatever is to be appended in one turn of the event loop, or while a round trip is under way, shares the next one.
 * Each append is decided by what those before it in line have done.
 */
export class AppendQueue {
  readonly #database: Database;
  readonly #sql: string;
  readonly #waiting: Append[] = [];
  #draining: Promise<void> | undefined;
  #isClosed = false;

  constructor(database: Database, { log, logSize }: Schema) {
    this.#database = database;
    // Who waits for the row sees it as the one before has left it, and finds another size.
    this.#sql = `WITH claimed AS (UPDATE ${logSize} SET size = size + cardinality($2::bytea[]) WHERE size = $1 RETURNING size),
      written AS (INSERT INTO ${log} (position, record)
        SELECT $1 + number - 1, record FROM claimed, unnest($2::bytea[]) WITH ORDINALITY AS given (record, number))
      SELECT (SELECT count(*) FROM claimed), size FROM ${logSize}`;
  }

  /** Resolves to whether the log had this size, once the records are durable; rejects when nobody knows. */
  add(expectedSize: number, records: readonly Buffer[]): Promise<boolean> {
    if (this.#isClosed) return Promise.reject(closed(this.#database.place));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ expectedSize, records, done: resolve, failed: reject });
      this.#draining ??= this.#drain();
    });
  }

  /** Takes nothing more, and resolves once all that was taken has been written or has failed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#draining;
  }

  async #drain(): Promise<void> {
    do {
      await nextTurn();
      let line: readonly Append[] = this.#waiting.splice(0, MOST_APPENDS);
      try {
        while (line.length > 0) line = await this.#serve(line);
      } catch (error) {
        for (const { failed } of line) failed(error);
      }
    } while (this.#waiting.length > 0);
    this.#draining = undefined;
  }

  /** One round trip: tries the first in line with all that fit behind it. Returns the part of it that is not decided yet. */
  async #serve(line: readonly Append[]): Promise<readonly Append[]> {
    const expected = line[0]?.expectedSize ?? 0;
    const fitting = fittingIn(line, expected);
    const records = line.flatMap((append) => (fitting.has(append) ? append.records : []));
    const [row] = await this.#database.change(this.#sql, [expected, records]);
    if (row === undefined) throw damaged(this.#database.place, 'the size of the log is missing');
    if (row.integer(0) > 0) {
      for (const append of line) append.done(fitting.has(append));
      return [];
    }
    // The size from before the wait for the row: where it is the expected one, somebody was first since.
    const size = row.integer(1);
    const next = size === expected ? 1 : line.findIndex(({ expectedSize }) => expectedSize === size);
    const rest = next < 0 ? [] : line.slice(next);
    for (const append of line.slice(0, line.length - rest.length)) append.done(false);
    return rest;
  }
}

/** Which of the line are appended where the log has this size. */
function fittingIn(line: readonly Append[], from: number): ReadonlySet<Append> {
  const fitting = new Set<Append>();
  let size = from;
  for (const append of line) {
    if (append.expectedSize !== size) continue;
    fitting.add(append);
    size += append.records.length;
  }
  return fitting;
}

/** So many share a round trip at most. */
const MOST_APPENDS = 256;

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
