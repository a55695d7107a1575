import { appendFile, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isLong } from '../../../tests/campaigns/campaign.js';
import { type CheckpointSigner, createAuditLog, createSigner, jsonlRecords, verifyAuditLog } from '../src/index.js';
import { openJsonlLogOn } from '../src/jsonl/jsonl-log.js';
import { eventOf, linesOf } from './entries.js';
import { type Fault, FaultyFileSystem } from './faulty-file-system.js';
import { inFolder } from './temporary-folder.js';

const signer = createSigner({ name: 'test' });
const keys = [signer.verifierKey];

/** `npm run test:long`: every combination, and every byte. */
const FAULTS = (['EIO', 'ENOSPC'] as const)
  .flatMap((code) => (['before', 'half', 'after'] as const).map((when) => ({ code, when })))
  .flatMap((fault) => [false, true].map((isLast) => ({ ...fault, isLast })))
  .filter(
    ({ code, when, isLast }) => isLong || ((code === 'EIO') === (when !== 'half') && isLast === (when !== 'after')),
  );

describe('L-15 L-17 a disk that fails', () => {
  it('asks the file system for so much that a fault at each call means something', async () => {
    const { calls } = await inFolder((folder) => written(folder));
    expect(calls.length).toBeGreaterThan(25);
    for (const kind of ['open', 'write', 'datasync', 'sync', 'rename', 'truncate', 'mkdir', 'lstat', 'readdir']) {
      expect(
        calls.some((call) => call.startsWith(`${kind} `)),
        kind,
      ).toBe(true);
    }
  });

  for (const { code, when, isLast } of FAULTS) {
    it(`loses nothing that it acknowledged: ${code}, ${when} the call, ${isLast ? 'and then the end' : 'once'}`, async () => {
      for (let at = 0; ; at += 1) {
        const count = await inFolder((folder) => survives(folder, { at, code, when, isLast }));
        if (count <= at) break;
      }
    });
  }

  it('accepts no record after a failed sync, until it is opened again', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'log.jsonl');
      const first = await openJsonlLogOn(new FaultyFileSystem(), path);
      await first.append(0, [Buffer.from('a')]);
      await first.close();
      const fault = { at: 'datasync', code: 'EIO', when: 'before', isLast: false } as const;
      const log = await openJsonlLogOn(new FaultyFileSystem(fault), path);
      await expect(log.append(1, [Buffer.from('b')])).rejects.toThrow(/EIO/);
      await expect(log.append(1, [Buffer.from('c')])).rejects.toMatchObject({ code: 'failed' });
      await expect(log.append(2, [Buffer.from('c')])).rejects.toMatchObject({ code: 'failed' });
      expect(await log.size()).toBe(1);
      await log.close();
      const reopened = await openJsonlLogOn(new FaultyFileSystem(), path);
      expect(await reopened.append(2, [Buffer.from('c')])).toBe(true);
      await reopened.close();
    });
  });
});

/** Opens a new log, records some events, tears it, opens it again and records more. */
async function written(
  folder: string,
  fault?: Fault,
): Promise<{ readonly calls: readonly string[]; readonly receipts: readonly string[] }> {
  const fs = new FaultyFileSystem(fault);
  const path = join(folder, 'made', 'log.jsonl');
  const receipts: string[] = [];
  for (let round = 0; round < 2; round += 1) {
    try {
      const log = await openJsonlLogOn(fs, path);
      try {
        const auditLog = createAuditLog({ log, signer, checkpoint: { records: 2, seconds: 3600 } });
        for (let number = 0; number < 3; number += 1) {
          await auditLog.record(eventOf(number)).then(
            (receipt) => receipts.push(receipt),
            () => {},
          );
        }
        await auditLog.close().catch(() => {});
      } finally {
        await log.close();
      }
    } catch {
      // The fault was met.
    }
    if (round === 0) await tear(path);
  }
  return { calls: fs.calls, receipts };
}

/** Leaves half of a further record, as a crash does. */
async function tear(path: string): Promise<void> {
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  if (bytes.length > 0) await appendFile(path, bytes.subarray(0, 50));
}

/** Whether all that was acknowledged is there, and the log goes on. Resolves to how many calls there were. */
async function survives(folder: string, fault: Fault & { readonly at: number }): Promise<number> {
  const { calls, receipts } = await written(folder, fault);
  const path = join(folder, 'made', 'log.jsonl');
  const where = `${calls[fault.at]} (call ${fault.at})`;
  const before = await verifyAuditLog({ log: jsonlRecords({ path }), keys });
  // A fault before the first record leaves a log that is not there, or has none; never one that is wrong.
  const codes = before.problems.map(({ code }) => code);
  expect(
    codes.filter((code) => code !== 'missing' && code !== 'empty'),
    where,
  ).toEqual([]);

  const log = await openJsonlLogOn(new FaultyFileSystem(), path);
  const auditLog = createAuditLog({ log, signer });
  await auditLog.record(eventOf(9));
  await auditLog.close();
  await log.close();
  const after = await verifyAuditLog({ log: jsonlRecords({ path }), keys });
  expect(after.status, `${where} ${after.problems[0]?.message}`).toBe('intact');
  const names = (await linesOf(jsonlRecords({ path })))
    .map((line) => JSON.parse(line))
    .map((r) => `${r.sequence}:${r.hash}`);
  for (const receipt of receipts) expect(names, where).toContain(receipt);
  const torn = (await readdir(join(folder, 'made'))).filter((name) => name.includes('.torn-'));
  expect(after.warnings.filter(({ code }) => code === 'recovered').length, where).toBeGreaterThanOrEqual(
    torn.length > 0 ? 1 : 0,
  );
  return calls.length;
}

describe('L-16 a torn last line', () => {
  it('is moved aside and recorded, wherever the last record was cut; other records stay as they are', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'log.jsonl');
      await record(path, signer, 3);
      const whole = await readFile(path);
      const lastLine = whole.lastIndexOf(10, whole.length - 2) + 1;
      for (let end = lastLine + 1; end < whole.length; end += isLong ? 1 : 13) {
        const cut = join(folder, `cut-${end}`, 'log.jsonl');
        await record(cut, signer, 0);
        await writeFile(cut, whole.subarray(0, end));
        await record(cut, signer, 1);
        const report = await verifyAuditLog({ log: jsonlRecords({ path: cut }), keys });
        expect(report.status, String(end)).toBe('intact');
        expect(report.warnings.map(({ code }) => code)).toEqual(['recovered']);
        const lines = await linesOf(jsonlRecords({ path: cut }));
        expect(
          lines
            .slice(0, 4)
            .map((line) => `${line}\n`)
            .join(''),
        ).toBe(whole.toString('utf8', 0, lastLine));
        const [torn = ''] = (await readdir(join(folder, `cut-${end}`))).filter((name) => name.includes('.torn-'));
        expect(await readFile(join(folder, `cut-${end}`, torn))).toEqual(whole.subarray(lastLine, end));
        expect(JSON.parse(lines[4] ?? '')).toMatchObject({
          kind: 'recovered',
          record: { bytes: end - lastLine, file: torn },
        });
      }
    });
  });

  it('is recorded once, however often the log is opened', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'log.jsonl');
      await record(path, signer, 3);
      await truncate(path, (await readFile(path)).length - 10);
      // Opened and closed without a record: the torn write must still be recorded later.
      await (await openJsonlLogOn(new FaultyFileSystem(), path)).close();
      for (let round = 0; round < 3; round += 1) await record(path, signer, 1);
      const kinds = (await linesOf(jsonlRecords({ path }))).map((line) => JSON.parse(line).kind);
      expect(kinds.filter((kind) => kind === 'recovered')).toHaveLength(1);
    });
  });
});

async function record(path: string, by: CheckpointSigner, count: number): Promise<void> {
  const log = await openJsonlLogOn(new FaultyFileSystem(), path);
  const auditLog = createAuditLog({ log, signer: by });
  for (let number = 0; number < count; number += 1) await auditLog.record(eventOf(number));
  await auditLog.close();
  await log.close();
}

describe('L-14 an acknowledged record', () => {
  it('was synced before, and the folder of a new file too', async () => {
    await inFolder(async (folder) => {
      const fs = new FaultyFileSystem();
      const path = join(folder, 'made', 'log.jsonl');
      const log = await openJsonlLogOn(fs, path);
      const opened = fs.calls.lastIndexOf(`open ${path}`);
      expect(fs.calls.slice(opened)).toContain(`sync ${path}`);
      expect(fs.calls.slice(opened)).toContain(`sync ${join(folder, 'made')}`);
      expect(fs.calls.slice(0, opened)).toContain(`sync ${folder}`);
      const before = fs.calls.length;
      await log.append(0, [Buffer.from('a')]);
      const calls = fs.calls.slice(before).map((call) => call.split(' ')[0]);
      expect(calls.slice(-2)).toEqual(['write', 'datasync']);
      await log.close();
    });
  });
});
