import type { Clock, StateStore } from '@attesta/core';
import { type ApprovalRecord, type AskedRecord, closed, type RequestStatus, statusOf } from './approval-record.js';
import { ClosedRequests } from './closed-requests.js';
import { newsKey } from './inbox-keys.js';
import { OpenRequests, UNDECIDED_MS } from './open-requests.js';
import { type Change, type LedgerEntry, RequestLedger, type Step } from './request-ledger.js';

/**
 * All requests, found by id and by approver. The record alone says where a request stands; what lists it by approver is
 * written around it, and whatever a crash leaves out of that is made up for by the next who meets it.
 */
export class RequestFiles {
  readonly #state: StateStore;
  readonly #clock: Clock;
  readonly #ledger: RequestLedger;
  readonly #open: OpenRequests;
  readonly #closed: ClosedRequests;

  constructor(state: StateStore, clock: Clock, places: number) {
    this.#state = state;
    this.#clock = clock;
    this.#ledger = new RequestLedger(state);
    this.#closed = new ClosedRequests(state);
    this.#open = new OpenRequests(state, clock, places, (requestId) => this.#retire(requestId));
  }

  async read(requestId: string): Promise<LedgerEntry | undefined> {
    return await this.#ledger.read(requestId);
  }

  /**
   * Opens a request, unless there is one: tells whether it was this call that did, or that the approver has too many. The
   * place comes first, so that no request is without one.
   */
  async open(asked: Omit<AskedRecord, 'slot'>, isTold: boolean): Promise<'opened' | 'met' | 'full'> {
    const { approverId, requestId } = asked;
    const until = Math.max(asked.expiresAt, asked.createdAt + UNDECIDED_MS);
    const slot = await this.#open.take(approverId, requestId, until);
    if (slot === undefined) return 'full';
    const created = await this.#ledger.create({
      asked: { ...asked, slot },
      tellingUntil: isTold ? 0 : undefined,
      tokenHash: undefined,
      number: undefined,
      misses: 0,
      closing: undefined,
    });
    return created === undefined ? 'met' : 'opened';
  }

  /** Takes a step on a request, and files it where that closed it; undefined where there is none. */
  async change<T>(requestId: string, step: (record: ApprovalRecord) => Step<T>): Promise<Change<T> | undefined> {
    const change = await this.#ledger.change(requestId, step);
    if (change?.hasClosed) {
      // It is closed, whatever becomes of this.
      await this.#file(change.record).catch(() => {});
    }
    return change;
  }

  /** Writes down that a request's time is over, where it is; tells whether it was this call that did. */
  async expire(requestId: string): Promise<boolean> {
    const expired = await this.change(requestId, (record) => {
      const at = record.asked.expiresAt;
      const isOver = record.closing === undefined && at <= this.#clock.wall();
      return { record: isOver ? closed(record, { status: 'expired', at }) : record, outcome: undefined };
    });
    return expired?.hasClosed === true;
  }

  /** An approver's requests of one status: what is pending in the order it came, the rest the last first. */
  async list(approverId: string, status: RequestStatus, limit: number): Promise<readonly ApprovalRecord[]> {
    const open = await this.#open.idsOf(approverId);
    const filed = status === 'pending' ? [] : await this.#closed.idsOf(approverId, status, limit);
    const entries = await Promise.all([...new Set([...open, ...filed])].map((id) => this.#ledger.read(id)));
    const now = this.#clock.wall();
    const found = entries.flatMap((entry) => (entry === undefined ? [] : [entry.record]));
    return found
      .filter((record) => record.asked.approverId === approverId && statusOf(record, now) === status)
      .sort((a, b) => (status === 'pending' ? a.asked.createdAt - b.asked.createdAt : closedAt(b) - closedAt(a)))
      .slice(0, limit);
  }

  /** Resolves when something has changed for an approver since `version`, or on an abort; tells the version then. */
  async news(approverId: string, version: number, signal: AbortSignal): Promise<void> {
    await this.#state.watch(newsKey(approverId), version, { signal });
  }

  async newsVersion(approverId: string): Promise<number> {
    return (await this.#state.get(newsKey(approverId)))?.version ?? 0;
  }

  /** Wakes who watches for an approver. Whoever loses this race was overtaken by a later announcement, which does as well. */
  async announce(approverId: string): Promise<void> {
    await this.#state.compareAndSet(newsKey(approverId), await this.newsVersion(approverId), null);
  }

  /** A request whose place is to be another's. */
  async #retire(requestId: string): Promise<void> {
    await this.expire(requestId);
    const entry = await this.#ledger.read(requestId);
    if (entry !== undefined) await this.#closed.add(entry.record);
  }

  async #file(record: ApprovalRecord): Promise<void> {
    await Promise.all([this.#closed.add(record), this.announce(record.asked.approverId)]);
    // Only now: until it is filed it is found in its place.
    await this.#open.release(record);
  }
}

function closedAt({ asked, closing }: ApprovalRecord): number {
  return closing?.at ?? asked.expiresAt;
}
