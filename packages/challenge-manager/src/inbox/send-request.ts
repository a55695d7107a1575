import type { ApprovalRequest, Clock, SendReceipt, StateStore } from '@attesta/core';
import { option, readOptions, resembles } from '@attesta/core/authoring';
import type { RandomBytes } from '../random.js';
import { statusOf } from './approval-record.js';
import type { InboxEvents } from './inbox-events.js';
import { requestersIn } from './judge-answer.js';
import { issueNumber, NUMBER_SECONDS } from './matching-number.js';
import { type Deliver, tellApprover } from './notify-approver.js';
import { requestIn } from './read-record.js';
import type { RequestFiles } from './request-store.js';

/** By what a request is sent. */
export interface Sending {
  readonly files: RequestFiles;
  readonly events: InboxEvents;
  readonly state: StateStore;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly deliver: Deliver | undefined;
  readonly asksForNumber: boolean;
}

/** What is sent, as `NotificationService.send` has it. */
export interface Sent {
  readonly managerId: string;
  readonly message: string;
  readonly requestId: string;
  readonly request: ApprovalRequest | undefined;
}

/**
 * Opens a request, or meets it, and tells the approver, once.
 *
 * @throws AttestaError (`invalid_option`) for what is no request; TypeError where the id is that of another one.
 */
export async function sendRequest(sending: Sending, given: Sent): Promise<SendReceipt | undefined> {
  const { files, events, clock, deliver } = sending;
  const { managerId: approverId, message, requestId } = readOptions<Sent>('ApprovalInbox.send', given, RULES);
  const request = given.request === undefined ? undefined : requestIn(given.request);
  if (requestersIn(request).some((requester) => resembles(requester, approverId))) return { refused: SELF_APPROVAL };
  const createdAt = clock.wall();
  const expiresAt = request?.expiresAt ?? createdAt + DEFAULT_SECONDS * 1000;
  const needsNumber = sending.asksForNumber && isCritical(request);
  const asked = { requestId, approverId, message, request, createdAt, expiresAt, needsNumber };

  const known = await files.read(requestId);
  const opened = known === undefined ? await files.open(asked, deliver !== undefined) : 'met';
  if (opened === 'full') {
    await events.record('approval_refused', { requestId, approverId, reason: TOO_MANY });
    return { refused: TOO_MANY };
  }
  // Without its digest: where a secret is short, whoever reads the record could find it by trying.
  if (opened === 'opened') await events.record('approval_requested', { requestId, approverId });
  if (opened === 'met') await mustBeTheSame(files, given);
  // Again where it was met: who opened it may have died before it told anybody.
  await files.announce(approverId);
  if (deliver !== undefined) await tellApprover({ ...sending, deliver }, requestId);
  return await showNumber(sending, requestId);
}

/** A request's id stands for one action and one approver. */
async function mustBeTheSame(files: RequestFiles, { requestId, managerId, request }: Sent): Promise<void> {
  const met = await files.read(requestId);
  const { approverId, request: asked } = met?.record.asked ?? {};
  if (approverId !== managerId || asked?.digest !== request?.digest) {
    throw new TypeError('ApprovalInbox.send: this request id was used for another request.');
  }
}

/** Gives a critical request a number, in place of the one before, for the requester's end to show. */
async function showNumber({ files, clock, random }: Sending, requestId: string): Promise<SendReceipt | undefined> {
  const entry = await files.read(requestId);
  if (!entry?.record.asked.needsNumber) return undefined;
  const { shown, kept } = issueNumber(random, clock.wall());
  const change = await files.change(requestId, (record) => {
    const isPending = statusOf(record, clock.wall()) === 'pending';
    return { record: isPending ? { ...record, number: kept } : record, outcome: isPending };
  });
  if (!change?.outcome) return undefined;
  const number = `${shown.slice(0, 3)} ${shown.slice(3)}`;
  return {
    showToRequester: `The approver needs this number from you, and types it to approve: ${number}`,
    validSeconds: NUMBER_SECONDS,
  };
}

/** Whether its level is critical; what is not known to be less is. */
function isCritical(request: ApprovalRequest | undefined): boolean {
  const level = request?.riskLevel;
  return !(level === 'low' || level === 'medium' || level === 'high');
}

const SELF_APPROVAL = 'self-approval not allowed';
/** More requests await the approver than may. */
const TOO_MANY = 'too_many_requests';
/** How long a request waits that does not say it. */
const DEFAULT_SECONDS = 3600;

const RULES = {
  managerId: option.required(option.id),
  message: option.required({ allowed: 'a text', accepts: (value: unknown) => typeof value === 'string' }),
  requestId: option.required(option.id),
  request: { allowed: 'an object', accepts: (value: unknown) => typeof value === 'object' && value !== null },
};
