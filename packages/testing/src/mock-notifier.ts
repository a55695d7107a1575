import type { ApprovalRequest, Deadline, NotificationResponse, NotificationService } from '@attesta/core';
import { deadlineIn, remaining } from '@attesta/core/authoring';
import { type MockNotifierBehavior, type MockNotifierMethod, readBehavior } from './notifier-behavior.js';

/** One call of `send`. */
export interface SentNotification {
  readonly managerId: string;
  readonly message: string;
  readonly requestId: string;
  readonly request: ApprovalRequest | undefined;
}

/** A notification service that remembers what it was given. Its methods may be taken off it. */
export interface MockNotifier extends NotificationService {
  /** Every call of `send`, in order, also those that failed. */
  readonly sent: readonly SentNotification[];
  /** Those of them that reached the manager: one for each request. */
  readonly notified: readonly SentNotification[];
  readonly withdrawn: readonly { readonly requestId: string; readonly reason: string }[];
  /** How often each method was called. */
  readonly calls: Readonly<Record<MockNotifierMethod, number>>;
  withdraw(requestId: string, reason: string): Promise<void>;
}

/**
 * Makes a notification service with one manager at its other end, who behaves as told.
 *
 * @throws AttestaError (`invalid_option`) for an unknown behavior or a wrong option.
 * @example
 * mockNotifier('approves');
 * mockNotifier({ answers: [{ responderId: 'agent-1' }] }); // somebody else answers
 * mockNotifier({ afterSeconds: 3600, clock });             // late
 * mockNotifier({ faults: { send: 3 } });                   // fails three times, then works
 */
export function mockNotifier(behavior: MockNotifierBehavior = 'approves'): MockNotifier {
  const { answers = [{}], afterSeconds = 0, clock, faults = {}, push } = readBehavior(behavior);
  const sent: SentNotification[] = [];
  const withdrawn: { requestId: string; reason: string }[] = [];
  const calls = { send: 0, checkResponse: 0, waitForResponse: 0, withdraw: 0 };
  const delivered = new Map<string, Delivery>();

  return Object.freeze({
    async send(managerId: string, message: string, requestId: string, request?: ApprovalRequest): Promise<void> {
      const notification = Object.freeze({ managerId, message, requestId, request });
      sent.push(notification);
      await enter('send');
      if (delivered.has(requestId)) return;
      delivered.set(requestId, { notification, due: clock && deadlineIn(clock, afterSeconds), taken: 0 });
    },
    async checkResponse(requestId: string): Promise<NotificationResponse | null> {
      await enter('checkResponse');
      const delivery = delivered.get(requestId);
      return delivery === undefined || wait(delivery) > 0 ? null : next(delivery);
    },
    ...(push && { waitForResponse }),
    async withdraw(requestId: string, reason: string): Promise<void> {
      withdrawn.push({ requestId, reason });
      await enter('withdraw');
    },
    get sent() {
      return [...sent];
    },
    get notified() {
      return [...delivered.values()].map(({ notification }) => notification);
    },
    get withdrawn() {
      return [...withdrawn];
    },
    get calls() {
      return { ...calls };
    },
  });

  async function waitForResponse(
    requestId: string,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<NotificationResponse | null> {
    await enter('waitForResponse');
    const delivery = delivered.get(requestId);
    if (delivery === undefined || answers.length === 0) await abortOf(signal);
    else if (wait(delivery) > 0) await clock?.sleep(wait(delivery), signal);
    return delivery === undefined || signal.aborted ? null : next(delivery);
  }

  /** Counts a call, and fails it as told. */
  async function enter(method: MockNotifierMethod): Promise<void> {
    calls[method] += 1;
    const fault = faults[method] ?? 0;
    if (fault === 'hangs') await new Promise<never>(() => {});
    else if (calls[method] <= fault) throw new Error(`mockNotifier: ${method} fails, as it was told to.`);
  }

  function wait({ due }: Delivery): number {
    return clock && due ? remaining(clock, due) : 0;
  }

  function next(delivery: Delivery): NotificationResponse | null {
    const answer = answers[Math.min(delivery.taken, answers.length - 1)];
    delivery.taken += 1;
    const approval = { verdict: 'approved', responderId: delivery.notification.managerId };
    // As it comes over a wire: whatever the test put in, no type is promised.
    return answer === undefined ? null : JSON.parse(JSON.stringify({ ...approval, ...answer }));
  }
}

interface Delivery {
  readonly notification: SentNotification;
  /** When the manager answers; undefined: at once. */
  readonly due: Deadline | undefined;
  /** How many answers were taken. */
  taken: number;
}

function abortOf(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
