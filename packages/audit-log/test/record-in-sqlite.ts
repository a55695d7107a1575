import { systemClock } from '@attesta/core';
import { openSqliteStore } from '@attesta/store-sqlite';
import { createAuditLog, openKeyFile } from '../src/index.js';

/** A program that records `count` events in a log that others write to at the same time. */
const [path = '', key = '', writer = '', count = '0'] = process.argv.slice(2);
const { log, close } = await openSqliteStore({ path });
const auditLog = createAuditLog({ log, signer: await openKeyFile({ path: key }) });
for (let number = 0; number < Number(count); number += 1) {
  await auditLog.record({ kind: 'event', at: systemClock.wall(), event: 'tick', details: { writer, number } });
}
await auditLog.close();
await close();
