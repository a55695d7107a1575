import { ApprovalInbox, type ApproverNotice, ManagerApprovalChallenge } from '@attesta/challenge-manager';
import { Attesta, type AuditEntry, type Clock, type StateStore } from '@attesta/core';
import type { Mortal } from './mortal.js';

/** What an agent works with, and what comes of its work. */
export interface AgentEnvironment {
  readonly state: StateStore;
  readonly clock: Clock;
  /** Tells grace. */
  deliver(notice: ApproverNotice): void | Promise<void>;
  record(entry: AuditEntry): void;
  /** The effect of the call: it is to happen once at most. */
  effect(): void;
}

/** Makes one call, which grace has to approve. Tells whether it ran, or the code of the denial. */
export async function makeCall(mortal: Mortal, callId: string, environment: AgentEnvironment): Promise<string> {
  const { clock, deliver, record, effect } = environment;
  const state = mortal.aroundStore(environment.state);
  const high = new ManagerApprovalChallenge({
    notificationService: new ApprovalInbox({ state, clock, deliver: mortal.around('deliver', deliver) }),
    managerResolver: mortal.around('resolve', () => 'grace'),
    timeoutSeconds: 600,
  });
  const auditLog = {
    record: mortal.around('record', (entry: AuditEntry) => {
      record(entry);
      return 'receipt';
    }),
  };
  const attesta = new Attesta({ state, clock, auditLog, agentId: 'agent-1', challengeMap: { high } });
  const refund = attesta.gate({ risk: 'high' }, async function refund(_order: string) {
    await mortal.around('the effect', effect)();
  });
  return await refund
    .with({ callId })('A-17')
    .then(
      () => 'ran',
      (error: unknown) => String(Reflect.get(Object(error), 'code')),
    );
}
