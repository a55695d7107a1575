import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuditLog, createSigner, jsonlRecords, openJsonlLog, verifyAuditLog } from '@attesta/audit-log';
import { Attesta } from '@attesta/core';
import { bareCall } from '../measure/bare.js';
import { numberFrom } from '../measure/fresh-process.js';
import { type Budget, ratioOf, type Spread, spreadOf } from '../measure/ratio.js';
import type { Group } from '../row.js';

const RECORDS = 100_000;
const MOST_ROUNDS = 7;

let made: Promise<Log> | undefined;

/** What it takes to find out that nobody has changed a log. */
export const VERIFY: Group = {
  title: 'Verifying a log',
  method: `${RECORDS.toLocaleString('en')} records in a file, written by the gate. Memory is all that a process of its own has held at once, Node included.`,
  rows: [
    {
      id: 'verify/time',
      what: 'verifying it',
      over: 'SHA-256 over the same file by node:crypto',
      target: { atMost: 3, stated: '3 times' },
      ifMissed:
        'each record is hashed by itself, which for a few hundred bytes costs about twice the hash over the whole file, and its envelope is read. Lines are taken by the chunk, envelopes by one pattern without a JSON parser, and what is in a record only where somebody asks for it.',
      measure: time,
    },
    {
      id: 'verify/memory',
      what: 'memory',
      over: 'nothing',
      unit: 'MB',
      target: { atMost: 80, stated: '80 MB' },
      ifMissed:
        'Node alone takes more than half of it; the rest is one chunk, the one read ahead, the calls that still await their outcome, and what the collector has not taken yet. It does not grow with the log.',
      measure: memory,
    },
  ],
  async stop() {
    if (made !== undefined) await rm((await made).folder, { recursive: true });
    made = undefined;
  },
};

async function time({ rounds, sliceMs }: Budget): Promise<Spread> {
  const { path, keys } = await log();
  const verify = async (): Promise<void> => {
    const { status } = await verifyAuditLog({ log: jsonlRecords({ path }), keys });
    if (status !== 'intact') throw new Error(`The log is ${status}.`);
  };
  const digest = async (): Promise<void> => {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path)) hash.update(chunk);
    hash.digest();
  };
  return await ratioOf(verify, digest, { rounds: Math.min(rounds, MOST_ROUNDS), sliceMs });
}

async function memory(): Promise<Spread> {
  const { path, keys } = await log();
  const program = `
    const { jsonlRecords, verifyAuditLog } = await import('@attesta/audit-log');
    const { status } = await verifyAuditLog({ log: jsonlRecords({ path: ${JSON.stringify(path)} }), keys: ${JSON.stringify(keys)} });
    if (status !== 'intact') throw new Error(status);
    console.log(process.resourceUsage().maxRSS / 1024);`;
  return spreadOf([await numberFrom(program), await numberFrom(program), await numberFrom(program)]);
}

interface Log {
  readonly folder: string;
  readonly path: string;
  readonly keys: readonly string[];
}

/** Made once: it takes seconds. */
function log(): Promise<Log> {
  made ??= write();
  return made;
}

async function write(): Promise<Log> {
  const folder = await mkdtemp(join(tmpdir(), 'attesta-benchmark-'));
  const path = join(folder, 'audit.jsonl');
  const signer = createSigner({ name: 'benchmark' });
  const file = await openJsonlLog({ path });
  const auditLog = createAuditLog({ log: file, signer });
  const gated = new Attesta({ auditLog, agentId: 'agent-7' }).gate({ name: 'read_file' }, bareCall);
  while ((await file.size()) < RECORDS) {
    await Promise.all(Array.from({ length: IN_FLIGHT }, (_, call) => gated(`notes/${call}.txt`)));
  }
  await auditLog.close();
  await file.close();
  return { folder, path, keys: [signer.verifierKey] };
}

const IN_FLIGHT = 500;
