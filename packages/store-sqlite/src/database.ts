import type Libsql from 'libsql';
import { Row } from './row.js';
import { closed, damaged, moved, type SqliteStoreError, storeError } from './store-error.js';
import { fileIdentity } from './store-file.js';

/** A value that is bound to a statement. */
export type Parameter = string | number | Uint8Array | null;

/** A prepared statement. */
export interface Query {
  first(...parameters: readonly Parameter[]): Row | undefined;
  all(...parameters: readonly Parameter[]): readonly Row[];
}

/**
 * A connection to one file. Every call is synchronous and returns at once: it throws `busy`, and does not wait, while another
 * process holds the file. After a call finds damage, every further call fails and the file is not changed.
 */
export class Database {
  readonly path: string;
  readonly #connection: Libsql.Database;
  #identities: readonly (string | undefined)[];
  #fault: SqliteStoreError | undefined;

  private constructor(path: string, connection: Libsql.Database) {
    this.path = path;
    this.#connection = connection;
    this.#identities = [fileIdentity(path)];
  }

  /** Opens the absolute `path`, or `uri` for one of SQLite's read-only modes. */
  static async open(path: string, uri: string = path): Promise<Database> {
    try {
      // Loaded when a store is opened: the binary takes about 30 ms. No options: the driver would read inherited ones.
      const { default: Driver } = await import('libsql');
      return new Database(path, new Driver(uri));
    } catch (error) {
      throw storeError(path, error);
    }
  }

  query(sql: string): Query {
    const statement = this.#guarded(() => this.#connection.prepare(sql).raw());
    return {
      first: (...parameters) => {
        const row = this.#guarded(() => statement.get(parameters));
        return row === undefined ? undefined : this.#row(row);
      },
      all: (...parameters) => this.#guarded(() => statement.all(parameters)).map((row) => this.#row(row)),
    };
  }

  /** Prepares a statement that returns no rows. */
  command(sql: string): (...parameters: readonly Parameter[]) => void {
    const statement = this.#guarded(() => this.#connection.prepare(sql));
    return (...parameters) => {
      this.#guarded(() => statement.run(parameters));
    };
  }

  /** Runs statements that return no rows. */
  execute(sql: string): void {
    this.#guarded(() => this.#connection.exec(sql));
  }

  /** Runs `work` as one transaction, synced once. The result is durable when this returns. */
  transaction<T>(work: () => T): T {
    this.#assertInPlace();
    this.execute('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.execute('COMMIT');
      return result;
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  /** Moves the write-ahead log into the file, as far as other connections allow, and disconnects. */
  close(): void {
    if (this.#fault === undefined) {
      try {
        this.query('PRAGMA wal_checkpoint(TRUNCATE)').first();
      } catch {
        // The log is as durable as the file: the next connection reads it.
      }
    }
    this.end();
  }

  /** Disconnects without writing. */
  end(): void {
    this.#fault = closed(this.path);
    this.#connection.close();
  }

  /** From now on the files beside the store must stay in place as well. Called once the write-ahead log is in use. */
  pinFiles(): void {
    this.#assertInPlace();
    this.#identities = SUFFIXES.map((suffix) => fileIdentity(`${this.path}${suffix}`));
  }

  /** Writes to a deleted or replaced file succeed, but no other process can read them: the store would be two stores. */
  #assertInPlace(): void {
    for (const [index, identity] of this.#identities.entries()) {
      const file = `${this.path}${SUFFIXES[index]}`;
      if (fileIdentity(file) !== identity) throw moved(file);
    }
  }

  #rollBack(): void {
    try {
      if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK');
    } catch (error) {
      // The rest of the transaction must not be read.
      this.#fault ??= storeError(this.path, error);
    }
  }

  #row(values: unknown): Row {
    return new Row(Array.isArray(values) ? values : [], (what) => {
      this.#fault ??= damaged(this.path, what);
      return this.#fault;
    });
  }

  #guarded<T>(work: () => T): T {
    if (this.#fault !== undefined) throw this.#fault;
    try {
      return work();
    } catch (cause) {
      const error = storeError(this.path, cause);
      if (error.code === 'damaged') this.#fault = error;
      throw error;
    }
  }
}

/** The file, its write-ahead log, and the index of the log, in which processes find each other's writes and locks. */
const SUFFIXES = ['', '-wal', '-shm'] as const;
