import type { ApprovalRequest, Clock, StateStore } from '@attesta/core';
import { deadlineIn, within } from '@attesta/core/authoring';
import type { RandomBytes } from '../random.js';
import { type ApprovalRecord, statusOf } from './approval-record.js';
import { requestKey } from './inbox-keys.js';
import type { RequestFiles } from './request-store.js';
import { issueToken } from './response-token.js';

/** What an approver is told. */
export interface ApproverNotice {
  readonly requestId: string;
  readonly approverId: string;
  /** Ready to be read, one line for each field. */
  readonly message: string;
  /** The same as data, where the sender gave it. */
  readonly request: ApprovalRequest | undefined;
  /** Proves, once, that its holder is the approver: it is to reach nobody else, and no log. */
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Carries a notice to its approver. What throws, rejects or takes more than 10 seconds counts as not delivered. */
export type Deliver = (notice: ApproverNotice) => void | Promise<void>;

/** By what an approver is told. */
export interface Telling {
  readonly files: RequestFiles;
  readonly state: StateStore;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly deliver: Deliver;
}

/**
 * Tells the approver of a request, unless they were told. Of several at once, over all processes, one does and the others wait
 * for what comes of it; one that died at it is replaced after ten seconds, under a token of its own.
 *
 * @throws whatever the channel threw.
 */
export async function tellApprover(telling: Telling, requestId: string): Promise<void> {
  const { files, state, clock, random } = telling;
  for (;;) {
    const entry = await files.read(requestId);
    const until = entry?.record.tellingUntil;
    if (entry === undefined || until === undefined || statusOf(entry.record, clock.wall()) !== 'pending') return;
    const left = until - clock.wall();
    if (left > 0) {
      await newsOf(state, requestId, entry.version, clock, left / 1000);
      continue;
    }
    const { token, hash } = issueToken(random);
    const mine = clock.wall() + TELLING_SECONDS * 1000;
    const claim = await files.change(requestId, (record) => {
      const isFree = record.closing === undefined && record.tellingUntil === until;
      return { record: isFree ? { ...record, tellingUntil: mine, tokenHash: hash } : record, outcome: isFree };
    });
    if (claim?.outcome) return await deliverOnce(telling, claim.record, token);
  }
}

async function deliverOnce({ files, clock, deliver }: Telling, record: ApprovalRecord, token: string): Promise<void> {
  const { requestId, approverId, message, request, expiresAt } = record.asked;
  const notice = Object.freeze({ requestId, approverId, message, request, token, expiresAt });
  const told = await within(async () => deliver(notice), { clock, deadline: deadlineIn(clock, TELLING_SECONDS) });
  const tellingUntil = told.status === 'fulfilled' ? undefined : 0;
  await files.change(requestId, (latest) => ({
    record: latest.tellingUntil === record.tellingUntil ? { ...latest, tellingUntil } : latest,
    outcome: undefined,
  }));
  if (told.status === 'rejected') throw told.reason;
  if (told.status !== 'fulfilled') throw new Error('The channel to the approver does not answer.');
}

/** Waits until a request changes, or for so many seconds. */
async function newsOf(
  state: StateStore,
  requestId: string,
  version: number,
  clock: Clock,
  seconds: number,
): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  await within(() => state.watch(requestKey(requestId), version, { signal }), {
    clock,
    deadline: deadlineIn(clock, seconds),
  });
  controller.abort();
}

/** After so long who tells counts as hanging, or dead. */
const TELLING_SECONDS = 10;
