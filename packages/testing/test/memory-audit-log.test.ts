import { Attesta } from '@attesta/core';
import { memoryAuditLog } from '@attesta/testing';
import { expect, it } from 'vitest';

it('keeps what the gate records, by kind and in order', async () => {
  const auditLog = memoryAuditLog();
  const { record } = auditLog;
  await new Attesta({ auditLog }).gate({ name: 'list', risk: 'low' }, () => [])();
  const receipt = await record({ kind: 'event', at: 0, event: 'unlock', details: {} });
  expect(auditLog.entries.map(({ kind }) => kind)).toEqual(['decision', 'outcome', 'event']);
  expect(auditLog.decisions[0]?.decision.verdict).toBe('approved');
  expect(auditLog.outcomes[0]).toMatchObject({ outcome: 'returned', decisionId: auditLog.decisions[0]?.decisionId });
  expect(auditLog.events[0]?.event).toBe('unlock');
  expect(receipt).toBe('memory-3');
});
