import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LogStore, MemoryLogStore } from '@attesta/core';
import { auditLogConformance, logStoreConformance, type RecordedEntry } from '@attesta/testing/conformance';
import { describe, it } from 'vitest';
import { createAuditLog, createSigner, jsonlRecords, openJsonlLog, type RecordSource } from '../src/index.js';

logStoreConformance(
  { describe, it },
  {
    name: 'openJsonlLog',
    async create() {
      const folder = await mkdtemp(join(tmpdir(), 'attesta-audit-'));
      return {
        async open() {
          const store = await openJsonlLog({ path: join(folder, 'log.jsonl') });
          return { store, close: () => store.close() };
        },
        dispose: () => rm(folder, { recursive: true }),
      };
    },
    unsupported: { sharing: 'it has one writer', processes: 'it has one writer' },
  },
);

auditLogConformance(
  { describe, it },
  {
    name: 'createAuditLog in memory',
    create({ clock }) {
      const store = new FailingLogStore();
      const log = createAuditLog({ log: store, signer: createSigner({ name: 'test' }), clock });
      return { log, read: () => keptIn(store), fail: () => store.fail() };
    },
  },
);

auditLogConformance(
  { describe, it },
  {
    name: 'createAuditLog in a file',
    async create({ clock }) {
      const folder = await mkdtemp(join(tmpdir(), 'attesta-audit-'));
      const path = join(folder, 'log.jsonl');
      const store = await openJsonlLog({ path });
      const log = createAuditLog({ log: store, signer: createSigner({ name: 'test' }), clock });
      return {
        log,
        read: () => keptIn(jsonlRecords({ path })),
        async dispose() {
          await log.close();
          await store.close();
          await rm(folder, { recursive: true });
        },
      };
    },
    unsupported: { failing: 'the tests of faults make every call to the disk fail' },
  },
);

class FailingLogStore extends MemoryLogStore {
  #fails = false;

  fail(): void {
    this.#fails = true;
  }

  override async append(...given: Parameters<LogStore['append']>): Promise<boolean> {
    if (this.#fails) throw new Error('No space left.');
    return await super.append(...given);
  }
}

async function keptIn(source: RecordSource): Promise<readonly RecordedEntry[]> {
  const kept: RecordedEntry[] = [];
  for await (const bytes of source.read(0)) {
    const { kind, id } = JSON.parse(new TextDecoder().decode(bytes));
    if (kind !== 'checkpoint') kept.push({ kind, decisionId: id });
  }
  return kept;
}
