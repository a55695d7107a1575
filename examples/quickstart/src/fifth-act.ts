import { readFile, rm, writeFile } from 'node:fs/promises';
import { type AuditReport, jsonlRecords, readVerifierKeys, verifyAuditLog } from '@attesta/audit-log';
import type { Office } from './office.js';

/** Act 5: the record of all that. Shows that it is whole, and what a changed byte does. True when both are so. */
export async function showRecord({ auditLog, recordPath, recordKeyPath }: Office): Promise<boolean> {
  await auditLog.checkpoint();
  const keys = await readVerifierKeys({ path: `${recordKeyPath}.pub` });
  const verify = (path: string): Promise<AuditReport> => verifyAuditLog({ log: jsonlRecords({ path }), keys });

  const report = await verify(recordPath);
  console.log(`The record: ${recordPath}`);
  console.log(`  ${report.records} entries, ${report.checkpoints} of them signed checkpoints: ${report.status}.`);
  for (const { message } of report.problems) console.log(`  ${message}`);

  const changedPath = `${recordPath}.changed`;
  const bytes = await readFile(recordPath);
  const position = Math.max(bytes.lastIndexOf('"verdict":"'), 0) + '"verdict":"'.length;
  bytes[position] = (bytes[position] ?? 0) ^ 1;
  await writeFile(changedPath, bytes);
  const changed = await verify(changedPath).finally(() => rm(changedPath));
  console.log(`A copy with one bit of its last verdict turned over: ${changed.status}.`);
  for (const { message } of changed.problems.slice(0, 3)) console.log(`  ${message}`);
  console.log();
  return report.status === 'intact' && changed.status === 'broken';
}
