import { type ChainedAuditLog, createAuditLog, createSigner, verifyAuditLog } from '@attesta/audit-log';
import { Attesta, type AuditEntry, type AuditLog, MemoryLogStore } from '@attesta/core';
import { memoryAuditLog } from '@attesta/testing';
import { bare, bareCall } from '../measure/bare.js';
import { inProcessorTime } from '../measure/processor-time.js';
import { ratioOf } from '../measure/ratio.js';
import type { Curve } from './curve.js';
import { type Growing, ratioAt } from './growing.js';

const signer = createSigner({ name: 'benchmarks.attesta/log' });

/** A chained log appends behind its last record; those before do not matter, its checkpoints included. */
export const LOG_APPEND: Curve = {
  id: 'log-append',
  title: 'Appending to a log',
  size: 'records in the log',
  cost: 'one more record, chained and signed every 100 records, in bare calls',
  expected: 'flat',
  sizes: [1_000, 3_000, 10_000, 30_000, 100_000],
  measure: (size, budget) => ratioAt(size, afterRecords, bare, inProcessorTime(budget)),
};

/** Every record is read and hashed once. */
export const LOG_VERIFY: Curve = {
  id: 'log-verify',
  title: 'Verifying a log',
  size: 'records in the log',
  cost: 'verifying all of it, in bare calls',
  expected: 'linear',
  sizes: [1_000, 3_000, 10_000, 30_000],
  async measure(size, budget) {
    const log = new MemoryLogStore();
    await (await filled(log, size)).close();
    const work = async (): Promise<void> => {
      const { status } = await verifyAuditLog({ log, keys: [signer.verifierKey] });
      if (status !== 'intact') throw new Error(`The log is ${status}.`);
    };
    return await ratioOf(work, bare, inProcessorTime(budget));
  },
};

async function afterRecords(size: number): Promise<Growing> {
  const auditLog = await filled(new MemoryLogStore(), size);
  const decision = await aDecision();
  return { work: () => auditLog.record(decision), stop: () => auditLog.close() };
}

/** A log of so many records, of calls that were made many at a time: each has a decision and an outcome. */
async function filled(log: MemoryLogStore, size: number): Promise<ChainedAuditLog> {
  const auditLog = createAuditLog({ log, signer });
  const read = reading(auditLog);
  for (let left = size / 2; left > 0; left -= AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, left) }, () => read('notes/today.txt')));
  }
  return auditLog;
}

function reading(auditLog: AuditLog): (path: string) => Promise<number> {
  return new Attesta({ auditLog, agentId: 'billing-agent' }).gate({ name: 'read_file' }, bareCall);
}

async function aDecision(): Promise<AuditEntry> {
  const auditLog = memoryAuditLog();
  await reading(auditLog)('notes/today.txt');
  const [decision] = auditLog.decisions;
  if (decision === undefined) throw new Error('The gate has recorded no decision.');
  return decision;
}

const AT_ONCE = 500;
