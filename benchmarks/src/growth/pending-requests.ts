import { ApprovalInbox } from '@attesta/challenge-manager';
import { type ApprovalRequest, MemoryStateStore } from '@attesta/core';
import { bare } from '../measure/bare.js';
import { inProcessorTime } from '../measure/processor-time.js';
import type { Curve } from './curve.js';
import { type Growing, ratioAt } from './growing.js';

/** What awaits other managers must not slow down the request of one. */
export const PENDING_REQUESTS: Curve = {
  id: 'pending-requests',
  title: 'Requests that await other managers',
  size: 'requests pending, 100 at each manager',
  cost: 'one request sent, listed and decided, in bare calls',
  expected: 'flat',
  sizes: [1_000, 3_000, 10_000, 30_000, 100_000],
  measure: (size, budget) => ratioAt(size, besidePending, bare, inProcessorTime(budget)),
};

async function besidePending(size: number): Promise<Growing> {
  const inbox = new ApprovalInbox({ state: new MemoryStateStore(), authenticate: () => true, maxOpen: 100_000 });
  for (let sent = 0; sent < size; sent += 1) {
    await send(inbox, `manager-${Math.floor(sent / 100)}`, `pending-${sent}`);
  }
  let requests = 0;
  return {
    async work() {
      requests += 1;
      await send(inbox, 'grace', `request-${requests}`);
      const [request] = await inbox.list({ approverId: 'grace' });
      const answer = { verdict: 'approved', responderId: 'grace', proof: { code: '492039' } } as const;
      const { status } = await inbox.decide(request?.requestId ?? '', answer);
      if (status !== 'approved') throw new Error(`The request was ${status}.`);
    },
  };
}

async function send(inbox: ApprovalInbox, managerId: string, requestId: string): Promise<void> {
  const request: ApprovalRequest = { ...REFUND, requestId, managerId, expiresAt: Date.now() + 3_600_000 };
  await inbox.send(managerId, 'Approval required for: refund', requestId, request);
}

const REFUND = {
  functionName: 'refund',
  description: 'refund("A-17", 12900)',
  arguments: [
    { path: 'args[0]', type: 'string', text: '"A-17"' },
    { path: 'args[1]', type: 'number', text: '12900' },
  ],
  agentId: 'billing-agent',
  requesterId: undefined,
  environment: 'production',
  riskLevel: 'high',
  riskScore: 0.7,
  digest: '5a0c81f39be27d44'.repeat(4),
} as const;
