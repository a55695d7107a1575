import { createAuditLog, openKeyFile } from '@attesta/audit-log';
import { systemClock } from '@attesta/core';
import { openPostgresStore } from '@attesta/store-postgres';

/** A program that records so many events in the audit chain. */
const [connectionString = '', schema = '', key = '', writer = '', count = '0'] = process.argv.slice(2);
const { log, close } = await openPostgresStore({ connectionString, schema, statementTimeoutSeconds: 30 });
const auditLog = createAuditLog({ log, signer: await openKeyFile({ path: key }) });
for (let number = 0; number < Number(count); number += 1) {
  await auditLog.record({ kind: 'event', at: systemClock.wall(), event: 'tick', details: { writer, number } });
}
await auditLog.close();
await close();
