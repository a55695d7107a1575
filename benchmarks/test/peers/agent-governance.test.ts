import { createHash } from 'node:crypto';
import type { AuditEntry } from '@microsoft/agent-governance-sdk';
import { expect, it } from 'vitest';
import { ACTION, callGoverned, governed, REVIEWED } from '../../src/peers/agent-governance.js';
import { RowDeletion } from '../../src/peers/row-deletion.js';

it('Agent Governance does not run without an approver, or with another than the policy names', async () => {
  const deletion = new RowDeletion();
  const client = governed(REVIEWED);
  expect(await callGoverned(client, deletion.deleteRows)).toBe('Not run: review.');
  expect(await callGoverned(client, deletion.deleteRows, 'mallory')).toBe('Not run: review.');
  expect(deletion.runs).toBe(0);
});

it('Agent Governance, binding and single use, no: the name passes for other arguments, and again', async () => {
  const client = governed(REVIEWED);
  for (const limit of [10, 1000, 1000]) {
    const { decision } = await client.executeWithGovernance(ACTION, { table: 'customers', limit, approver: 'alice' });
    expect(decision).toBe('allow');
  }
});

it('Agent Governance, audit: neither arguments nor approver; sees an edit, but not a chain made anew', async () => {
  const client = governed(REVIEWED);
  await callGoverned(client, new RowDeletion().deleteRows, 'alice');
  const entries = client.audit.getEntries();
  expect(JSON.stringify(entries)).not.toMatch(/customers|alice/);
  expect(entries.map(({ decision }) => decision)).toEqual(['review', 'allow']);
  for (const entry of entries) entry.decision = 'deny';
  expect(client.audit.verify()).toBe(false);
  chainAnew(entries);
  expect(client.audit.verify()).toBe(true);
});

function chainAnew(entries: readonly AuditEntry[]): void {
  let previousHash = '0'.repeat(64);
  for (const entry of entries) {
    const { timestamp, agentId, action, decision } = entry;
    const text = JSON.stringify({ timestamp, agentId, action, decision, previousHash });
    const hash = createHash('sha256').update(text).digest('hex');
    Object.assign(entry, { previousHash, hash });
    previousHash = hash;
  }
}
