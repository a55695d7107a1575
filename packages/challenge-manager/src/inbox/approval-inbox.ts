import {
  type ApprovalRequest,
  type AuditLog,
  type Clock,
  type NotificationResponse,
  type NotificationService,
  type SendReceipt,
  type StateStore,
  systemClock,
} from '@attesta/core';
import { option, readOptions } from '@attesta/core/authoring';
import { type RandomBytes, systemRandom } from '../random.js';
import type { InboxAnswer } from './answer.js';
import { REQUEST_STATUSES, type RequestStatus } from './approval-record.js';
import { boundedStore } from './bounded-store.js';
import { InboxEvents } from './inbox-events.js';
import { requestKey } from './inbox-keys.js';
import { type InboxRequest, inboxRequest } from './inbox-request.js';
import { responseTo } from './inbox-response.js';
import type { Deliver } from './notify-approver.js';
import { readRecord } from './read-record.js';
import { RequestFiles } from './request-store.js';
import { type Sending, sendRequest } from './send-request.js';
import { type Answering, type Authenticate, type InboxDecision, takeAnswer } from './take-answer.js';
import { withdrawRequest } from './withdraw-request.js';

/** Options of `ApprovalInbox`. */
export interface ApprovalInboxOptions {
  /** Keeps the requests, for every process that has to do with them. */
  readonly state: StateStore;
  /** Tells an approver that a request awaits them. Default: nobody is told, they look. */
  readonly deliver?: Deliver | undefined;
  /** Vouches for who answers with a code. Default: only the token that `deliver` carried proves anything. */
  readonly authenticate?: Authenticate | undefined;
  /** Is told what is asked, decided, refused, closed, and answered too late. */
  readonly auditLog?: AuditLog | undefined;
  /** Default: the system's. */
  readonly clock?: Clock | undefined;
  /** Seconds for which an approval may be carried out. Default 300. */
  readonly executeBySeconds?: number | undefined;
  /** How many requests may await one approver, 1 to 100,000. Default 20. */
  readonly maxOpen?: number | undefined;
  /** True: critical calls are approved without the number at the requester's end, for agents without a screen. */
  readonly unsafeWithoutNumber?: boolean | undefined;
  /** For tokens and numbers. Default: node:crypto's. */
  readonly random?: RandomBytes | undefined;
}

/** Which requests. */
export interface InboxQuery {
  readonly approverId: string;
  /** Default `pending`. */
  readonly status?: RequestStatus | undefined;
  /** At most so many, 1 to 100,000. Default 100. */
  readonly limit?: number | undefined;
}

/**
 * A notification service that keeps requests in a state store: they outlive a crash, are decided from any process by who
 * proves to be the approver, and decided once.
 *
 * @throws AttestaError (`invalid_option`) from every method, for an argument that is none. Every method rejects when the
 * store fails; then nothing is known of what it did.
 * @example
 * const inbox = new ApprovalInbox({ state, deliver: deliverToFile('/run/attesta/inbox') });
 * new ManagerApprovalChallenge({ notificationService: inbox, managerResolver });
 * // elsewhere
 * await inbox.decide(requestId, { verdict: 'approved', responderId: 'grace', proof: { token }, number: '482913' });
 */
export class ApprovalInbox implements NotificationService {
  readonly #state: StateStore;
  readonly #clock: Clock;
  readonly #files: RequestFiles;
  readonly #sending: Sending;
  readonly #answering: Answering;

  constructor(options: ApprovalInboxOptions) {
    const given = readOptions<ApprovalInboxOptions>('ApprovalInbox', options, RULES);
    const { clock = systemClock, deliver, authenticate, random = systemRandom, executeBySeconds = 300 } = given;
    const state = boundedStore(given.state, clock);
    const files = new RequestFiles(state, clock, given.maxOpen ?? 20);
    const events = new InboxEvents(given.auditLog, clock);
    const asksForNumber = given.unsafeWithoutNumber !== true;
    this.#state = state;
    this.#clock = clock;
    this.#files = files;
    this.#sending = { files, events, state, clock, random, deliver, asksForNumber };
    this.#answering = { files, events, clock, authenticate, executeBySeconds };
  }

  /** Opens a request, or meets it, and tells the approver, once. A critical one comes back with a new number each time. */
  async send(
    managerId: string,
    message: string,
    requestId: string,
    request?: ApprovalRequest,
  ): Promise<SendReceipt | undefined> {
    return await sendRequest(this.#sending, { managerId, message, requestId, request });
  }

  async checkResponse(requestId: string): Promise<NotificationResponse | null> {
    const entry = await this.#files.read(checked(requestId));
    return entry === undefined ? null : responseTo(entry.record, this.#clock.wall());
  }

  /** Waits on the store, without looking again and again and without a timer. */
  async waitForResponse(
    requestId: string,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<NotificationResponse | null> {
    for (let version = 0; ; ) {
      const found = await this.#state.watch(requestKey(checked(requestId)), version, { signal });
      if (found === undefined) return null;
      const response = responseTo(readRecord(found.value), this.#clock.wall());
      if (response !== null) return response;
      ({ version } = found);
    }
  }

  /** Closes a request that nobody waits for any more. One that is unknown or closed stays as it is. */
  async withdraw(requestId: string, reason: string): Promise<void> {
    await withdrawRequest(this.#sending, checked(requestId), reason);
  }

  /** What there is to see of a request. */
  async get(requestId: string): Promise<InboxRequest | undefined> {
    const entry = await this.#files.read(checked(requestId));
    return entry && inboxRequest(entry.record, this.#clock.wall());
  }

  /** An approver's requests: what is pending in the order it came, anything else the last first. */
  async list(query: InboxQuery): Promise<readonly InboxRequest[]> {
    const {
      approverId,
      status = 'pending',
      limit = 100,
    } = readOptions<InboxQuery>('ApprovalInbox.list', query, QUERY_RULES);
    const records = await this.#files.list(approverId, status, limit);
    return records.map((record) => inboxRequest(record, this.#clock.wall()));
  }

  /** What awaits an approver, now and each time that something changes for them, until `signal` aborts. */
  async *watch(
    approverId: string,
    { signal }: { readonly signal: AbortSignal },
  ): AsyncGenerator<readonly InboxRequest[], void, void> {
    while (!signal.aborted) {
      const version = await this.#files.newsVersion(approverId);
      yield await this.list({ approverId });
      await this.#files.news(approverId, version, signal);
    }
  }

  /** Answers a request. The first valid answer is final; one that is refused is a result, and no exception. */
  async decide(requestId: string, answer: InboxAnswer): Promise<InboxDecision> {
    return await takeAnswer(this.#answering, checked(requestId), answer);
  }
}

/** @throws AttestaError (`invalid_option`) when it is no id. */
function checked(requestId: string): string {
  return readOptions<{ requestId: string }>('ApprovalInbox', { requestId }, { requestId: ID }).requestId;
}

const ID = option.required(option.id);

const RULES = {
  state: option.required(option.with('get', 'compareAndSet', 'delete', 'list', 'watch')),
  deliver: option.function,
  authenticate: option.function,
  auditLog: option.with('record'),
  clock: option.with('wall', 'monotonic', 'after', 'sleep'),
  executeBySeconds: option.seconds,
  maxOpen: option.integer(1, 100_000),
  unsafeWithoutNumber: option.boolean,
  random: option.function,
};

const QUERY_RULES = {
  approverId: ID,
  status: option.oneOf(REQUEST_STATUSES),
  limit: option.integer(1, 100_000),
};
