import { type Deadline, deadlineIn, remaining } from '@attesta/core';
import type { Database } from './database.js';
import type { Schema } from './schema.js';
import type { Session } from './session.js';
import { keyDigest } from './state-key.js';
import type { NewsSource, StateWatch } from './state-watch.js';
import { PostgresStoreError } from './store-error.js';
import { Stored } from './stored.js';

/** How news are listened for. */
export interface NewsSetting {
  readonly database: Database;
  readonly schema: Schema;
  readonly checkSeconds: number;
  readonly reconnectSeconds: number;
}

/**
 * The one connection on which a store listens for changes and reads what has changed, however many wait. It is taken when
 * somebody first waits. When it is lost, another is taken and everything that is watched is read again: listening first, so that no
 * change falls in between.
 */
export class NewsLine implements NewsSource {
  readonly #setting: NewsSetting;
  readonly #watch: StateWatch;
  readonly #sql: string;
  readonly #closing = new AbortController();
  readonly #unread = new Set<string>();
  #session: Session | undefined;
  #working: Promise<void> | undefined;
  #cancelCheck = (): void => {};
  /** Until when a lost connection is tried for. */
  #patience: Deadline | undefined;

  constructor(setting: NewsSetting, watch: StateWatch) {
    this.#setting = setting;
    this.#watch = watch;
    this.#sql = `SELECT value, version, encode(key, 'base64') FROM ${setting.schema.state} WHERE key = ANY($1::bytea[])`;
  }

  look(digests: Iterable<string>): void {
    for (const digest of digests) this.#unread.add(digest);
    if (this.#unread.size === 0 || this.#closing.signal.aborted) return;
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
      // Something may have come since the last look.
      this.look([]);
    });
  }

  waiting(isWaiting: boolean): void {
    this.#cancelCheck();
    this.#session?.keepAlive(isWaiting);
    if (isWaiting) this.#check();
    else this.#unread.clear();
  }

  /** Gives the connection back, once a reading that is under way has ended. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#cancelCheck();
    await this.#working;
    this.#drop();
  }

  /** A line that is dead without a sign shows when it is used; what was not told is seen then, too. */
  #check(): void {
    const { database, checkSeconds } = this.#setting;
    this.#cancelCheck = database.clock.after(checkSeconds * 1000, () => {
      this.look(this.#watch.digests);
      this.#check();
    });
  }

  async #work(): Promise<void> {
    // Whatever is asked for in one turn is read together.
    await new Promise<void>((resolve) => setImmediate(resolve));
    for (let wait = SHORTEST_WAIT; this.#unread.size > 0 && !this.#closing.signal.aborted; ) {
      try {
        this.#session ??= await this.#connect();
        await this.#read(this.#session);
        this.#session?.keepAlive(this.#watch.digests.length > 0);
        this.#patience = undefined;
        wait = SHORTEST_WAIT;
      } catch (error) {
        this.#drop();
        if (!this.#isWorthAnother(error)) {
          this.#patience = undefined;
          this.#watch.fail(error);
        }
        await this.#setting.database.clock.sleep(wait, this.#closing.signal);
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
    }
  }

  async #connect(): Promise<Session> {
    const { database, schema } = this.#setting;
    const session = await database.connect();
    session.listen(
      ({ channel, payload = '' }) => {
        if (channel === schema.name && this.#watch.has(payload)) this.look([payload]);
      },
      () => {
        if (this.#session === session) this.#drop();
        this.look([]);
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
    const { keys, tell } = this.#watch.asking(this.#unread);
    this.#unread.clear();
    if (keys.length === 0) return;
    const rows = await session.query(this.#sql, [keys]);
    tell(new Map(rows.map((row) => [keyDigest(row.bytes(2)), new Stored(row)])));
  }

  /** Gives the connection up. Whatever changes until another one listens is told by nobody, so all is to be read then. */
  #drop(): void {
    this.#session?.release(true);
    this.#session = undefined;
    for (const digest of this.#watch.digests) this.#unread.add(digest);
  }

  #isWorthAnother(error: unknown): boolean {
    if (!(error instanceof PostgresStoreError) || !PASSING.has(error.code)) return false;
    const { database, reconnectSeconds } = this.#setting;
    this.#patience ??= deadlineIn(database.clock, reconnectSeconds);
    return remaining(database.clock, this.#patience) > 0;
  }
}

const PASSING: ReadonlySet<string> = new Set(['unavailable', 'timeout']);

// Milliseconds.
const SHORTEST_WAIT = 50;
const LONGEST_WAIT = 1000;
