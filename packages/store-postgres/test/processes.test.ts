import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeyFile, verifyAuditLog } from '@attesta/audit-log';
import { ApprovalInbox } from '@attesta/challenge-manager';
import { buildPrograms, type Program } from '@attesta/test-programs';
import { codeOf, NOW, SECRET, STEP, wrongCode } from '@attesta/test-programs/codes';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { campaignSize } from '../../../tests/campaigns/campaign.js';
import { freshTestSchema, openStore, type TestSchema } from './test-schema.js';

const ROUNDS = campaignSize({ normal: 10, long: 200 });
const VERIFIERS = campaignSize({ normal: 4, long: 16 });
const WRITERS = campaignSize({ normal: 4, long: 8 });
const RECORDS = campaignSize({ normal: 15, long: 500 });
const DECIDERS = campaignSize({ normal: 4, long: 6 });
const REQUESTS = campaignSize({ normal: 80, long: 2000 });

const build = () =>
  buildPrograms({
    'decide-requests': new URL('decide-requests.ts', import.meta.url),
    'record-entries': new URL('record-entries.ts', import.meta.url),
    'verify-codes': new URL('verify-codes.ts', import.meta.url),
    'wait-for-news': new URL('wait-for-news.ts', import.meta.url),
    'write-endlessly': new URL('write-endlessly.ts', import.meta.url),
  });

let programs: Awaited<ReturnType<typeof build>>;
beforeAll(async () => {
  programs = await build();
});
afterAll(() => programs.dispose());

function start(name: Parameters<typeof programs.start>[0], place: TestSchema, ...args: readonly string[]): Program {
  const program = programs.start(name, place.connectionString, place.schema, ...args);
  onTestFinished(() => void program.child.kill('SIGKILL'));
  return program;
}

async function line(program: Program): Promise<string> {
  return (await program.nextLine()) ?? expect.fail('The program ended early.');
}

async function verify(program: Program, operatorId: string, code: string): Promise<string> {
  program.child.stdin?.write(`${operatorId} ${NOW} ${SECRET} ${code}\n`);
  return await line(program);
}

describe('one-time codes', () => {
  it(`T-04 T-10 one code passes once in ${ROUNDS} rounds of ${VERIFIERS} processes, and wrong ones are counted one by one`, async () => {
    const place = freshTestSchema();
    const verifiers = Array.from({ length: VERIFIERS }, () => start('verify-codes', place));
    // All of them make the schema at the same time.
    expect(await Promise.all(verifiers.map(line))).toEqual(verifiers.map(() => 'ready'));
    const right = codeOf(STEP);
    for (let round = 0; round < ROUNDS; round += 1) {
      const outcomes = await Promise.all(verifiers.map((program) => verify(program, `operator-${round}`, right)));
      expect(outcomes.filter((status) => status === 'replay')).toHaveLength(VERIFIERS - 1);
      expect(outcomes.filter((status) => status === 'ok')).toHaveLength(1);
    }
    const wrong = wrongCode();
    const guesses = verifiers.map(async (program) => [
      await verify(program, 'ada', wrong),
      await verify(program, 'ada', wrong),
    ]);
    const statuses = (await Promise.all(guesses)).flat();
    expect(statuses.filter((status) => status === 'wrong')).toHaveLength(5);
    expect(statuses.filter((status) => status === 'locked')).toHaveLength(VERIFIERS * 2 - 5);
    const { state } = await openStore(place);
    expect((await state.get('totp/ada'))?.value).toMatchObject({ failures: 5, totalFailures: 5 });
  });
});

describe('contested requests', () => {
  it(`D-13 ${REQUESTS} that ${DECIDERS} processes decide on at once are each decided once, for good`, async () => {
    const place = freshTestSchema();
    const { state } = await openStore(place);
    const sender = new ApprovalInbox({ state, maxOpen: 200, unsafeWithoutNumber: true });
    for (let from = 0; from < REQUESTS; from += 100) {
      const indices = Array.from({ length: Math.min(100, REQUESTS - from) }, (_, index) => from + index);
      await Promise.all(
        indices.map((index) => sender.send(`approver-${Math.floor(index / 100)}`, 'Approve?', `request-${index}`)),
      );
    }
    const sides = Array.from({ length: DECIDERS }, (_, side) => (side % 2 === 0 ? 'approved' : 'denied'));
    const deciders = sides.map((verdict) => start('decide-requests', place, String(REQUESTS), verdict));
    const told: readonly (readonly string[])[] = (await Promise.all(deciders.map(line))).map((text) =>
      JSON.parse(text),
    );
    const wins = sides.map(() => 0);
    for (let index = 0; index < REQUESTS; index += 1) {
      const outcomes = told.map((statuses) => statuses[index]);
      const decided = outcomes.filter((status) => status !== 'already_decided');
      expect(decided).toHaveLength(1);
      const winner = outcomes.findIndex((status) => status !== 'already_decided');
      wins[winner] = (wins[winner] ?? 0) + 1;
      expect(await sender.checkResponse(`request-${index}`)).toMatchObject({ verdict: decided[0] });
    }
    console.log(`${REQUESTS} requests, each decided once: ${wins.join(' + ')} by ${DECIDERS} processes`);
  });
});

describe('the audit chain', () => {
  it(`L-12 of ${WRITERS} processes with ${RECORDS} records each is one, without a gap`, async () => {
    const place = freshTestSchema();
    const folder = mkdtempSync(join(tmpdir(), 'attesta-key-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const key = join(folder, 'audit.key');
    const verifierKey = await createKeyFile({ path: key, name: 'test' });
    const writers = Array.from({ length: WRITERS }, (_, writer) =>
      start('record-entries', place, key, `w${writer}`, String(RECORDS)),
    );
    for (const { ended } of writers) expect(await ended).toEqual({ code: 0, signal: null });
    const { log } = await openStore(place);
    expect(await verifyAuditLog({ log, keys: [verifierKey], thorough: true })).toMatchObject({
      status: 'intact',
      problems: [],
      warnings: [],
    });
    const next = new Map<string, number>();
    let sequence = 0;
    for await (const bytes of log.read(0)) {
      const record = JSON.parse(new TextDecoder().decode(bytes));
      expect(record.sequence).toBe(sequence);
      sequence += 1;
      if (record.kind !== 'event') continue;
      const { writer, number } = record.record.details;
      expect(number).toBe(next.get(writer) ?? 0);
      next.set(writer, number + 1);
    }
    expect([...next.values()]).toEqual(writers.map(() => RECORDS));
  });
});

describe('a process that is killed', () => {
  it('L-13 at 6 points loses nothing that it has acknowledged, and keeps nobody out', async () => {
    const place = freshTestSchema();
    const { state, log } = await openStore(place);
    const acknowledged = new Map([
      ['count', 0],
      ['size', 0],
    ]);
    for (let point = 1; point <= 6; point += 1) {
      const writer = start('write-endlessly', place);
      let told = 0;
      for await (const text of writer.lines) {
        const [what = '', number] = text.split(' ');
        expect(Number(number)).toBeGreaterThan(acknowledged.get(what) ?? Number.NaN);
        acknowledged.set(what, Number(number));
        told += 1;
        if (told === point) writer.child.kill('SIGKILL');
      }
      expect(await writer.ended).toEqual({ code: null, signal: 'SIGKILL' });
      const { a, b } = Object((await state.get('count'))?.value);
      expect(a).toBe(b);
      expect(a).toBeGreaterThanOrEqual(acknowledged.get('count') ?? Number.NaN);
      const records: string[] = [];
      for await (const bytes of log.read(0)) records.push(new TextDecoder().decode(bytes));
      expect(records.length).toBeGreaterThanOrEqual(acknowledged.get('size') ?? Number.NaN);
      expect(records).toEqual(records.map((_, index) => `${index - (index % 2)} ${index % 2 === 0 ? 'a' : 'b'}`));
    }
  });
});

describe('a process that waits', () => {
  it('N-04 lives until the news, and ends by itself afterwards', async () => {
    const place = freshTestSchema();
    const { state } = await openStore(place);
    const waiter = start('wait-for-news', place);
    expect(await line(waiter)).toBe('waiting');
    expect(waiter.child.exitCode).toBeNull();
    await state.compareAndSet('news', 0, 'here they are');
    expect(await line(waiter)).toBe('here they are');
    expect(await waiter.ended).toEqual({ code: 0, signal: null });
  });
});
