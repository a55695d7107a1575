import type { Clock } from '@attesta/core';
import { deadlineIn, within } from '@attesta/core/authoring';
import type { PostgresClient, PostgresNotification } from './postgres-pool.js';
import { Row } from './row.js';
import { damaged, isLost, storeError, timeout } from './store-error.js';

/** A value that is bound to a statement. */
export type Parameter = string | number | Uint8Array | readonly Uint8Array[];

/** Options of `Session`, the same for all sessions of a store. */
export interface SessionOptions {
  readonly place: string;
  readonly clock: Clock;
  readonly statementSeconds: number;
}

/** One connection, until `release()`. After it fails it is not used again. */
export class Session {
  readonly #client: PostgresClient;
  readonly #options: SessionOptions;
  #isBroken = false;
  #onLost = (): void => {};
  #onNotification = (_message: PostgresNotification): void => {};

  constructor(client: PostgresClient, options: SessionOptions) {
    this.#client = client;
    this.#options = options;
    // An error event without a listener ends the process.
    client.on('error', this.#break);
    client.on('end', this.#break);
  }

  /** Sends a statement once. Rejects with `timeout` without an answer in time, and then gives up the connection. */
  async query(sql: string, values: readonly Parameter[] = []): Promise<readonly Row[]> {
    const { place, clock, statementSeconds } = this.#options;
    const answer = await within(
      () => this.#client.query({ text: sql, values, rowMode: 'array', types: AS_STRINGS }),
      // The limit of the server, if it has one, comes first and leaves the connection usable.
      { clock, deadline: deadlineIn(clock, statementSeconds + GRACE_SECONDS) },
    );
    if (answer.status === 'fulfilled') {
      return answer.value.rows.map((row) => new Row(row, (what) => damaged(place, what)));
    }
    const error = answer.status === 'rejected' ? storeError(place, answer.reason) : timeout(place, statementSeconds);
    if (isLost(error) || answer.status !== 'rejected') this.#break();
    throw error;
  }

  /** Calls `onNotification` with each notification, and `onLost` once when the connection is lost. */
  listen(onNotification: (message: PostgresNotification) => void, onLost: () => void): void {
    this.#onLost = onLost;
    this.#onNotification = onNotification;
    this.#client.on('notification', onNotification);
    if (this.#isBroken) onLost();
  }

  /** Whether the connection keeps the process alive. */
  keepAlive(isKept: boolean): void {
    if (isKept) this.#client.ref?.();
    else this.#client.unref?.();
  }

  /** Gives the connection back to the pool; `isBroken` closes it. */
  release(isBroken: boolean = this.#isBroken): void {
    this.#onLost = () => {};
    this.#client.removeListener('end', this.#break);
    this.#client.removeListener('notification', this.#onNotification);
    this.#client.release(isBroken || this.#isBroken);
    // Last: the pool listens again from here on. A closed connection may still emit errors.
    if (!isBroken && !this.#isBroken) this.#client.removeListener('error', this.#break);
  }

  readonly #break = (): void => {
    if (this.#isBroken) return;
    this.#isBroken = true;
    this.#onLost();
  };
}

const GRACE_SECONDS = 0.5;

const AS_STRINGS = { getTypeParser: () => (value: string) => value };
