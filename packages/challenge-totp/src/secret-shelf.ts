import { AttestaError, type Clock, type JsonValue, type StateStore } from '@attesta/core';
import { deadlineIn, within } from '@attesta/core/authoring';
import { readSealed, type SealedSecret } from './sealed-secret.js';

/** What is kept of one operator: the secret in use, and one that waits for its first code. One at least is there. */
export interface SecretRecord {
  readonly active: SealedSecret | undefined;
  readonly pending: SealedSecret | undefined;
}

/** A record and the version it was read at; version 0 when there is none. The record is undefined too when it is damaged. */
export interface ShelfEntry {
  readonly operatorId: string;
  readonly record: SecretRecord | undefined;
  readonly version: number;
}

/** The records of all operators in the shared state. Rejects as the store does, and when it takes more than 10 seconds. */
export class SecretShelf {
  readonly #state: StateStore;
  readonly #clock: Clock;

  constructor(state: StateStore, clock: Clock) {
    this.#state = state;
    this.#clock = clock;
  }

  async read(operatorId: string): Promise<ShelfEntry> {
    const got = await this.#bounded(() => this.#state.get(`${PREFIX}${operatorId}`));
    return { operatorId, record: got && readRecord(got.value), version: got?.version ?? 0 };
  }

  /**
   * Puts what `next` makes of an entry in its place, and anew where somebody was first. False when `next` makes nothing of it.
   *
   * @throws AttestaError (`unavailable`) when somebody is always first.
   */
  async update(operatorId: string, next: (entry: ShelfEntry) => SecretRecord | undefined): Promise<boolean> {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const entry = await this.read(operatorId);
      const record = next(entry);
      if (record === undefined) return false;
      if (await this.write(entry, record)) return true;
    }
    throw new AttestaError('unavailable', 'The record of an operator changes again and again.');
  }

  /** False when somebody was first. */
  async write({ operatorId, version }: ShelfEntry, { active, pending }: SecretRecord): Promise<boolean> {
    const value = {
      ...(active === undefined ? {} : { active: { ...active } }),
      ...(pending === undefined ? {} : { pending: { ...pending } }),
    };
    const written = await this.#bounded(() => this.#state.compareAndSet(`${PREFIX}${operatorId}`, version, value));
    return typeof written === 'number';
  }

  /** False when somebody was first. */
  async remove({ operatorId, version }: ShelfEntry): Promise<boolean> {
    return await this.#bounded(() => this.#state.delete(`${PREFIX}${operatorId}`, version));
  }

  /** All there are, in order of id. */
  async *entries(): AsyncGenerator<ShelfEntry, void, undefined> {
    for (let after = PREFIX; ; ) {
      const page = await this.#bounded(() => this.#state.list(PREFIX, { after, limit: PAGE }));
      for (const { key, value, version } of page) {
        yield { operatorId: key.slice(PREFIX.length), record: readRecord(value), version };
        after = key;
      }
      if (page.length < PAGE) return;
    }
  }

  async #bounded<T>(work: () => Promise<T>): Promise<T> {
    const deadline = deadlineIn(this.#clock, STORE_SECONDS);
    const settled = await within(work, { clock: this.#clock, deadline, signal: undefined });
    if (settled.status === 'fulfilled') return settled.value;
    if (settled.status === 'rejected') throw settled.reason;
    throw new AttestaError('unavailable', `The state store has not answered in ${STORE_SECONDS} seconds.`);
  }
}

function readRecord(value: JsonValue): SecretRecord | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = new Map(Object.entries(value));
  const [active, pending] = [readSealed(fields.get('active')), readSealed(fields.get('pending'))];
  if (fields.has('active') !== (active !== undefined) || fields.has('pending') !== (pending !== undefined))
    return undefined;
  return active === undefined && pending === undefined ? undefined : { active, pending };
}

const PREFIX = 'totp-secret/';
const PAGE = 100;
const MOST_ROUNDS = 100;
/** After so long a store counts as hanging. */
const STORE_SECONDS = 10;
