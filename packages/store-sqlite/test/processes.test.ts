import { buildPrograms, type Program } from '@attesta/test-programs';
import { codeOf, NOW, SECRET, STEP, wrongCode } from '@attesta/test-programs/codes';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { campaignSize } from '../../../tests/campaigns/campaign.js';
import { freshPath, openStore } from './places.js';

const ROUNDS = campaignSize({ normal: 20, long: 200 });
const VERIFIERS = campaignSize({ normal: 6, long: 16 });
const WRITERS = campaignSize({ normal: 4, long: 8 });
const RECORDS = campaignSize({ normal: 40, long: 500 });
const KILLS = campaignSize({ normal: 8, long: 20 });

const right = codeOf(STEP);
const wrong = wrongCode();

const build = () =>
  buildPrograms({
    'verify-codes': new URL('verify-codes.ts', import.meta.url),
    'append-records': new URL('append-records.ts', import.meta.url),
    'write-endlessly': new URL('write-endlessly.ts', import.meta.url),
    'wait-for-news': new URL('wait-for-news.ts', import.meta.url),
  });

let programs: Awaited<ReturnType<typeof build>>;
beforeAll(async () => {
  programs = await build();
});
afterAll(() => programs.dispose());

function start(...args: Parameters<typeof programs.start>): Program {
  const program = programs.start(...args);
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
  it(`T-04 one code passes once, in ${ROUNDS} rounds of ${VERIFIERS} processes`, async () => {
    const path = freshPath();
    const verifiers = Array.from({ length: VERIFIERS }, () => start('verify-codes', path));
    // All of them make the file at the same time.
    expect(await Promise.all(verifiers.map(line))).toEqual(verifiers.map(() => 'ready'));
    let passes = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const outcomes = await Promise.all(verifiers.map((program) => verify(program, `operator-${round}`, right)));
      expect(outcomes.filter((status) => status === 'replay')).toHaveLength(VERIFIERS - 1);
      passes += outcomes.filter((status) => status === 'ok').length;
    }
    expect(passes).toBe(ROUNDS);
  });

  it('T-09 failures are counted over restarts: after 5 in 5 processes a right code is locked', async () => {
    const path = freshPath();
    const attempt = async (code: string): Promise<string> => {
      const program = start('verify-codes', path);
      expect(await line(program)).toBe('ready');
      const status = await verify(program, 'ada', code);
      program.child.stdin?.end();
      expect(await program.ended).toEqual({ code: 0, signal: null });
      return status;
    };
    const statuses: string[] = [];
    for (const code of [wrong, wrong, wrong, wrong, wrong, right]) statuses.push(await attempt(code));
    expect(statuses).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'locked']);
  });

  it('T-10 wrong codes of several processes at once are counted one by one', async () => {
    const path = freshPath();
    const guessers = Array.from({ length: 4 }, () => start('verify-codes', path));
    await Promise.all(guessers.map(line));
    const outcomes = guessers.map(async (program) => {
      const statuses: string[] = [];
      for (let guess = 0; guess < 10; guess += 1) statuses.push(await verify(program, 'ada', wrong));
      return statuses;
    });
    const statuses = (await Promise.all(outcomes)).flat();
    expect(statuses.filter((status) => status === 'wrong')).toHaveLength(5);
    expect(statuses.filter((status) => status === 'locked')).toHaveLength(35);
    const { state } = await openStore(path);
    expect((await state.get('totp/ada'))?.value).toMatchObject({ failures: 5, totalFailures: 5 });
  });
});

describe('the log', () => {
  it(`L-12 of ${WRITERS} processes with ${RECORDS} records each is one, without a gap`, async () => {
    const path = freshPath();
    const writers = Array.from({ length: WRITERS }, (_, writer) =>
      start('append-records', path, `w${writer}`, `${RECORDS}`),
    );
    for (const { ended } of writers) expect(await ended).toEqual({ code: 0, signal: null });
    const { log } = await openStore(path);
    const next = new Map<string, number>();
    let position = 0;
    for await (const bytes of log.read(0)) {
      const [at, writer = '', count] = new TextDecoder().decode(bytes).split(' ');
      expect([Number(at), Number(count)]).toEqual([position, next.get(writer) ?? 0]);
      next.set(writer, Number(count) + 1);
      position += 1;
    }
    expect(position).toBe(WRITERS * RECORDS);
    expect([...next.values()]).toEqual(writers.map(() => RECORDS));
  });
});

describe('a process that is killed', () => {
  it(`L-13 at ${KILLS} points loses nothing that it has acknowledged, and keeps nobody out`, async () => {
    const path = freshPath();
    const acknowledged = new Map([
      ['count', 0],
      ['size', 0],
    ]);
    for (let point = 1; point <= KILLS; point += 1) {
      const writer = start('write-endlessly', path);
      let told = 0;
      for await (const text of writer.lines) {
        const [what = '', number] = text.split(' ');
        expect(Number(number)).toBeGreaterThan(acknowledged.get(what) ?? Number.NaN);
        acknowledged.set(what, Number(number));
        told += 1;
        if (told === point) writer.child.kill('SIGKILL');
      }
      expect(await writer.ended).toEqual({ code: null, signal: 'SIGKILL' });
      const { state, log } = await openStore(path);
      const entry = await state.get('count');
      const { a, b } = Object(entry?.value);
      expect(a).toBe(b);
      expect(a).toBeGreaterThanOrEqual(acknowledged.get('count') ?? Number.NaN);
      const records: string[] = [];
      for await (const bytes of log.read(0)) records.push(new TextDecoder().decode(bytes));
      expect(records.length).toBeGreaterThanOrEqual(acknowledged.get('size') ?? Number.NaN);
      expect(records).toEqual(records.map((_, index) => `${index - (index % 2)} ${index % 2 === 0 ? 'a' : 'b'}`));
      expect(await state.compareAndSet('point', (await state.get('point'))?.version ?? 0, point)).toBeDefined();
    }
  });
});

describe('a process that waits', () => {
  it('N-04 lives until the news, and ends by itself afterwards', async () => {
    const path = freshPath();
    const { state } = await openStore(path);
    const waiter = start('wait-for-news', path);
    expect(await line(waiter)).toBe('waiting');
    expect(waiter.child.exitCode).toBeNull();
    await state.compareAndSet('news', 0, 'here they are');
    expect(await line(waiter)).toBe('here they are');
    expect(await waiter.ended).toEqual({ code: 0, signal: null });
  });
});
