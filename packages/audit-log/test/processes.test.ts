import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSqliteStore } from '@attesta/store-sqlite';
import { buildPrograms, type Program, type Programs } from '@attesta/test-programs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { campaignSize } from '../../../tests/campaigns/campaign.js';
import {
  createAuditLog,
  createKeyFile,
  jsonlRecords,
  openJsonlLog,
  openKeyFile,
  verifyAuditLog,
} from '../src/index.js';
import { eventOf, linesOf } from './entries.js';
import { inFolder } from './temporary-folder.js';

const WRITERS = campaignSize({ normal: 4, long: 8 });
const RECORDS = campaignSize({ normal: 30, long: 500 });
const KILLS = campaignSize({ normal: 4, long: 20 });

const SUCCESS = { code: 0, signal: null };

let programs: Programs<'die-in-the-call' | 'record-endlessly' | 'record-in-sqlite'>;
beforeAll(async () => {
  programs = await buildPrograms({
    'die-in-the-call': new URL('die-in-the-call.ts', import.meta.url),
    'record-endlessly': new URL('record-endlessly.ts', import.meta.url),
    'record-in-sqlite': new URL('record-in-sqlite.ts', import.meta.url),
  });
});
afterAll(() => programs.dispose());

it(`L-12 ${WRITERS} processes keep one chain in one SQLite file, ${RECORDS} records each`, async () => {
  await inFolder(async (folder) => {
    const [path, key] = [join(folder, 'attesta.db'), join(folder, 'audit.key')];
    const verifierKey = await createKeyFile({ path: key, name: 'test' });
    const writers = Array.from({ length: WRITERS }, (_, writer) =>
      programs.start('record-in-sqlite', path, key, String(writer), String(RECORDS)),
    );
    expect(await Promise.all(writers.map(({ ended }) => ended))).toEqual(writers.map(() => SUCCESS));
    const { log, close } = await openSqliteStore({ path });
    const report = await verifyAuditLog({ log, keys: [verifierKey], thorough: true });
    expect(report).toMatchObject({ status: 'intact', problems: [], warnings: [] });
    const records = (await linesOf(log)).map((line) => JSON.parse(line));
    expect(records.map(({ sequence }) => sequence)).toEqual([...records.keys()]);
    const events = records
      .filter(({ kind }) => kind === 'event')
      .map(({ record }) => `${record.details.writer} ${record.details.number}`);
    expect(events).toHaveLength(WRITERS * RECORDS);
    expect(new Set(events).size).toBe(WRITERS * RECORDS);
    await close();
  });
});

it(`L-13 the next writer goes on at once after ${KILLS} kills, and every acknowledged record is there`, async () => {
  await inFolder(async (folder) => {
    const [path, key] = [join(folder, 'log.jsonl'), join(folder, 'audit.key')];
    const verifierKey = await createKeyFile({ path: key, name: 'test' });
    const acknowledged: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const program = programs.start('record-endlessly', path, key);
      await take(program, acknowledged, 1 + kill * 7);
      await expect(openJsonlLog({ path })).rejects.toMatchObject({ code: 'locked' });
      program.child.kill('SIGKILL');
      await take(program, acknowledged);
      expect(await program.ended).toEqual({ code: null, signal: 'SIGKILL' });
    }
    const log = await openJsonlLog({ path });
    const auditLog = createAuditLog({ log, signer: await openKeyFile({ path: key }) });
    await auditLog.record(eventOf(0));
    await auditLog.close();
    await log.close();
    const report = await verifyAuditLog({ log: jsonlRecords({ path }), keys: [verifierKey], thorough: true });
    expect(report).toMatchObject({ status: 'intact', problems: [] });
    const names = new Set(
      (await linesOf(jsonlRecords({ path }))).map((line) => JSON.parse(line)).map((r) => `${r.sequence}:${r.hash}`),
    );
    expect(acknowledged.filter((receipt) => !names.has(receipt))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(KILLS * 3);
  });
});

it('B-14 a process that ends in the call leaves one unknown outcome, and the call is not made again', async () => {
  await inFolder(async (folder) => {
    const verifierKey = await createKeyFile({ path: join(folder, 'audit.key'), name: 'test' });
    const log = jsonlRecords({ path: join(folder, 'log.jsonl') });
    expect(await programs.start('die-in-the-call', folder).ended).toEqual({ code: null, signal: 'SIGKILL' });
    const after = await verifyAuditLog({ log, keys: [verifierKey] });
    expect(after).toMatchObject({ status: 'unsigned_tail', unknownOutcomeCount: 1 });
    const again = programs.start('die-in-the-call', folder);
    expect(await again.nextLine()).toBe('already_run');
    expect(await again.ended).toEqual(SUCCESS);
    const report = await verifyAuditLog({ log, keys: [verifierKey] });
    expect(report).toMatchObject({ status: 'intact', unknownOutcomes: after.unknownOutcomes });
    expect(await readFile(join(folder, 'runs'), 'utf8')).toBe('run\n');
  });
});

/** Takes so many lines of a program, or all that are left. */
async function take({ lines }: Program, into: string[], count: number = Number.POSITIVE_INFINITY): Promise<void> {
  for (let taken = 0; taken < count; taken += 1) {
    const { done, value } = await lines.next();
    if (done === true) return;
    into.push(value);
  }
}
