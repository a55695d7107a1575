import type { Deadline } from '@attesta/core';
import { deadlineIn, remaining } from '@attesta/core/authoring';
import type { Database } from './database.js';
import { StoredValue } from './row.js';
import type { Schema } from './schema.js';
import type { Session } from './session.js';
import { keyDigest } from './state-encoding.js';
import type { ChangeSource, StateWatch } from './state-watch.js';
import { PostgresStoreError } from './store-error.js';

/** Options of `NotificationListener`. */
export interface NotificationListenerOptions {
  readonly database: Database;
  readonly schema: Schema;
  readonly checkSeconds: number;
  readonly reconnectSeconds: number;
}

/**
 * The one connection on which a store listens for changes and reads changed keys, for any number of watches. It is taken for
 * the first watch. After it is lost, another connection listens first and then every watched key is read: no change is missed.
 */
export class NotificationListener implements ChangeSource {
  readonly #options: NotificationListenerOptions;
  readonly #watch: StateWatch;
  readonly #sql: string;
  readonly #closing = new AbortController();
  readonly #unread = new Set<string>();
  #session: Session | undefined;
  #working: Promise<void> | undefined;
  #cancelCheck = (): void => {};
  /** When reconnecting is given up. */
  #reconnectDeadline: Deadline | undefined;

  constructor(options: NotificationListenerOptions, watch: StateWatch) {
    this.#options = options;
    this.#watch = watch;
    this.#sql = `SELECT value, version, encode(key, 'base64') FROM ${options.schema.state} WHERE key = ANY($1::bytea[])`;
  }

  read(digests: Iterable<string>): void {
    for (const digest of digests) this.#unread.add(digest);
    if (this.#unread.size === 0 || this.#closing.signal.aborted) return;
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
      // A key may have been added since the last read.
      this.read([]);
    });
  }

  setWaiting(isWaiting: boolean): void {
    this.#cancelCheck();
    this.#session?.keepAlive(isWaiting);
    if (isWaiting) this.#check();
    else this.#unread.clear();
  }

  /** Gives the connection back, after the current read has ended. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#cancelCheck();
    await this.#working;
    this.#drop();
  }

  /** Reads every watched key at intervals: this finds a connection that died silently, and lost notifications. */
  #check(): void {
    const { database, checkSeconds } = this.#options;
    this.#cancelCheck = database.clock.after(checkSeconds * 1000, () => {
      this.read(this.#watch.digests);
      this.#check();
    });
  }

  async #work(): Promise<void> {
    // All keys of one turn are read together.
    await new Promise<void>((resolve) => setImmediate(resolve));
    for (let wait = SHORTEST_WAIT; this.#unread.size > 0 && !this.#closing.signal.aborted; ) {
      try {
        this.#session ??= await this.#connect();
        await this.#read(this.#session);
        this.#session?.keepAlive(this.#watch.digests.length > 0);
        this.#reconnectDeadline = undefined;
        wait = SHORTEST_WAIT;
      } catch (error) {
        this.#drop();
        if (!this.#isRetryable(error)) {
          this.#reconnectDeadline = undefined;
          this.#watch.fail(error);
        }
        await this.#options.database.clock.sleep(wait, this.#closing.signal);
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
    }
  }

  async #connect(): Promise<Session> {
    const { database, schema } = this.#options;
    const session = await database.connect();
    session.listen(
      ({ channel, payload = '' }) => {
        if (channel === schema.name && this.#watch.has(payload)) this.read([payload]);
      },
      () => {
        if (this.#session === session) this.#drop();
        this.read([]);
      },
    );
    try {
      await session.query(`LISTEN "${schema.name}"`);
    } catch (error) {
      session.release(true);
      throw error;
    }
    return session;
  }

  async #read(session: Session): Promise<void> {
    const { keys, deliver: tell } = this.#watch.startRead(this.#unread);
    this.#unread.clear();
    if (keys.length === 0) return;
    const rows = await session.query(this.#sql, [keys]);
    tell(new Map(rows.map((row) => [keyDigest(row.bytes(2)), new StoredValue(row)])));
  }

  /** Gives up the connection. No notification arrives until another one listens, so every watched key is to be read then. */
  #drop(): void {
    this.#session?.release(true);
    this.#session = undefined;
    for (const digest of this.#watch.digests) this.#unread.add(digest);
  }

  #isRetryable(error: unknown): boolean {
    if (!(error instanceof PostgresStoreError) || !TRANSIENT.has(error.code)) return false;
    const { database, reconnectSeconds } = this.#options;
    this.#reconnectDeadline ??= deadlineIn(database.clock, reconnectSeconds);
    return remaining(database.clock, this.#reconnectDeadline) > 0;
  }
}

const TRANSIENT: ReadonlySet<string> = new Set(['unavailable', 'timeout']);

// Milliseconds.
const SHORTEST_WAIT = 50;
const LONGEST_WAIT = 1000;
