import { type ApprovalRequest, MemoryStateStore, type SendReceipt, type StateStore } from '@attesta/core';
import { type FakeClock, fakeClock, type MemoryAuditLog, memoryAuditLog } from '@attesta/testing';
import {
  ApprovalInbox,
  type ApprovalInboxOptions,
  type ApproverNotice,
  type InboxAnswer,
  type InboxDecision,
} from '../../src/index.js';

export const HOUR = 3_600_000;

/** An inbox with its approver, whose code is `right`. */
export interface InboxFixture {
  readonly clock: FakeClock;
  readonly state: StateStore;
  readonly auditLog: MemoryAuditLog;
  readonly inbox: ApprovalInbox;
  readonly notices: readonly ApproverNotice[];
  /** Sends a request of level high, which takes no number, by `agent-1` for `ada`, to `grace`. */
  send(requestId: string, overrides?: Partial<ApprovalRequest>): Promise<SendReceipt | undefined>;
  /** Answers as `grace`, with the code. */
  answer(requestId: string, overrides?: Record<string, unknown>): Promise<InboxDecision>;
  /** The token of the last notice. */
  token(): string;
}

/** Makes an inbox. Another one over the same `state` is another process, after a crash for instance. */
export function inboxFixture(
  options: Partial<ApprovalInboxOptions> & { readonly clock?: FakeClock } = {},
): InboxFixture {
  const { clock = fakeClock(), state = new MemoryStateStore() } = options;
  const auditLog = memoryAuditLog();
  const notices: ApproverNotice[] = [];
  const inbox = new ApprovalInbox({
    auditLog,
    authenticate: ({ code }) => code === 'right',
    deliver: (notice) => {
      notices.push(notice);
    },
    ...options,
    clock,
    state,
  });
  return {
    clock,
    state,
    auditLog,
    inbox,
    notices,
    send: (requestId, overrides) => {
      const request = requestOf(requestId, { expiresAt: clock.wall() + HOUR, ...overrides });
      return inbox.send(request.managerId, `Approve ${requestId}?`, requestId, request);
    },
    answer: (requestId, overrides) => inbox.decide(requestId, { ...ANSWER, ...overrides } as InboxAnswer),
    token: () => notices.at(-1)?.token ?? '',
  };
}

const ANSWER = { verdict: 'approved', responderId: 'grace', proof: { code: 'right' } };

export function requestOf(requestId: string, overrides: Partial<ApprovalRequest> = {}): ApprovalRequest {
  return {
    requestId,
    managerId: 'grace',
    functionName: 'refund',
    description: 'refund("A-17", 12900)',
    arguments: [{ path: 'args[0]', type: 'string', text: '"A-17"' }],
    agentId: 'agent-1',
    requesterId: 'ada',
    operatorId: 'linus',
    environment: 'production',
    riskLevel: 'high',
    riskScore: 0.8,
    digest: 'd1'.repeat(32),
    expiresAt: 0,
    ...overrides,
  };
}

/** The number that a receipt shows. */
export function numberIn(receipt: SendReceipt | undefined): string {
  return receipt?.showToRequester?.match(/[0-9]{3} [0-9]{3}$/)?.[0] ?? 'none';
}

/** A number of six digits that is not this one. */
export function otherThan(number: string): string {
  const value = (Number(number.replace(' ', '')) + 1) % 1_000_000;
  return String(value).padStart(6, '0');
}

/** All that a store holds, as text. */
export async function dumpOf(state: StateStore): Promise<string> {
  return JSON.stringify(await state.list('', { limit: 10_000 }));
}
