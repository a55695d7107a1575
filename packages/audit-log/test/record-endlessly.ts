import { createAuditLog, openJsonlLog, openKeyFile } from '../src/index.js';

/** A program that records until it is ended, and tells of each record that was acknowledged. */
const [path = '', key = ''] = process.argv.slice(2);
const auditLog = createAuditLog({
  log: await openJsonlLog({ path }),
  signer: await openKeyFile({ path: key }),
  checkpoint: { records: 5 },
});
for (;;) {
  const batch = [1, 2, 3].map(() => auditLog.record({ kind: 'event', at: 0, event: 'tick', details: {} }));
  for (const receipt of await Promise.all(batch)) process.stdout.write(`${receipt}\n`);
}
