import { ApprovalInbox, ManagerApprovalChallenge } from '@attesta/challenge-manager';
import { Attesta, AttestaDenied, type StateStore } from '@attesta/core';

/** Cents that grace may decide on; above it is linus. */
const GRACE_DECIDES_TO = 10_000;

/** An agent that wants to refund some orders at once, and tells how each of them went. */
export async function runAgent(agentId: string, state: StateStore): Promise<void> {
  const high = new ManagerApprovalChallenge({
    notificationService: new ApprovalInbox({ state }),
    managerResolver: (_agentId, { args }) => (Number(args[1]) <= GRACE_DECIDES_TO ? 'grace' : 'linus'),
    timeoutSeconds: 60,
  });
  const attesta = new Attesta({ state, agentId, challengeMap: { high } });
  const refund = attesta.gate({ name: 'refund', risk: 'high' }, async (order: string, cents: number) => {
    return `refunded ${order}, ${cents} cents`;
  });

  await Promise.all(
    [4_200, 18_000, 99_000].map(async (cents, number) => {
      const outcome = await refund(`${agentId}/${number + 1}`, cents).catch((error: unknown) => {
        if (error instanceof AttestaDenied) return `not refunded ${agentId}/${number + 1}: ${error.decision.reason}`;
        throw error;
      });
      console.log(outcome);
    }),
  );
}
