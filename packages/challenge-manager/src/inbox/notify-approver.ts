import type { Clock } from '@attesta/core';
import { callDependency, deadlineIn, within } from '@attesta/core/authoring';
import type { RandomBytes } from '../random.js';
import { type ApprovalRecord, claimed, notified, statusOf } from './approval-record.js';
import { fulfilledValue } from './bounded-store.js';
import type { Deliver } from './deliver.js';
import type { RequestStore } from './request-store.js';
import { issueToken } from './response-secrets.js';

/** The parts of an inbox that a notice takes. */
export interface NotifyDependencies {
  readonly requests: RequestStore;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly deliver: Deliver;
}

/**
 * Notifies the approver of a request, once. Of several processes at once, one does and the others wait for its result; one
 * that died is replaced after ten seconds, under a token of its own.
 *
 * @throws The error of the channel.
 */
export async function notifyApprover(dependencies: NotifyDependencies, requestId: string): Promise<void> {
  const { requests, clock, random } = dependencies;
  for (;;) {
    const entry = await requests.read(requestId);
    const free = entry?.record.notifyingUntil;
    if (entry === undefined || free === undefined || statusOf(entry.record, clock.wall()) !== 'pending') return;
    const left = free - clock.wall();
    if (left > 0) {
      await awaitChange(dependencies, requestId, entry.version, left / 1000);
      continue;
    }
    const { token, hash } = issueToken(random);
    const claim = { free, until: clock.wall() + CLAIM_SECONDS * 1000, tokenHash: hash };
    const change = await requests.change(requestId, (record) => claimed(record, claim));
    if (change?.result) return await deliverOnce(dependencies, change.record, token);
  }
}

async function deliverOnce(
  { requests, clock, deliver }: NotifyDependencies,
  { asked, notifyingUntil }: ApprovalRecord,
  token: string,
): Promise<void> {
  const { requestId, approverId, message, request, expiresAt } = asked;
  const notice = Object.freeze({ requestId, approverId, message, request, token, expiresAt });
  const delivered = await callDependency({ clock }, () => deliver(notice));
  const isDelivered = delivered.status === 'fulfilled';
  await requests.change(requestId, (record) => ({
    record: notified(record, notifyingUntil, isDelivered),
    result: undefined,
  }));
  fulfilledValue(delivered, 'The channel to the approver');
}

/** Waits until a request changes, or for so many seconds. */
async function awaitChange(
  { requests, clock }: NotifyDependencies,
  requestId: string,
  version: number,
  seconds: number,
): Promise<void> {
  const controller = new AbortController();
  await within(() => requests.next(requestId, version, controller.signal), {
    clock,
    deadline: deadlineIn(clock, seconds),
  });
  controller.abort();
}

/** How long a claim to notify lasts: as long as a dependency may take. */
const CLAIM_SECONDS = 10;
