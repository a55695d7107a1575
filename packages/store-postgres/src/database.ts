import type { Clock } from '@attesta/core';
import { deadlineIn, remaining, within } from '@attesta/core/authoring';
import type { PostgresPool } from './postgres-pool.js';
import type { Row } from './row.js';
import { type Parameter, Session } from './session.js';
import { closed, connectionError, isLost, isUndone, timeout } from './store-error.js';

/** Options of `Database`. */
export interface DatabaseOptions {
  readonly pool: PostgresPool;
  /** Its name in messages; never its address, which may contain a password. */
  readonly place: string;
  readonly clock: Clock;
  readonly connectSeconds: number;
  readonly statementSeconds: number;
}

/** Runs statements on the connections of a pool, and decides which of them are sent again. */
export class Database {
  readonly place: string;
  readonly clock: Clock;
  readonly #options: DatabaseOptions;
  readonly #running = new Set<Promise<unknown>>();
  #isClosed = false;

  constructor(options: DatabaseOptions) {
    this.place = options.place;
    this.clock = options.clock;
    this.#options = options;
    options.pool.on('error', ignore);
  }

  /** Runs a read-only statement. After a lost connection it is sent again on another one. */
  async read(sql: string, values: readonly Parameter[]): Promise<readonly Row[]> {
    return await this.#track(() => this.#retry(isLost, () => this.#once(sql, values)));
  }

  /**
   * Runs a statement that changes data. It is sent again only if the server reported that it undid it. After a lost connection
   * it rejects, since the change may have been made.
   */
  async change(sql: string, values: readonly Parameter[]): Promise<readonly Row[]> {
    return await this.#track(() => this.#retry(isUndone, () => this.#once(sql, values)));
  }

  /** Runs `work` in one transaction on one connection. */
  async transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return await this.#track(async () => {
      const session = await this.connect();
      let isDone = false;
      try {
        await session.query('BEGIN');
        const result = await work(session);
        await session.query('COMMIT');
        isDone = true;
        return result;
      } finally {
        // Closing the connection undoes an open transaction.
        session.release(!isDone);
      }
    });
  }

  /** Takes a connection until `release()`. A failed attempt is made again until `connectSeconds` are over. */
  async connect(): Promise<Session> {
    const { pool, place, clock, connectSeconds } = this.#options;
    return await this.#retry(isLost, async () => {
      const connecting = pool.connect();
      const made = await within(() => connecting, { clock, deadline: deadlineIn(clock, connectSeconds) });
      if (made.status === 'fulfilled') return new Session(made.value, this.#options);
      if (made.status === 'rejected') throw connectionError(place, made.reason);
      // The connection may still be made: give it back.
      connecting.then((client) => client.release(), ignore);
      throw timeout(place, connectSeconds);
    });
  }

  /** Accepts no more statements. Resolves after the running ones have ended. The owner of the pool ends the pool. */
  async close(): Promise<void> {
    this.#isClosed = true;
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
    this.#options.pool.removeListener('error', ignore);
  }

  async #once(sql: string, values: readonly Parameter[]): Promise<readonly Row[]> {
    const session = await this.connect();
    try {
      return await session.query(sql, values);
    } finally {
      session.release();
    }
  }

  async #retry<T>(isRepeatable: (error: unknown) => boolean, work: () => Promise<T>): Promise<T> {
    const deadline = deadlineIn(this.clock, this.#options.connectSeconds);
    for (let wait = SHORTEST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      try {
        return await work();
      } catch (error) {
        if (!isRepeatable(error) || remaining(this.clock, deadline) <= wait) throw error;
      }
      await this.clock.sleep(wait);
    }
  }

  async #track<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isClosed) throw closed(this.place);
    const running = work();
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }
}

// Milliseconds.
const SHORTEST_WAIT = 20;
const LONGEST_WAIT = 500;

/** The pool replaces a lost idle connection. */
function ignore(): void {}
