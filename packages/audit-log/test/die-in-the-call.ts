import { appendFileSync } from 'node:fs';
import { Attesta } from '@attesta/core';
import { openSqliteStore } from '@attesta/store-sqlite';
import { createAuditLog, openJsonlLog, openKeyFile } from '../src/index.js';

/** A program that ends in the middle of what it was allowed to do, as by a power cut; told what came of it when it does not. */
const [folder = ''] = process.argv.slice(2);
const log = await openJsonlLog({ path: `${folder}/log.jsonl` });
const auditLog = createAuditLog({ log, signer: await openKeyFile({ path: `${folder}/audit.key` }) });
const { state } = await openSqliteStore({ path: `${folder}/attesta.db` });
const call = new Attesta({ auditLog, state }).gate({ name: 'transfer', risk: 'low' }, async () => {
  appendFileSync(`${folder}/runs`, 'run\n');
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => {});
});
await call
  .with({ callId: 'call-1' })()
  .catch((error) => console.log(error.code));
await auditLog.close();
process.exit(0);
