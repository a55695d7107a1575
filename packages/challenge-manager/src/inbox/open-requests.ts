import { createHash } from 'node:crypto';
import type { Clock, StateStore } from '@attesta/core';
import type { StateEntry } from '@attesta/core/authoring';
import { ownValue } from '../own-value.js';
import type { ApprovalRecord } from './approval-record.js';
import { openPrefix } from './inbox-keys.js';

/** A slot among an approver's open requests. */
export interface Slot {
  readonly slot: number;
  /** The request that has it; undefined where it is empty. */
  readonly holderId: string | undefined;
  /** 0 where it is empty. */
  readonly version: number;
}

/** A slot that is taken. */
interface TakenSlot extends Slot {
  readonly holderId: string;
  /** Milliseconds since 1970: from then on the slot is free again. */
  readonly until: number;
}

/**
 * The open requests of each approver: numbered slots, of which each is taken by compare-and-set. So no process can open more
 * than there are, and one approver's are found without reading those of the others.
 */
export class OpenRequests {
  readonly #state: StateStore;
  readonly #clock: Clock;
  readonly #slots: number;

  constructor(state: StateStore, clock: Clock, slots: number) {
    this.#state = state;
    this.#clock = clock;
    this.#slots = slots;
  }

  /** The slot to try first, another one for each request: mostly it is empty. */
  likelySlot(requestId: string): Slot {
    return { slot: this.#firstOf(requestId), holderId: undefined, version: 0 };
  }

  /** The slot of a request, or one that it can take; undefined where all are taken. */
  async find(approverId: string, requestId: string): Promise<Slot | undefined> {
    const taken = await this.#taken(approverId);
    const own = taken.find(({ holderId }) => holderId === requestId);
    return own ?? this.#free(taken, this.#firstOf(requestId));
  }

  /** Takes a slot; false where another request was first. The request that had it must be closed and filed before. */
  async take(
    approverId: string,
    { slot, version }: Slot,
    value: { readonly requestId: string; readonly until: number },
  ): Promise<boolean> {
    return (await this.#state.compareAndSet(keyOf(approverId, slot), version, value)) !== undefined;
  }

  /** The ids of an approver's requests, and of some that are closed already. */
  async idsOf(approverId: string): Promise<readonly string[]> {
    return (await this.#taken(approverId)).map(({ holderId }) => holderId);
  }

  /**
   * Frees the slot of a request. One without a decision keeps it for a minute after its opening: opening and withdrawing
   * requests must not notify an approver more often than leaving them open.
   */
  async release({ asked, closing }: ApprovalRecord): Promise<void> {
    const { approverId, requestId, slot } = asked;
    const key = keyOf(approverId, slot);
    const entry = await this.#state.get(key);
    if (entry === undefined || slotIn({ key, ...entry })?.holderId !== requestId) return;
    const until = asked.createdAt + UNDECIDED_MS;
    const isDecided = closing?.status === 'approved' || closing?.status === 'denied';
    if (isDecided || until <= this.#clock.wall()) await this.#state.delete(key, entry.version);
    else await this.#state.compareAndSet(key, entry.version, { requestId, until });
  }

  #firstOf(requestId: string): number {
    return createHash('sha256').update(requestId).digest().readUInt32BE() % this.#slots;
  }

  #free(taken: readonly TakenSlot[], first: number): Slot | undefined {
    const bySlot = new Map(taken.map((slot) => [slot.slot, slot] as const));
    const now = this.#clock.wall();
    for (let step = 0; step < this.#slots; step += 1) {
      const slot = (first + step) % this.#slots;
      const found = bySlot.get(slot);
      if (found === undefined) return { slot, holderId: undefined, version: 0 };
      if (found.until <= now) return found;
    }
    return undefined;
  }

  async #taken(approverId: string): Promise<readonly TakenSlot[]> {
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
}

function keyOf(approverId: string, slot: number): string {
  return `${openPrefix(approverId)}${String(slot).padStart(6, '0')}`;
}

function slotIn({ key, value, version }: StateEntry): TakenSlot | undefined {
  const holderId = ownValue(value, 'requestId');
  const until = ownValue(value, 'until');
  if (typeof holderId !== 'string' || typeof until !== 'number') return undefined;
  return { slot: Number(key.slice(key.lastIndexOf('/') + 1)), holderId, until, version };
}

/** How long a request without a decision keeps its slot, from its opening on. */
export const UNDECIDED_MS = 60_000;
const PAGE = 1000;
