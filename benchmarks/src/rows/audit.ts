import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuditLog, createSigner, openJsonlLog } from '@attesta/audit-log';
import { Attesta, type LogStore, MemoryLogStore } from '@attesta/core';
import { bare, bareCall, bareCalls } from '../measure/bare.js';
import { type Budget, ratioOf, type Spread } from '../measure/ratio.js';
import type { Group } from '../row.js';

/** What a record of every call costs, written before the call runs and again after it. */
export const AUDIT: Group = {
  title: 'The same with the chained audit log',
  method: 'Each call writes two records, the decision and its outcome; both are chained, and signed in checkpoints.',
  rows: [
    {
      id: 'audit/memory',
      what: 'a flat argument, the records in memory',
      over: 'the bare async call',
      target: { atMost: bareCalls(15), stated: '15 us' },
      ifMissed:
        'it is spread thin: five SHA-256 and one signature for every hundred records are a fifth, the texts of two records another, the rest promises, masking and copies. Timers were put off until a wait outlasts its turn, ids drawn many at a time, texts of what is frozen kept, records put in pages, and the decision written member by member: a third of what it was. Less would take one record in place of two, or no wait for the log before the run.',
      measure: inMemory,
    },
    {
      id: 'audit/file',
      what: '64 calls in flight, the records in a file and synced, for each call',
      over: 'one write and fdatasync',
      target: { atMost: 0.4, stated: '10,000 calls/s where one fdatasync takes 0.25 ms' },
      measure: inFile,
    },
  ],
};

async function inMemory(budget: Budget): Promise<Spread> {
  const { gated, close } = audited(new MemoryLogStore());
  const spread = await ratioOf(() => gated('notes/today.txt'), bare, budget);
  await close();
  return spread;
}

async function inFile(budget: Budget): Promise<Spread> {
  const folder = await mkdtemp(join(tmpdir(), 'attesta-benchmark-'));
  const file = await open(join(folder, 'bare'), 'a');
  const log = await openJsonlLog({ path: join(folder, 'audit.jsonl') });
  const { gated, close } = audited(log);
  try {
    const flight = (): Promise<unknown> =>
      Promise.all(Array.from({ length: IN_FLIGHT }, () => gated('notes/today.txt')));
    const sync = async (): Promise<void> => {
      await file.write(LINE);
      await file.datasync();
    };
    const { low, median, high } = await ratioOf(flight, sync, budget);
    return { low: low / IN_FLIGHT, median: median / IN_FLIGHT, high: high / IN_FLIGHT };
  } finally {
    await close();
    await log.close();
    await file.close();
    await rm(folder, { recursive: true });
  }
}

function audited(log: LogStore): { readonly gated: typeof bareCall; readonly close: () => Promise<void> } {
  const auditLog = createAuditLog({ log, signer: createSigner({ name: 'benchmark' }) });
  const gated = new Attesta({ auditLog }).gate({ name: 'read_file' }, bareCall);
  return { gated, close: () => auditLog.close() };
}

const IN_FLIGHT = 64;
const LINE = Buffer.alloc(600, 0x61);
