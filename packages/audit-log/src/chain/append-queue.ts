import { AuditLogError } from '../errors.js';
import type { Draft } from '../record/draft.js';

/** A record to append, or `checkpoint` to sign the records that are not signed yet. */
export type AppendRequest = Draft | 'checkpoint';

/** An append request and the promise that waits for it. */
export interface PendingAppend {
  readonly request: AppendRequest;
  readonly resolve: (receipt: string) => void;
  readonly reject: (error: unknown) => void;
}

/** The append requests that wait, in their order; bounded in number and size. */
export class AppendQueue {
  #pending: PendingAppend[] = [];
  #size = 0;

  get isEmpty(): boolean {
    return this.#pending.length === 0;
  }

  /** @throws AuditLogError (`overloaded`). */
  add(pending: PendingAppend): void {
    if (this.#pending.length >= MOST_WAITING || this.#size >= MOST_CHARACTERS_WAITING) {
      throw new AuditLogError('overloaded', 'Too many records wait. The log store is slower than the calls.');
    }
    this.#pending.push(pending);
    this.#size += sizeOf(pending.request);
  }

  /** Removes the first requests, as many as go into one append. */
  take(): readonly PendingAppend[] {
    let count = 0;
    let size = 0;
    for (const { request } of this.#pending) {
      const next = size + sizeOf(request);
      if (count >= MOST_AT_ONCE || (count > 0 && next > MOST_CHARACTERS_AT_ONCE)) break;
      count += 1;
      size = next;
    }
    this.#size -= size;
    return this.#pending.splice(0, count);
  }
}

function sizeOf(request: AppendRequest): number {
  return request === 'checkpoint' ? 0 : request.json.length;
}

const MOST_WAITING = 10_000;
const MOST_CHARACTERS_WAITING = 100e6;
const MOST_AT_ONCE = 500;
const MOST_CHARACTERS_AT_ONCE = 4e6;
