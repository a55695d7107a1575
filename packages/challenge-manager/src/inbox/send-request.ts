import { type ApprovalRequest, AttestaError, type Clock, type SendReceipt } from '@attesta/core';
import { option, readOptions, resembles, rule } from '@attesta/core/authoring';
import { clipped } from '../own-value.js';
import type { RandomBytes } from '../random.js';
import { numbered, withdrawn } from './approval-record.js';
import type { Deliver } from './deliver.js';
import type { InboxEvents } from './inbox-events.js';
import { requestersIn } from './judge-answer.js';
import { notifyApprover } from './notify-approver.js';
import { requestIn } from './read-record.js';
import type { RequestStore } from './request-store.js';
import { issueNumber, NUMBER_SECONDS } from './response-secrets.js';

/** The parts of an inbox that a request takes. */
export interface SendDependencies {
  readonly requests: RequestStore;
  readonly events: InboxEvents;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly deliver: Deliver | undefined;
  readonly asksForNumber: boolean;
}

/** The arguments of `NotificationService.send`. */
export interface SendInput {
  readonly managerId: string;
  readonly message: string;
  readonly requestId: string;
  readonly request: ApprovalRequest | undefined;
}

/**
 * Opens a request, or meets it, and notifies the approver, once.
 *
 * @throws AttestaError: `invalid_option` for an invalid request; `request_mismatch` where the id was used for another one.
 */
export async function sendRequest(dependencies: SendDependencies, given: SendInput): Promise<SendReceipt | undefined> {
  const { requests, events, clock, deliver } = dependencies;
  const { managerId: approverId, message, requestId } = readOptions<SendInput>('ApprovalInbox.send', given, RULES);
  const request = given.request === undefined ? undefined : requestIn(given.request);
  if (requestersIn(request).some((requester) => resembles(requester, approverId))) return { refused: SELF_APPROVAL };
  const createdAt = clock.wall();
  const expiresAt = request?.expiresAt ?? createdAt + DEFAULT_SECONDS * 1000;
  const needsNumber = dependencies.asksForNumber && isCritical(request);
  const asked = { requestId, approverId, message, request, createdAt, expiresAt, needsNumber };

  const known = await requests.read(requestId);
  const opened = known === undefined ? await requests.open(asked, deliver !== undefined) : 'met';
  if (opened === 'full') {
    await events.record('approval_refused', { requestId, approverId, reason: TOO_MANY });
    return { refused: TOO_MANY };
  }
  // Without its digest: a reader of the record could find a short secret by trying.
  if (opened === 'opened') await events.record('approval_requested', { requestId, approverId });
  if (opened === 'met') await mustBeTheSame(requests, given);
  // Again where it was met: the process that opened it may have died before.
  await requests.announce(approverId);
  if (deliver !== undefined) await notifyApprover({ ...dependencies, deliver }, requestId);
  return await showNumber(dependencies, requestId);
}

/** Closes a request that is not waited for any more. One that is unknown or closed stays as it is. */
export async function withdrawRequest(
  { requests, events, clock }: Pick<SendDependencies, 'requests' | 'events' | 'clock'>,
  requestId: string,
  given: string,
): Promise<void> {
  const reason = clipped(String(given));
  const change = await requests.change(requestId, (record) => withdrawn(record, reason, clock.wall()));
  if (!change?.hasClosed) return;
  const { approverId } = change.record.asked;
  await events.record('approval_closed', { requestId, approverId, status: change.result, reason });
}

/** A request's id stands for one action and one approver. */
async function mustBeTheSame(requests: RequestStore, { requestId, managerId, request }: SendInput): Promise<void> {
  const met = await requests.read(requestId);
  const { approverId, request: asked } = met?.record.asked ?? {};
  if (approverId !== managerId || asked?.digest !== request?.digest) {
    throw new AttestaError(
      'request_mismatch',
      'ApprovalInbox.send: requestId must be new, got the id of another request. Use an id of its own for each request.',
    );
  }
}

/** Gives a critical request a new number, for the requester's end to show. */
async function showNumber(
  { requests, clock, random }: SendDependencies,
  requestId: string,
): Promise<SendReceipt | undefined> {
  const entry = await requests.read(requestId);
  if (!entry?.record.asked.needsNumber) return undefined;
  const { shown, kept } = issueNumber(random, clock.wall());
  const change = await requests.change(requestId, (record) => numbered(record, kept, clock.wall()));
  if (!change?.result) return undefined;
  const number = `${shown.slice(0, 3)} ${shown.slice(3)}`;
  return {
    showToRequester: `The approver needs this number from you, and types it to approve: ${number}`,
    validSeconds: NUMBER_SECONDS,
  };
}

/** Whether its level is critical, or unknown. */
function isCritical(request: ApprovalRequest | undefined): boolean {
  const level = request?.riskLevel;
  return !(level === 'low' || level === 'medium' || level === 'high');
}

const SELF_APPROVAL = 'self-approval not allowed';
/** Too many requests await the approver. */
const TOO_MANY = 'too_many_requests';
/** How long a request without a deadline waits. */
const DEFAULT_SECONDS = 3600;

const RULES = {
  managerId: option.required(option.id),
  message: option.required(rule('a string', (value) => typeof value === 'string')),
  requestId: option.required(option.id),
  request: rule('an object', (value) => typeof value === 'object' && value !== null),
};
