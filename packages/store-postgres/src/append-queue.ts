import type { Database } from './database.js';
import type { Schema } from './schema.js';
import { closed, damaged } from './store-error.js';

/** Records that wait for a round trip. */
interface PendingAppend {
  readonly expectedSize: number;
  readonly records: readonly Buffer[];
  readonly done: (isAppended: boolean) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Group commit: all appends of one turn of the event loop, or made during a round trip, share the next round trip. Each append
 * is decided by the appends before it.
 */
export class AppendQueue {
  readonly #database: Database;
  readonly #sql: string;
  readonly #waiting: PendingAppend[] = [];
  #draining: Promise<void> | undefined;
  #isClosed = false;

  constructor(database: Database, { log, logSize }: Schema) {
    this.#database = database;
    // A statement that waits for the row sees the change of the one before it, and so another size.
    this.#sql = `WITH claimed AS (UPDATE ${logSize} SET size = size + cardinality($2::bytea[]) WHERE size = $1 RETURNING size),
      written AS (INSERT INTO ${log} (position, record)
        SELECT $1 + number - 1, record FROM claimed, unnest($2::bytea[]) WITH ORDINALITY AS given (record, number))
      SELECT (SELECT count(*) FROM claimed), size FROM ${logSize}`;
  }

  /** Resolves to whether the log had this size, after the records are durable; rejects if the outcome is unknown. */
  add(expectedSize: number, records: readonly Buffer[]): Promise<boolean> {
    if (this.#isClosed) return Promise.reject(closed(this.#database.place));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ expectedSize, records, done: resolve, failed: reject });
      this.#draining ??= this.#drain();
    });
  }

  /** Accepts no more appends. Resolves after all accepted appends are made or have failed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#draining;
  }

  async #drain(): Promise<void> {
    do {
      await nextTurn();
      let line: readonly PendingAppend[] = this.#waiting.splice(0, MOST_APPENDS);
      try {
        while (line.length > 0) line = await this.#serve(line);
      } catch (error) {
        for (const { failed } of line) failed(error);
      }
    } while (this.#waiting.length > 0);
    this.#draining = undefined;
  }

  /** One round trip: sends the first append with all that fit after it. Returns the appends that are not decided yet. */
  async #serve(line: readonly PendingAppend[]): Promise<readonly PendingAppend[]> {
    const expected = line[0]?.expectedSize ?? 0;
    const fitting = fittingIn(line, expected);
    const records = line.flatMap((append) => (fitting.has(append) ? append.records : []));
    const [row] = await this.#database.change(this.#sql, [expected, records]);
    if (row === undefined) throw damaged(this.#database.place, 'the size of the log is missing');
    if (row.integer(0) > 0) {
      for (const append of line) append.done(fitting.has(append));
      return [];
    }
    // This is the size before the wait for the row: if it is the expected one, another client was first during the wait.
    const size = row.integer(1);
    const next = size === expected ? 1 : line.findIndex(({ expectedSize }) => expectedSize === size);
    const rest = next < 0 ? [] : line.slice(next);
    for (const append of line.slice(0, line.length - rest.length)) append.done(false);
    return rest;
  }
}

/** Returns the appends that apply to a log of this size. */
function fittingIn(line: readonly PendingAppend[], from: number): ReadonlySet<PendingAppend> {
  const fitting = new Set<PendingAppend>();
  let size = from;
  for (const append of line) {
    if (append.expectedSize !== size) continue;
    fitting.add(append);
    size += append.records.length;
  }
  return fitting;
}

/** Most appends in one round trip. */
const MOST_APPENDS = 256;

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
