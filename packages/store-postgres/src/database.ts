import { type Clock, deadlineIn, remaining, within } from '@attesta/core';
import type { PostgresPool } from './postgres-pool.js';
import type { Row } from './row.js';
import { type Parameter, Session } from './session.js';
import { closed, isLost, isUndone, storeError, timeout } from './store-error.js';

/** How a database is reached. */
export interface DatabaseSetting {
  readonly pool: PostgresPool;
  /** What messages call it; never its address, which may hold a password. */
  readonly place: string;
  readonly clock: Clock;
  readonly connectSeconds: number;
  readonly statementSeconds: number;
}

/** Statements on the connections of a pool. What is repeated and what is not is decided here. */
export class Database {
  readonly place: string;
  readonly clock: Clock;
  readonly #setting: DatabaseSetting;
  readonly #running = new Set<Promise<unknown>>();
  #isClosed = false;

  constructor(setting: DatabaseSetting) {
    this.place = setting.place;
    this.clock = setting.clock;
    this.#setting = setting;
    setting.pool.on('error', ignore);
  }

  /** Runs a statement that changes nothing. Where its connection is lost it is asked again on another. */
  async read(text: string, values: readonly Parameter[]): Promise<readonly Row[]> {
    return await this.#track(() => this.#again(isLost, () => this.#once(text, values)));
  }

  /**
   * Runs a statement that changes something: it is sent again only when the server has told that it undid it. Where the
   * connection is lost it rejects, since nobody knows.
   */
  async change(text: string, values: readonly Parameter[]): Promise<readonly Row[]> {
    return await this.#track(() => this.#again(isUndone, () => this.#once(text, values)));
  }

  /** All of `work`, which may be tried again as a whole, on one connection and in one transaction. */
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
        // A connection that is closed in the middle undoes its transaction.
        session.release(!isDone);
      }
    });
  }

  /** A connection for as long as it is wanted. Nothing has been asked for yet, so a failed attempt is made again. */
  async connect(): Promise<Session> {
    const { pool, place, clock, connectSeconds } = this.#setting;
    return await this.#again(isLost, async () => {
      const connecting = pool.connect();
      const made = await within(() => connecting, { clock, deadline: deadlineIn(clock, connectSeconds) });
      if (made.status === 'fulfilled') return new Session(made.value, this.#setting);
      if (made.status === 'rejected') throw storeError(place, made.reason);
      // It may still come.
      connecting.then((client) => client.release(), ignore);
      throw timeout(place, connectSeconds);
    });
  }

  /** Takes nothing more, and resolves once what was under way has ended. The pool is its owner's to end. */
  async close(): Promise<void> {
    this.#isClosed = true;
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
    this.#setting.pool.removeListener('error', ignore);
  }

  async #once(text: string, values: readonly Parameter[]): Promise<readonly Row[]> {
    const session = await this.connect();
    try {
      return await session.query(text, values);
    } finally {
      session.release();
    }
  }

  async #again<T>(isRepeatable: (error: unknown) => boolean, work: () => Promise<T>): Promise<T> {
    const deadline = deadlineIn(this.clock, this.#setting.connectSeconds);
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

/** An idle connection that was lost is replaced by the pool: nothing was asked of it. */
function ignore(): void {}
