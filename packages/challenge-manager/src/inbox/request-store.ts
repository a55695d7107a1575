import type { Clock, JsonValue, StateStore } from '@attesta/core';
import { type RecordBounds, type Update, updateRecord } from '@attesta/core/authoring';
import {
  type ApprovalRecord,
  type AskedRecord,
  expired,
  opened,
  type RecordUpdate,
  type RequestStatus,
  statusOf,
} from './approval-record.js';
import { boundedStore, fulfilledValue, STORE } from './bounded-store.js';
import { ClosedRequests } from './closed-requests.js';
import { newsKey, requestKey } from './inbox-keys.js';
import { OpenRequests, UNDECIDED_MS } from './open-requests.js';
import { readRecord } from './read-record.js';

/** A record and the version it was read at. */
export interface RequestEntry {
  readonly record: ApprovalRecord;
  readonly version: number;
}

/** A change that was made. */
export interface RequestChange<T> extends RecordUpdate<T> {
  /** Whether it was this change that closed the request. */
  readonly hasClosed: boolean;
}

/**
 * All requests, found by id and by approver. The record alone holds the status of a request; the lists by approver are
 * written around it, and the next process that meets a request repairs what a crash left out of them.
 *
 * Every method rejects when the store fails.
 */
export class RequestStore {
  readonly #bounds: RecordBounds;
  readonly #state: StateStore;
  readonly #clock: Clock;
  readonly #open: OpenRequests;
  readonly #closed: ClosedRequests;

  /** @param slots How many requests may await one approver. */
  constructor(state: StateStore, clock: Clock, slots: number) {
    this.#bounds = { state, clock };
    this.#state = boundedStore(state, clock);
    this.#clock = clock;
    this.#closed = new ClosedRequests(this.#state);
    this.#open = new OpenRequests(this.#state, clock, slots);
  }

  async read(requestId: string): Promise<RequestEntry | undefined> {
    const found = await this.#state.get(requestKey(requestId));
    return found && { record: readRecord(found.value), version: found.version };
  }

  /** The first state of a request newer than `version`; undefined when `signal` aborts. Sets no timer. */
  async next(requestId: string, version: number, signal: AbortSignal): Promise<RequestEntry | undefined> {
    const found = await this.#state.watch(requestKey(requestId), version, { signal });
    return found && { record: readRecord(found.value), version: found.version };
  }

  /**
   * Opens a request, unless it exists: reports whether this call opened it, or that the approver has too many. The slot
   * comes first, so that each request has one.
   */
  async open(asked: Omit<AskedRecord, 'slot'>, notifies: boolean): Promise<'opened' | 'met' | 'full'> {
    const { approverId, requestId } = asked;
    const until = Math.max(asked.expiresAt, asked.createdAt + UNDECIDED_MS);
    const slot = await this.#takeSlot(approverId, requestId, until);
    if (slot === undefined) return 'full';
    const record = opened({ ...asked, slot }, notifies);
    const version = await this.#state.compareAndSet(requestKey(requestId), 0, jsonOf(record));
    return version === undefined ? 'met' : 'opened';
  }

  /** Changes a request, and files it where that closed it; undefined where it does not exist. */
  async change<T>(
    requestId: string,
    decide: (record: ApprovalRecord) => RecordUpdate<T>,
  ): Promise<RequestChange<T> | undefined> {
    const settled = await updateRecord(
      this.#bounds,
      requestKey(requestId),
      (value): Update<RequestChange<T> | undefined> => {
        if (value === undefined) return { action: 'keep', result: undefined };
        const before = readRecord(value);
        const { record, result } = decide(before);
        const hasClosed = before.closing === undefined && record.closing !== undefined;
        const change = { record, result, hasClosed };
        if (record === before) return { action: 'keep', result: change };
        return { action: 'write', value: jsonOf(record), result: change };
      },
    );
    const change = fulfilledValue(settled, STORE);
    // It is closed, even if filing it fails.
    if (change?.hasClosed) await this.#file(change.record).catch(() => {});
    return change;
  }

  /** Writes down that a request has expired, where it has; reports whether this call did. */
  async expire(requestId: string): Promise<boolean> {
    const change = await this.change(requestId, (record) => ({
      record: expired(record, this.#clock.wall()),
      result: undefined,
    }));
    return change?.hasClosed === true;
  }

  /** An approver's requests of one status: the pending ones oldest first, the others newest first. */
  async list(approverId: string, status: RequestStatus, limit: number): Promise<readonly ApprovalRecord[]> {
    const open = await this.#open.idsOf(approverId);
    const filed = status === 'pending' ? [] : await this.#closed.idsOf(approverId, status, limit);
    const entries = await Promise.all([...new Set([...open, ...filed])].map((id) => this.read(id)));
    const now = this.#clock.wall();
    const found = entries.flatMap((entry) => (entry === undefined ? [] : [entry.record]));
    return found
      .filter((record) => record.asked.approverId === approverId && statusOf(record, now) === status)
      .sort((a, b) => (status === 'pending' ? a.asked.createdAt - b.asked.createdAt : closedAt(b) - closedAt(a)))
      .slice(0, limit);
  }

  /** Resolves when something has changed for an approver since `version`, or on an abort. */
  async news(approverId: string, version: number, signal: AbortSignal): Promise<void> {
    await this.#state.watch(newsKey(approverId), version, { signal });
  }

  async newsVersion(approverId: string): Promise<number> {
    return (await this.#state.get(newsKey(approverId)))?.version ?? 0;
  }

  /** Wakes the processes that watch for an approver. A call that loses this race was overtaken by a later one, which does as well. */
  async announce(approverId: string): Promise<void> {
    await this.#state.compareAndSet(newsKey(approverId), await this.newsVersion(approverId), null);
  }

  /** Takes a slot, or finds the one that the request has; undefined where all are taken. */
  async #takeSlot(approverId: string, requestId: string, until: number): Promise<number | undefined> {
    let slot = this.#open.likelySlot(requestId);
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      if (slot.holderId === requestId) return slot.slot;
      if (slot.holderId !== undefined) await this.#retire(slot.holderId);
      if (await this.#open.take(approverId, slot, { requestId, until })) return slot.slot;
      const next = await this.#open.find(approverId, requestId);
      if (next === undefined) return undefined;
      slot = next;
    }
    return undefined;
  }

  /** Closes and files an expired request whose slot goes to another one. */
  async #retire(requestId: string): Promise<void> {
    await this.expire(requestId);
    const entry = await this.read(requestId);
    if (entry !== undefined) await this.#closed.add(entry.record);
  }

  async #file(record: ApprovalRecord): Promise<void> {
    await Promise.all([this.#closed.add(record), this.announce(record.asked.approverId)]);
    // Only now: until it is filed it is found in its slot.
    await this.#open.release(record);
  }
}

function jsonOf(record: ApprovalRecord): JsonValue {
  return JSON.parse(JSON.stringify(record));
}

function closedAt({ asked, closing }: ApprovalRecord): number {
  return closing?.at ?? asked.expiresAt;
}

/** Each lost race is a slot that another request took. */
const MOST_TRIES = 101;
