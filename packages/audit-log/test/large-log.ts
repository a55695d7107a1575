import { Attesta } from '@attesta/core';
import {
  createAuditLog,
  jsonlRecords,
  openJsonlLog,
  openKeyFile,
  readVerifierKeys,
  verifyAuditLog,
} from '../src/index.js';

/** A program that writes a log of `count` records, or verifies it and tells what memory that took. */
const [mode = '', path = '', key = '', count = '0'] = process.argv.slice(2);
if (mode === 'write') await write();
else console.log(JSON.stringify(await verify()));

async function write(): Promise<void> {
  const log = await openJsonlLog({ path });
  const auditLog = createAuditLog({ log, signer: await openKeyFile({ path: key }) });
  const call = new Attesta({ auditLog }).gate({ name: 'list_records' }, async (..._: unknown[]) => 'done');
  let left = Math.ceil(Number(count) / 2);
  const work = async (): Promise<void> => {
    for (; left > 0; left -= 1) await call('table_a', { where: { id: left } });
  };
  await Promise.all(Array.from({ length: 200 }, work));
  await auditLog.close();
  await log.close();
}

async function verify() {
  const keys = await readVerifierKeys({ path: `${key}.pub` });
  const { status, records, unsigned } = await verifyAuditLog({ log: jsonlRecords({ path }), keys });
  return { status, records, unsigned, megabytes: process.resourceUsage().maxRSS / 1000 };
}
