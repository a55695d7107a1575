import { AttestaError, type Clock, type JsonValue, type StateStore } from '@attesta/core';
import { callDependency, type Settled, type Update, updateRecord } from '@attesta/core/authoring';
import { readSealed, type SealedSecret } from './sealed-secret.js';

/** What is kept of one operator: the secret in use, and one that waits for its first code. One at least is there. */
export interface SecretRecord {
  readonly active: SealedSecret | undefined;
  readonly pending: SealedSecret | undefined;
}

/** A record and the version it was read at; version 0 without one. The record is undefined too when it is damaged. */
export interface SecretEntry {
  readonly operatorId: string;
  readonly record: SecretRecord | undefined;
  readonly version: number;
}

/** The records of all operators in the shared state. Rejects as the store does, and when it takes more than 10 seconds. */
export class SecretStore {
  readonly #state: StateStore;
  readonly #clock: Clock;

  constructor(state: StateStore, clock: Clock) {
    this.#state = state;
    this.#clock = clock;
  }

  async read(operatorId: string): Promise<SecretEntry> {
    const got = await this.#call(() => this.#state.get(`${PREFIX}${operatorId}`));
    return { operatorId, record: got && readRecord(got.value), version: got?.version ?? 0 };
  }

  /**
   * Writes the record that `next` makes of the stored one, and tries again while others are first. False when `next` makes none.
   *
   * @param next Gets `undefined` without a record, and `damaged` for a value that is not one.
   * @throws AttestaError (`unavailable`) when others are always first.
   */
  async update(
    operatorId: string,
    next: (record: SecretRecord | 'damaged' | undefined) => SecretRecord | undefined,
  ): Promise<boolean> {
    const bounds = { state: this.#state, clock: this.#clock };
    const updated = await updateRecord(bounds, `${PREFIX}${operatorId}`, (value): Update<boolean> => {
      const record = next(value === undefined ? undefined : (readRecord(value) ?? 'damaged'));
      return record === undefined
        ? { action: 'keep', result: false }
        : { action: 'write', value: jsonOf(record), result: true };
    });
    return settledValue(updated);
  }

  /** False when others were first. */
  async write({ operatorId, version }: SecretEntry, record: SecretRecord): Promise<boolean> {
    const key = `${PREFIX}${operatorId}`;
    const written = await this.#call(() => this.#state.compareAndSet(key, version, jsonOf(record)));
    return typeof written === 'number';
  }

  /** False when others were first. */
  async remove({ operatorId, version }: SecretEntry): Promise<boolean> {
    return await this.#call(() => this.#state.delete(`${PREFIX}${operatorId}`, version));
  }

  /** All there are, in order of id. */
  async *entries(): AsyncGenerator<SecretEntry, void, undefined> {
    for (let after = PREFIX; ; ) {
      const page = await this.#call(() => this.#state.list(PREFIX, { after, limit: PAGE }));
      for (const { key, value, version } of page) {
        yield { operatorId: key.slice(PREFIX.length), record: readRecord(value), version };
        after = key;
      }
      if (page.length < PAGE) return;
    }
  }

  async #call<T>(work: () => Promise<T>): Promise<T> {
    return settledValue(await callDependency({ clock: this.#clock }, work));
  }
}

function settledValue<T>(settled: Settled<T>): T {
  if (settled.status === 'fulfilled') return settled.value;
  if (settled.status === 'rejected') throw settled.reason;
  throw new AttestaError('unavailable', 'The state store did not answer in 10 seconds.');
}

function jsonOf({ active, pending }: SecretRecord): JsonValue {
  return { ...(active && { active: { ...active } }), ...(pending && { pending: { ...pending } }) };
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
