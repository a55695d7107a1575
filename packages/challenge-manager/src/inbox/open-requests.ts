import { createHash } from 'node:crypto';
import type { Clock, StateStore } from '@attesta/core';
import type { StateEntry } from '@attesta/core/authoring';
import { ownValue } from '../own-value.js';
import type { ApprovalRecord } from './approval-record.js';
import { openPrefix } from './inbox-keys.js';

/** A place among what awaits an approver. */
interface Slot {
  readonly slot: number;
  readonly requestId: string;
  /** Milliseconds since 1970: from then on it is free again, whoever left it. */
  readonly until: number;
  readonly version: number;
}

/**
 * What awaits each approver: numbered places, of which each is taken by compare-and-set. So no process can open more
 * than there are, and one approver's are found without looking at anybody else's.
 */
export class OpenRequests {
  readonly #state: StateStore;
  readonly #clock: Clock;
  readonly #places: number;
  readonly #retire: (requestId: string) => Promise<void>;

  /** @param retire Called with the request whose time is over before its place is taken by another. */
  constructor(state: StateStore, clock: Clock, places: number, retire: (requestId: string) => Promise<void>) {
    this.#state = state;
    this.#clock = clock;
    this.#places = places;
    this.#retire = retire;
  }

  /** Takes a place, or finds the one that the request has; undefined where there is none left. */
  async take(approverId: string, requestId: string, until: number): Promise<number | undefined> {
    const value = { requestId, until };
    // One that is as good as any, and another one for each request: mostly it is free.
    const guess = createHash('sha256').update(requestId).digest().readUInt32BE() % this.#places;
    if ((await this.#set(approverId, guess, 0, value)) !== undefined) return guess;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const taken = await this.#slots(approverId);
      const own = taken.find((slot) => slot.requestId === requestId);
      if (own !== undefined) return own.slot;
      const place = this.#freePlace(taken, guess);
      if (place === undefined) return undefined;
      if ('requestId' in place) await this.#retire(place.requestId);
      if ((await this.#set(approverId, place.slot, place.version, value)) !== undefined) return place.slot;
    }
    return undefined;
  }

  /** The ids of an approver's requests, and of some that are closed already. */
  async idsOf(approverId: string): Promise<readonly string[]> {
    return (await this.#slots(approverId)).map(({ requestId }) => requestId);
  }

  /**
   * Gives the place of a request back. One that nobody decided counts for a minute all the same: who opens and withdraws
   * notifies no more often than who leaves open.
   */
  async release({ asked, closing }: ApprovalRecord): Promise<void> {
    const { approverId, requestId, slot } = asked;
    const key = keyOf(approverId, slot);
    const entry = await this.#state.get(key);
    if (entry === undefined || slotIn({ key, ...entry })?.requestId !== requestId) return;
    const until = asked.createdAt + UNDECIDED_MS;
    const isDecided = closing?.status === 'approved' || closing?.status === 'denied';
    if (isDecided || until <= this.#clock.wall()) await this.#state.delete(key, entry.version);
    else await this.#state.compareAndSet(key, entry.version, { requestId, until });
  }

  #freePlace(taken: readonly Slot[], guess: number): Slot | { readonly slot: number; readonly version: 0 } | undefined {
    const bySlot = new Map(taken.map((slot) => [slot.slot, slot] as const));
    const now = this.#clock.wall();
    for (let step = 0; step < this.#places; step += 1) {
      const slot = (guess + step) % this.#places;
      const found = bySlot.get(slot);
      if (found === undefined) return { slot, version: 0 };
      if (found.until <= now) return found;
    }
    return undefined;
  }

  async #slots(approverId: string): Promise<readonly Slot[]> {
    const entries: StateEntry[] = [];
    for (let after = ''; ; ) {
      const page = await this.#state.list(openPrefix(approverId), { after, limit: PAGE });
      entries.push(...page);
      const last = page.at(-1);
      if (page.length < PAGE || last === undefined) break;
      after = last.key;
    }
    return entries.flatMap((entry) => slotIn(entry) ?? []);
  }

  async #set(
    approverId: string,
    slot: number,
    version: number,
    value: { readonly requestId: string; readonly until: number },
  ): Promise<number | undefined> {
    return await this.#state.compareAndSet(keyOf(approverId, slot), version, value);
  }
}

function keyOf(approverId: string, slot: number): string {
  return `${openPrefix(approverId)}${String(slot).padStart(6, '0')}`;
}

function slotIn({ key, value, version }: StateEntry): Slot | undefined {
  const requestId = ownValue(value, 'requestId');
  const until = ownValue(value, 'until');
  if (typeof requestId !== 'string' || typeof until !== 'number') return undefined;
  return { slot: Number(key.slice(key.lastIndexOf('/') + 1)), requestId, until, version };
}

/** How long what nobody decided counts, from its opening on. */
export const UNDECIDED_MS = 60_000;
const PAGE = 1000;
/** Each lost race is a place that somebody else took. */
const MOST_TRIES = 100;
