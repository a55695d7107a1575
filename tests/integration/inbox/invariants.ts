import assert from 'node:assert/strict';
import type { InboxRequest } from '@attesta/challenge-manager';
import type { Mortal } from './mortal.js';

/** What the outside world has seen of a history so far. */
export interface Seen {
  /** Each effect with the call that had it and the request on whose approval it ran. */
  readonly effects: readonly { readonly callId: string; readonly requestId: string }[];
  /** What the approvers were told, and by which process. */
  readonly notices: readonly { readonly requestId: string; readonly token: string; readonly by: Mortal }[];
  /** What those who answered were told: how they decided. */
  readonly decided: ReadonlyMap<string, string>;
}

/** What must hold of an inbox after each step, whatever happened. */
export class Invariants {
  readonly #closings = new Map<string, string>();
  readonly #deadlines = new Map<string, number>();

  examine(requests: readonly InboxRequest[], { effects, notices, decided }: Seen): void {
    const callIds = effects.map(({ callId }) => callId);
    assert.equal(new Set(callIds).size, callIds.length, 'A call has its effect once.');
    const spent = effects.map(({ requestId }) => requestId);
    assert.equal(new Set(spent).size, spent.length, 'An approval lets one call run.');
    const known = new Set(requests.map(({ requestId }) => requestId));
    for (const { requestId } of notices) assert(known.has(requestId), 'No record is lost.');
    for (const request of requests) {
      this.#examineOne(request, decided.get(request.requestId));
      const tellers = notices.filter(({ requestId }) => requestId === request.requestId).map(({ by }) => by);
      const isDue = tellers.slice(0, -1).every(({ isDead }) => isDead);
      assert(isDue, 'Nobody is told again but by who finds the teller dead.');
    }
  }

  /** All that is pending is listed, and no more than may be is open. */
  examineListings(
    requests: readonly InboxRequest[],
    listings: readonly (readonly InboxRequest[])[],
    mostOpen: number,
  ): void {
    const pending = requests.filter(({ status }) => status === 'pending').map(({ requestId }) => requestId);
    const listed = listings.flat().map(({ requestId }) => requestId);
    assert.deepEqual(new Set(listed), new Set(pending), 'What is listed is what is pending.');
    for (const listing of listings) assert(listing.length <= mostOpen, 'No more is open than may be.');
  }

  #examineOne({ requestId, status, responderId, expiresAt }: InboxRequest, told: string | undefined): void {
    assert.equal(expiresAt, this.#deadlines.get(requestId) ?? expiresAt, 'A deadline does not change.');
    this.#deadlines.set(requestId, expiresAt);
    const closing = status === 'pending' ? undefined : `${status} by ${responderId}`;
    assert.equal(closing, this.#closings.get(requestId) ?? closing, 'What is closed stays as it is.');
    if (closing !== undefined) this.#closings.set(requestId, closing);
    if (told !== undefined) assert.equal(status, told, 'What was told is what is kept.');
    if (status === 'approved') assert.equal(responderId, 'grace', 'Only who was asked approves.');
  }
}
