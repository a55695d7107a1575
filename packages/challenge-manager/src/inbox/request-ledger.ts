import type { JsonValue, StateStore } from '@attesta/core';
import type { ApprovalRecord } from './approval-record.js';
import { requestKey } from './inbox-keys.js';
import { readRecord } from './read-record.js';

/** A record and the version it was read at. */
export interface LedgerEntry {
  readonly record: ApprovalRecord;
  readonly version: number;
}

/** What a step makes of a record, which is the same object where it changes nothing, and what it tells. */
export interface Step<T> {
  readonly record: ApprovalRecord;
  readonly outcome: T;
}

/** A step that was taken. */
export interface Change<T> extends Step<T> {
  /** Whether it was this one that closed the request. */
  readonly hasClosed: boolean;
}

/** The records, by compare-and-set. Every operation rejects when the store fails. */
export class RequestLedger {
  readonly #state: StateStore;

  constructor(state: StateStore) {
    this.#state = state;
  }

  async read(requestId: string): Promise<LedgerEntry | undefined> {
    const found = await this.#state.get(requestKey(requestId));
    return found && { record: readRecord(found.value), version: found.version };
  }

  /** The version of a new record; undefined where there is one already. */
  async create(record: ApprovalRecord): Promise<number | undefined> {
    return await this.#set(record, 0);
  }

  /** Takes one step from whatever is there, again where somebody else was first; undefined where there is nothing. */
  async change<T>(requestId: string, step: (record: ApprovalRecord) => Step<T>): Promise<Change<T> | undefined> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const entry = await this.read(requestId);
      if (entry === undefined) return undefined;
      const { record, outcome } = step(entry.record);
      if (record === entry.record) return { record, outcome, hasClosed: false };
      const hasClosed = entry.record.closing === undefined && record.closing !== undefined;
      if ((await this.#set(record, entry.version)) !== undefined) return { record, outcome, hasClosed };
    }
    throw new Error('The request never stands still.');
  }

  async #set(record: ApprovalRecord, version: number): Promise<number | undefined> {
    const value: JsonValue = JSON.parse(JSON.stringify(record));
    return await this.#state.compareAndSet(requestKey(record.asked.requestId), version, value);
  }
}

/** Every lost race is a step of somebody else, of which a request has few. */
const MOST_TRIES = 100;
