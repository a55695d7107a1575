import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Attesta } from '@attesta/core';
import {
  createAuditLog,
  jsonlRecords,
  openJsonlLog,
  openKeyFile,
  readVerifierKeys,
  verifyAuditLog,
} from '../src/index.js';

/** A program that writes a log of `count` records, or verifies it and tells what that took. */
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
  const start = performance.now();
  const { status, records, unsigned } = await verifyAuditLog({ log: jsonlRecords({ path }), keys });
  const milliseconds = performance.now() - start;
  // Before the file is hashed, which takes memory of its own.
  const megabytes = process.resourceUsage().maxRSS / 1000;
  return { status, records, unsigned, megabytes, milliseconds, ...(await hashed()) };
}

/** How long SHA-256 takes over the same bytes: record by record, as a chain needs it, and as one stream. */
async function hashed() {
  let [records, stream] = [0, 0];
  const all = createHash('sha256');
  const file = await open(path);
  for (let chunk = Buffer.alloc(1); chunk.length > 0; ) {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4_194_304));
    chunk = buffer.subarray(0, bytesRead);
    let start = performance.now();
    all.update(chunk);
    stream += performance.now() - start;
    start = performance.now();
    for (let from = 0, end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      createHash('sha256').update(chunk.subarray(from, end)).digest('hex');
      from = end + 1;
    }
    records += performance.now() - start;
  }
  await file.close();
  return { millisecondsOfHashing: records, millisecondsOfOneHash: stream };
}
