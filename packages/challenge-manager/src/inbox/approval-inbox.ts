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
import type { Deliver } from './deliver.js';
import { InboxEvents } from './inbox-events.js';
import { type InboxRequest, inboxRequest, responseTo } from './inbox-request.js';
import { RequestStore } from './request-store.js';
import { type SendDependencies, sendRequest, withdrawRequest } from './send-request.js';
import { type AnswerDependencies, type Authenticate, type InboxDecision, takeAnswer } from './take-answer.js';

/** Options of `ApprovalInbox`. */
export interface ApprovalInboxOptions {
  /** Keeps the requests, for every process that sends or answers them. */
  readonly state: StateStore;
  /** Notifies an approver that a request awaits them. Default: they look into the inbox themselves. */
  readonly deliver?: Deliver | undefined;
  /** Vouches for a responder who answers with a code. Default: only the token of a notice is a proof. */
  readonly authenticate?: Authenticate | undefined;
  /** Records each request, decision, refusal, closing and late answer. */
  readonly auditLog?: AuditLog | undefined;
  /** Default: the system's. */
  readonly clock?: Clock | undefined;
  /** Seconds within which an approval must be used. Default 300. */
  readonly executeBySeconds?: number | undefined;
  /** How many requests may await one approver, 1 to 100,000. Default 20. */
  readonly maxOpen?: number | undefined;
  /** True: critical calls are approved without the number at the requester's end, for agents without a screen. */
  readonly unsafeWithoutNumber?: boolean | undefined;
  /** For tokens and numbers. Default: node:crypto's. */
  readonly random?: RandomBytes | undefined;
}

/** Which requests to list. */
export interface InboxQuery {
  readonly approverId: string;
  /** Default `pending`. */
  readonly status?: RequestStatus | undefined;
  /** At most so many, 1 to 100,000. Default 100. */
  readonly limit?: number | undefined;
}

/**
 * A notification service that keeps requests in a state store: they outlive a crash, and the approver decides each one once,
 * from any process, with a proof of who they are.
 *
 * @throws AttestaError (`invalid_option`) from every method, for an invalid argument. Every method rejects when the store
 * fails; whether it took effect is unknown then.
 * @example
 * const inbox = new ApprovalInbox({ state, deliver: deliverToFile('/run/attesta/inbox') });
 * new ManagerApprovalChallenge({ notificationService: inbox, managerResolver });
 * // elsewhere
 * await inbox.decide(requestId, { verdict: 'approved', responderId: 'grace', proof: { token }, number: '482913' });
 */
export class ApprovalInbox implements NotificationService {
  readonly #clock: Clock;
  readonly #requests: RequestStore;
  readonly #forSending: SendDependencies;
  readonly #forAnswers: AnswerDependencies;

  constructor(options: ApprovalInboxOptions) {
    const given = readOptions<ApprovalInboxOptions>('ApprovalInbox', options, RULES);
    const { clock = systemClock, deliver, authenticate, random = systemRandom, executeBySeconds = 300 } = given;
    const requests = new RequestStore(given.state, clock, given.maxOpen ?? 20);
    const events = new InboxEvents(given.auditLog, clock);
    const asksForNumber = given.unsafeWithoutNumber !== true;
    this.#clock = clock;
    this.#requests = requests;
    this.#forSending = { requests, events, clock, random, deliver, asksForNumber };
    this.#forAnswers = { requests, events, clock, authenticate, executeBySeconds };
  }

  /** Opens a request, or meets it, and notifies the approver, once. A critical one comes back with a new number each time. */
  async send(
    managerId: string,
    message: string,
    requestId: string,
    request?: ApprovalRequest,
  ): Promise<SendReceipt | undefined> {
    return await sendRequest(this.#forSending, { managerId, message, requestId, request });
  }

  async checkResponse(requestId: string): Promise<NotificationResponse | null> {
    const entry = await this.#requests.read(checked(requestId));
    return entry === undefined ? null : responseTo(entry.record, this.#clock.wall());
  }

  /** Waits on the store, without looking again and again and without a timer. */
  async waitForResponse(
    requestId: string,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<NotificationResponse | null> {
    for (let version = 0; ; ) {
      const entry = await this.#requests.next(checked(requestId), version, signal);
      if (entry === undefined) return null;
      const response = responseTo(entry.record, this.#clock.wall());
      if (response !== null) return response;
      ({ version } = entry);
    }
  }

  /** Closes a request that is not waited for any more. One that is unknown or closed stays as it is. */
  async withdraw(requestId: string, reason: string): Promise<void> {
    await withdrawRequest(this.#forSending, checked(requestId), reason);
  }

  /** A request without its secrets; undefined for an unknown id. */
  async get(requestId: string): Promise<InboxRequest | undefined> {
    const entry = await this.#requests.read(checked(requestId));
    return entry && inboxRequest(entry.record, this.#clock.wall());
  }

  /** An approver's requests: the pending ones oldest first, the others newest first. */
  async list(query: InboxQuery): Promise<readonly InboxRequest[]> {
    const {
      approverId,
      status = 'pending',
      limit = 100,
    } = readOptions<InboxQuery>('ApprovalInbox.list', query, QUERY_RULES);
    const records = await this.#requests.list(approverId, status, limit);
    return records.map((record) => inboxRequest(record, this.#clock.wall()));
  }

  /** The pending requests of an approver, now and after each change for them, until `signal` aborts. */
  async *watch(
    approverId: string,
    { signal }: { readonly signal: AbortSignal },
  ): AsyncGenerator<readonly InboxRequest[], void, void> {
    while (!signal.aborted) {
      const version = await this.#requests.newsVersion(approverId);
      yield await this.list({ approverId });
      await this.#requests.news(approverId, version, signal);
    }
  }

  /** Answers a request. The first valid answer is final; a refused one is a result, not an exception. */
  async decide(requestId: string, answer: InboxAnswer): Promise<InboxDecision> {
    return await takeAnswer(this.#forAnswers, checked(requestId), answer);
  }
}

/** @throws AttestaError (`invalid_option`) when it is not an id. */
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
