import { createAuditLog, createSigner } from '@attesta/audit-log';
import { MemoryLogStore } from '@attesta/core';
import { AgentMeshClient, type PolicyRule } from '@microsoft/agent-governance-sdk';
import { confirmed } from './confirmed-gate.js';
import type { Peer } from './peer.js';
import { type DeleteRows, REQUESTED, RowDeletion } from './row-deletion.js';

export const AGENT_GOVERNANCE: Peer = {
  id: 'agent-governance',
  name: 'Microsoft Agent Governance, policy that asks for a review',
  packages: ['@microsoft/agent-governance-sdk'],
  checks: {
    binding: 'no: the policy answers, and whoever asked it runs what they like',
    singleUse: 'no: the name passes for every later call',
    identity: 'no: a name that the caller writes',
    audit: 'action and decision in a hash chain, in memory; without a key, a chain made anew passes',
  },
  method:
    'No model: the policy says `review`, then `allow` once the program adds the name of an approver, and the program runs the tool; ungated it says `allow` at once. Both record in memory: its audit keeps 100 records, as each beyond its default of 10,000 copies them all; Attesta has its chained and signed audit log.',
  async start(deletion = new RowDeletion()) {
    const { deleteRows, approved } = deletion;
    const auditLog = createAuditLog({ log: new MemoryLogStore(), signer: createSigner({ name: 'benchmarks' }) });
    const gated = confirmed(deletion, auditLog);
    const free = governed(ALLOWED);
    const reviewed = governed(REVIEWED);
    return {
      ungated: () => callGoverned(free, deleteRows),
      own: () => callGoverned(reviewed, deleteRows, approved ? 'alice' : undefined),
      attesta: () => callGoverned(free, gated),
      stop: () => auditLog.close(),
    };
  },
};

/** A client whose audit is trimmed often, and so cheaply: beyond the limit each record copies all that is kept. */
export function governed(policyRules: PolicyRule[]): AgentMeshClient {
  return AgentMeshClient.create('janitor', { policyRules, audit: { maxEntries: 100 } });
}

/**
 * Runs the tool once the policy allows it. To a `review` the package has no answer of its own: whoever calls it asks the
 * approver, and asks the policy again with the name.
 */
export async function callGoverned(
  client: AgentMeshClient,
  deleteRows: DeleteRows,
  approver?: string,
): Promise<string> {
  const { table, limit } = REQUESTED;
  let { decision } = await client.executeWithGovernance(ACTION, { table, limit });
  if (decision === 'review' && approver !== undefined)
    ({ decision } = await client.executeWithGovernance(ACTION, { table, limit, approver }));
  return decision === 'allow' ? await deleteRows(table, limit) : `Not run: ${decision}.`;
}

export const ACTION = 'rows.delete';
const ALLOWED: PolicyRule[] = [{ action: ACTION, effect: 'allow' }];
export const REVIEWED: PolicyRule[] = [
  { action: ACTION, effect: 'allow', conditions: { approver: 'alice' } },
  { action: ACTION, effect: 'review' },
];
