import { type Clock, deadlineIn, within } from '@attesta/core';
import type { PostgresClient, PostgresNotification } from './postgres-pool.js';
import { Row } from './row.js';
import { damaged, isLost, storeError, timeout } from './store-error.js';

/** What is bound to a statement. */
export type Parameter = string | number | Buffer | readonly Buffer[];

/** What every session of a store has in common. */
export interface SessionSetting {
  readonly place: string;
  readonly clock: Clock;
  readonly statementSeconds: number;
}

/** One connection, for as long as it is kept. Once it has failed it is not used any more, by anybody. */
export class Session {
  readonly #client: PostgresClient;
  readonly #setting: SessionSetting;
  #isBroken = false;
  #onLost = (): void => {};
  #hear = (_message: PostgresNotification): void => {};

  constructor(client: PostgresClient, setting: SessionSetting) {
    this.#client = client;
    this.#setting = setting;
    // An error that nobody listens to ends the process.
    client.on('error', this.#break);
    client.on('end', this.#break);
  }

  /** Sends a statement, once. Rejects with `timeout` when there is no answer in time; the connection is then given up. */
  async query(text: string, values: readonly Parameter[] = []): Promise<readonly Row[]> {
    const { place, clock, statementSeconds } = this.#setting;
    const answer = await within(
      () => this.#client.query({ text, values, rowMode: 'array', types: AS_TEXT }),
      // The server's own limit, where it has one, comes first and leaves the connection in order.
      { clock, deadline: deadlineIn(clock, statementSeconds + GRACE_SECONDS) },
    );
    if (answer.status === 'fulfilled') {
      return answer.value.rows.map((row) => new Row(row, (what) => damaged(place, what)));
    }
    const error = answer.status === 'rejected' ? storeError(place, answer.reason) : timeout(place, statementSeconds);
    if (isLost(error) || answer.status !== 'rejected') this.#break();
    throw error;
  }

  /** Calls `hear` with each notification, and `lost` once when the connection is gone. */
  listen(hear: (message: PostgresNotification) => void, lost: () => void): void {
    this.#onLost = lost;
    this.#hear = hear;
    this.#client.on('notification', hear);
    if (this.#isBroken) lost();
  }

  /** Whether the connection keeps the process alive. */
  keepAlive(isKept: boolean): void {
    if (isKept) this.#client.ref?.();
    else this.#client.unref?.();
  }

  /** Gives the connection back; `isBroken` closes it. */
  release(isBroken: boolean = this.#isBroken): void {
    this.#onLost = () => {};
    this.#client.removeListener('end', this.#break);
    this.#client.removeListener('notification', this.#hear);
    this.#client.release(isBroken || this.#isBroken);
    // Only now: the pool listens again from here on, or the connection is closed and may still complain.
    if (!isBroken && !this.#isBroken) this.#client.removeListener('error', this.#break);
  }

  readonly #break = (): void => {
    if (this.#isBroken) return;
    this.#isBroken = true;
    this.#onLost();
  };
}

const GRACE_SECONDS = 0.5;

const AS_TEXT = { getTypeParser: () => (text: string) => text };
