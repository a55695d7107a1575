import type { StateStore } from '@attesta/core';
import { ownValue } from '../own-value.js';
import type { ApprovalRecord, ClosedStatus } from './approval-record.js';
import { closedPrefix } from './inbox-keys.js';

/** The closed requests of each approver, newest first. */
export class ClosedRequests {
  readonly #state: StateStore;

  constructor(state: StateStore) {
    this.#state = state;
  }

  /** Files a closed request. Repeated, it changes nothing. */
  async add({ asked, closing }: ApprovalRecord): Promise<void> {
    if (closing === undefined) return;
    const { approverId, requestId } = asked;
    // The key sorts by time, newest first.
    const order = String(LAST_MOMENT - Math.floor(closing.at)).padStart(16, '0');
    await this.#state.compareAndSet(`${closedPrefix(approverId, closing.status)}${order}-${requestId}`, 0, {
      requestId,
    });
  }

  /** The ids of an approver's closed requests, newest first. */
  async idsOf(approverId: string, status: ClosedStatus, limit: number): Promise<readonly string[]> {
    const entries = await this.#state.list(closedPrefix(approverId, status), { limit });
    return entries.map(({ value }) => String(ownValue(value, 'requestId')));
  }
}

/** The last millisecond of a Date. */
const LAST_MOMENT = 8.64e15;
