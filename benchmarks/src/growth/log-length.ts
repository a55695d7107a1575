import { type ChainedAuditLog, createAuditLog, createSigner, verifyAuditLog } from '@attesta/audit-log';
import { Attesta, type AuditEntry, MemoryLogStore } from '@attesta/core';
import { memoryAuditLog } from '@attesta/testing';
import { bare, bareCall } from '../measure/bare.js';
import { ratioOf } from '../measure/ratio.js';
import type { Curve } from './curve.js';
import { type Growing, ratioAt } from './growing.js';

const signer = createSigner('benchmarks.attesta/log');

/** A chained log appends behind its last record; those before do not matter, its checkpoints included. */
export const LOG_APPEND: Curve = {
  id: 'log-append',
  title: 'Appending to a log',
  size: 'records in the log',
  cost: 'one more record, chained and signed every 100 records, in bare calls',
  expected: 'flat',
  sizes: [1_000, 10_000, 100_000],
  measure: (size, budget) => ratioAt(size, afterRecords, bare, budget),
};

/** Every record is read and hashed once. */
export const LOG_VERIFY: Curve = {
  id: 'log-verify',
  title: 'Verifying a log',
  size: 'records in the log',
  cost: 'verifying all of it, in bare calls',
  expected: 'linear',
  sizes: [1_000, 4_000, 16_000, 64_000],
  async measure(size, budget) {
    const log = new MemoryLogStore();
    await (await filled(log, size)).close();
    const work = async (): Promise<void> => {
      const { status } = await verifyAuditLog({ log, keys: [signer.verifierKey] });
      if (status !== 'intact') throw new Error(`The log is ${status}.`);
    };
    return await ratioOf(work, bare, budget);
  },
};

async function afterRecords(size: number): Promise<Growing> {
  const auditLog = await filled(new MemoryLogStore(), size);
  const decision = await aDecision();
  return { work: () => auditLog.record(decision), stop: () => auditLog.close() };
}

/** A log of so many decisions, recorded many at a time. */
async function filled(log: MemoryLogStore, size: number): Promise<ChainedAuditLog> {
  const auditLog = createAuditLog({ log, signer });
  const decision = await aDecision();
  for (let left = size; left > 0; left -= AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, left) }, () => auditLog.record(decision)));
  }
  return auditLog;
}

async function aDecision(): Promise<AuditEntry> {
  const auditLog = memoryAuditLog();
  await new Attesta({ auditLog, agentId: 'billing-agent' }).gate({ name: 'read_file' }, bareCall)('notes/today.txt');
  const [decision] = auditLog.decisions;
  if (decision === undefined) throw new Error('The gate has recorded no decision.');
  return decision;
}

const AT_ONCE = 500;
