import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChainedAuditLog, createAuditLog, createKeyFile, openJsonlLog, openKeyFile } from '@attesta/audit-log';
import { ApprovalInbox } from '@attesta/challenge-manager';
import { createTOTPKeyFile, readTOTPKeyFile, TOTPSecrets } from '@attesta/challenge-totp';
import type { StateStore } from '@attesta/core';
import { openSqliteStore } from '@attesta/store-sqlite';

/** What outlives a run, in one folder: the state, the secrets in it, the manager's inbox, the record, and their keys. */
export interface Office {
  readonly state: StateStore;
  readonly secrets: TOTPSecrets;
  readonly inbox: ApprovalInbox;
  readonly auditLog: ChainedAuditLog;
  /** The record, a file. */
  readonly recordPath: string;
  /** Holds the key that signs the record; the keys that verify it are beside it. */
  readonly recordKeyPath: string;
  close(): Promise<void>;
}

/** Opens the office in a folder, and furnishes it the first time. */
export async function openOffice(folder: string): Promise<Office> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // For a try the keys may lie beside what they protect. In earnest they belong where the agent cannot read them.
  const secretKeyPath = join(folder, 'totp.key');
  const recordKeyPath = join(folder, 'audit.key');
  const recordPath = join(folder, 'audit.jsonl');
  if (!existsSync(secretKeyPath)) await createTOTPKeyFile({ path: secretKeyPath });
  if (!existsSync(recordKeyPath)) await createKeyFile({ path: recordKeyPath, name: 'attesta.example/quickstart' });

  // The record first: it has one writer, and so has this office.
  const log = await openJsonlLog({ path: recordPath });
  const auditLog = createAuditLog({ log, signer: await openKeyFile({ path: recordKeyPath }) });
  const store = await openSqliteStore({ path: join(folder, 'attesta.db') });
  const { state } = store;
  const key = await readTOTPKeyFile({ path: secretKeyPath });
  return {
    state,
    secrets: new TOTPSecrets({ state, key, issuer: 'Attesta quickstart', auditLog }),
    inbox: new ApprovalInbox({ state, auditLog }),
    auditLog,
    recordPath,
    recordKeyPath,
    async close() {
      await auditLog.close().finally(() => log.close());
      await store.close();
    },
  };
}
