import type { Clock, StateStore } from '@attesta/core';
import { deadlineIn, within } from '@attesta/core/authoring';
import { type CredentialRecord, NEW_RECORD, readRecord } from './credential-record.js';
import type { Decision } from './decide.js';

/** A record and the version it was read at. */
export interface LedgerEntry {
  readonly record: CredentialRecord;
  readonly version: number;
}

/** One operator's record in the shared state. Whatever the store does, nothing here throws or hangs. */
export class CredentialLedger {
  readonly #state: StateStore;
  readonly #clock: Clock;
  readonly #key: string;

  constructor(operatorId: string, state: StateStore, clock: Clock) {
    this.#key = `totp/${operatorId}`;
    this.#state = state;
    this.#clock = clock;
  }

  /** Undefined when the store fails, or holds something that is no record. */
  async read(): Promise<LedgerEntry | undefined> {
    const got = await this.#bounded(() => this.#state.get(this.#key));
    if (got.status !== 'fulfilled') return undefined;
    if (got.value === undefined) return { record: NEW_RECORD, version: 0 };
    const record = readRecord(got.value.value);
    return record && { record, version: got.value.version };
  }

  /**
   * Takes one step by compare-and-set, and tells its outcome only once it is stored: of several at once each decides on what
   * the one before left. Undefined when the store fails.
   */
  async advance<O>(first: LedgerEntry, decide: (record: CredentialRecord) => Decision<O>): Promise<O | undefined> {
    let entry: LedgerEntry | undefined = first;
    for (let round = 0; entry !== undefined && round < MOST_ROUNDS; round += 1) {
      const { record, outcome } = decide(entry.record);
      if (record === entry.record) return outcome;
      const written = await this.#write(entry.version, record);
      if (written === 'won') return outcome;
      entry = written === 'lost' ? await this.read() : undefined;
    }
    return undefined;
  }

  async #write(version: number, record: CredentialRecord): Promise<'won' | 'lost' | 'failed'> {
    const set = await this.#bounded(() => this.#state.compareAndSet(this.#key, version, { ...record }));
    if (set.status !== 'fulfilled') return 'failed';
    return typeof set.value === 'number' ? 'won' : 'lost';
  }

  #bounded<T>(work: () => Promise<T>): ReturnType<typeof within<T>> {
    return within(work, { clock: this.#clock, deadline: deadlineIn(this.#clock, STORE_SECONDS), signal: undefined });
  }
}

/** After so long a store counts as hanging. */
const STORE_SECONDS = 10;
/** A lost race means that somebody else got on, and few can before the credential is locked or the code spent. */
const MOST_ROUNDS = 100;
