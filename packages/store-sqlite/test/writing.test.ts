import { copyFileSync, cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemClock } from '@attesta/core';
import { fakeClock } from '@attesta/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BusyRetry } from '../src/busy-retry.js';
import { Database } from '../src/database.js';
import { openSqliteStore } from '../src/index.js';
import { WriteQueue } from '../src/write-queue.js';
import { bare, value } from './bare.js';
import { freshPath, openStore } from './places.js';

const record = (text: string): Uint8Array => new TextEncoder().encode(text);

/** How many commits the write-ahead log holds: frames that tell the size of the file (https://sqlite.org/fileformat2.html#walformat). */
function commits(path: string): number {
  const log = readFileSync(`${path}-wal`);
  const frame = 24 + log.readUInt32BE(8);
  const salt = log.readBigUInt64BE(16);
  let found = 0;
  for (let offset = 32; offset < log.length && log.readBigUInt64BE(offset + 8) === salt; offset += frame) {
    if (log.readUInt32BE(offset + 4) > 0) found += 1;
  }
  return found;
}

/** Another program that keeps the file for itself. */
function holder(path: string): { release(): void } {
  const other = bare(path);
  other.exec('BEGIN IMMEDIATE');
  let isHeld = true;
  const release = (): void => {
    if (isHeld) other.exec('ROLLBACK');
    isHeld = false;
  };
  onTestFinished(release);
  return { release };
}

describe('group commit', () => {
  it('L-14 many appends and changes that wait share one transaction, and each is told of its own', async () => {
    const path = freshPath();
    const { state, log } = await openStore(path);
    await state.compareAndSet('first', 0, 1);
    const before = commits(path);
    const appends = Array.from({ length: 100 }, (_, number) => log.append(number, [record(`record ${number}`)]));
    const sets = Array.from({ length: 100 }, (_, number) => state.compareAndSet(`key/${number % 50}`, 0, number));
    const late = log.append(50, [record('late')]);
    expect(await Promise.all(appends)).toEqual(appends.map(() => true));
    expect((await Promise.all(sets)).map((version) => version !== undefined)).toEqual(
      sets.map((_, number) => number < 50),
    );
    expect(await late).toBe(false);
    expect(commits(path) - before).toBe(1);
  });

  it('one after the other, each has its own', async () => {
    const path = freshPath();
    const { log } = await openStore(path);
    await log.append(0, [record('first')]);
    const before = commits(path);
    for (let number = 1; number <= 10; number += 1) await log.append(number, [record('next')]);
    expect(commits(path) - before).toBe(10);
  });

  it('what changes nothing is not synced', async () => {
    const path = freshPath();
    const { state, log } = await openStore(path);
    await state.compareAndSet('key', 0, 1);
    const before = commits(path);
    expect(await state.compareAndSet('key', 0, 2)).toBeUndefined();
    expect(await state.delete('key', 7)).toBe(false);
    expect(await log.append(3, [record('x')])).toBe(false);
    expect(await log.append(0, [])).toBe(true);
    expect(commits(path)).toBe(before);
  });

  it('gives others their turn after each 256', async () => {
    const sizes: number[] = [];
    const database = {
      path: 'path',
      transaction<T>(work: () => T): T {
        sizes.push(0);
        return work();
      },
    };
    const queue = new WriteQueue(database, new BusyRetry(systemClock, 1));
    let turns = 0;
    const count = (): void => {
      turns += 1;
      if (sizes.length < 4) setImmediate(count);
    };
    setImmediate(count);
    const done = Array.from({ length: 1000 }, (_, number) =>
      queue.add(() => {
        sizes.push((sizes.pop() ?? 0) + 1);
        return number;
      }),
    );
    expect(await Promise.all(done)).toEqual(done.map((_, number) => number));
    expect(sizes).toEqual([256, 256, 256, 232]);
    expect(turns).toBeGreaterThanOrEqual(3);
  });

  it('fails as a whole where it fails, and goes on with the next', async () => {
    const queue = new WriteQueue({ path: 'path', transaction: (work) => work() }, new BusyRetry(systemClock, 1));
    const fails = (): never => {
      throw new Error('the disk is full');
    };
    const together = await Promise.allSettled([queue.add(() => 1), queue.add(fails), queue.add(() => 3)]);
    expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await queue.add(() => 4)).toBe(4);
  });
});

describe('a transaction', () => {
  it('that fails in the middle leaves nothing, and nothing open', async () => {
    const database = await Database.open(freshPath());
    database.execute('CREATE TABLE t (a INTEGER NOT NULL)');
    const insert = database.command('INSERT INTO t VALUES (?)');
    const count = database.query('SELECT count(*) FROM t');
    const failing = (): void => {
      insert(1);
      insert(null);
    };
    expect(() => database.transaction(failing)).toThrow(expect.objectContaining({ code: 'failed' }));
    expect(count.first()?.integer(0)).toBe(0);
    database.transaction(() => insert(2));
    expect(count.first()?.integer(0)).toBe(1);
  });
});

describe('a file that another program holds', () => {
  it('is waited for on the clock, while the event loop goes on; nothing is decided meanwhile', async () => {
    const path = freshPath();
    const clock = fakeClock();
    const { state, log } = await openStore(path, { clock });
    const { release } = holder(path);
    let settled = 0;
    const settle = <T>(result: T): T => {
      settled += 1;
      return result;
    };
    const set = state.compareAndSet('key', 0, 'value').then(settle);
    const appended = log.append(0, [record('a')]).then(settle);
    await clock.advance(4000);
    expect(settled).toBe(0);
    expect(await state.get('key')).toBeUndefined();
    release();
    await clock.advance(10);
    expect([await set, await appended]).toEqual([1, true]);
    expect(clock.pending).toBe(0);
  });

  it('is given up after busyTimeoutSeconds with an error, not with an answer; later it works', async () => {
    const path = freshPath();
    const clock = fakeClock();
    const { state, log } = await openStore(path, { clock, busyTimeoutSeconds: 2 });
    await state.compareAndSet('key', 0, 1);
    const { release } = holder(path);
    const refused = Promise.allSettled([
      state.compareAndSet('key', 1, 2),
      state.delete('key', 1),
      log.append(0, [record('a')]),
    ]);
    await clock.advance(2100);
    for (const outcome of await refused) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'SqliteStoreError', code: 'busy' } });
    }
    release();
    expect(await state.compareAndSet('key', 1, 2)).toBe(2);
    expect(clock.pending).toBe(0);
  });

  it('is waited for when it is made, too', async () => {
    const path = freshPath();
    writeFileSync(path, '', { mode: 0o600 });
    const clock = fakeClock();
    const { release } = holder(path);
    const opening = Promise.allSettled([openSqliteStore({ path, clock, busyTimeoutSeconds: 2 })]);
    for (let second = 0; second < 4; second += 1) await clock.advance(1000);
    expect(await opening).toMatchObject([{ status: 'rejected', reason: { code: 'busy' } }]);
    release();
    expect(await (await openStore(path)).log.size()).toBe(0);
  });

  it('is read all the same', async () => {
    const path = freshPath();
    const { state, log } = await openStore(path, { clock: fakeClock() });
    await state.compareAndSet('key', 0, 1);
    holder(path);
    expect(await state.get('key')).toEqual({ value: 1, version: 1 });
    expect(await state.list('')).toHaveLength(1);
    expect(await log.size()).toBe(0);
  });
});

describe('versions', () => {
  it('grow over all keys, deletions, failures and stores', async () => {
    const path = freshPath();
    const one = await openStore(path);
    const other = await openStore(path);
    const seen: (number | undefined)[] = [];
    for (let round = 0; round < 5; round += 1) {
      for (const { state } of [one, other]) {
        const version = await state.compareAndSet('key', 0, round);
        seen.push(version);
        expect(await state.compareAndSet('key', 0, round)).toBeUndefined();
        expect(await state.delete('key', version ?? 0)).toBe(true);
      }
    }
    expect(new Set(seen).size).toBe(10);
    expect(seen).toEqual([...seen].sort((a, b) => (a ?? 0) - (b ?? 0)));
  });

  it('a number that is none changes nothing', async () => {
    const { state } = await openStore();
    await state.compareAndSet('key', 0, 1);
    for (const version of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60]) {
      expect(await state.compareAndSet('key', version, 2)).toBeUndefined();
      expect(await state.compareAndSet('new', version, 2)).toBeUndefined();
      expect(await state.delete('key', version)).toBe(false);
    }
    expect(await state.list('')).toEqual([{ key: 'key', value: 1, version: 1 }]);
  });
});

describe('keys', () => {
  it('that UTF-8 cannot tell apart are different ones, in order', async () => {
    const { state } = await openStore();
    const keys = ['', '\0', '\ud800', '\ud801', '\udfff', '\ufffd', '\uffff', '\uffff\uffff', '\u{10ffff}', 'a'];
    for (const key of keys) expect(await state.compareAndSet(key, 0, `value of ${key.length}`)).toBeDefined();
    expect((await state.list('')).map(({ key }) => key)).toEqual(keys.toSorted());
    expect((await state.list('\uffff')).map(({ key }) => key)).toEqual(['\uffff', '\uffff\uffff']);
    expect((await state.list('\ud800')).map(({ key }) => key)).toEqual(['\ud800']);
    expect((await state.list('', { after: 'a', limit: 1 })).map(({ key }) => key)).toEqual(['\ud800']);
  });

  it('that are none are misuse', async () => {
    const { state } = await openStore();
    await expect(Reflect.apply(state.get, state, [7])).rejects.toThrow(/key must be a string, got a number/);
    await expect(Reflect.apply(state.compareAndSet, state, [{}, 0, 1])).rejects.toMatchObject({
      code: 'invalid_option',
    });
  });

  it('are listed by sound options only', async () => {
    const { state } = await openStore();
    await expect(state.list('', { limit: -1 })).rejects.toThrow(/limit must be an integer from 0/);
    expect(await state.list('', { limit: 0 })).toEqual([]);
  });
});

describe('the log', () => {
  it('is read in pages, all of it, while others get their turn', async () => {
    const { log } = await openStore();
    const records = Array.from({ length: 1000 }, (_, number) => record(`record ${number}`));
    expect(await log.append(0, records)).toBe(true);
    let turns = 0;
    let isOver = false;
    const count = (): void => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    let next = 300;
    for await (const bytes of log.read(300)) {
      expect(new TextDecoder().decode(bytes)).toBe(`record ${next}`);
      next += 1;
    }
    isOver = true;
    expect(next).toBe(1000);
    expect(turns).toBeGreaterThanOrEqual(10);
  });

  it('takes bytes as they were when it was asked', async () => {
    const { log } = await openStore();
    const bytes = new Uint8Array([1, 2, 3, 4, 5]);
    const appending = log.append(0, [bytes.subarray(1, 4)]);
    bytes.fill(9);
    await appending;
    for await (const found of log.read(0)) expect([...found]).toEqual([2, 3, 4]);
  });

  it('does not pass what lies behind a gap for the next record', async () => {
    const path = freshPath();
    const { log, close } = await openSqliteStore({ path });
    await log.append(0, ['a', 'b', 'c'].map(record));
    bare(path).exec('DELETE FROM log WHERE position = 1');
    const read: string[] = [];
    const reading = async (): Promise<void> => {
      for await (const bytes of log.read(0)) read.push(new TextDecoder().decode(bytes));
    };
    await expect(reading()).rejects.toMatchObject({ code: 'damaged', message: expect.stringContaining('record 1') });
    expect(read).toEqual(['a']);
    await expect(log.append(3, [record('d')])).rejects.toMatchObject({ code: 'damaged' });
    expect(value(bare(path), 'SELECT count(*) FROM log')).toBe(2);
    await close();
  });

  it('refuses what is no position and no record', async () => {
    const { log } = await openStore();
    for (const from of [-1, 0.5, Number.NaN]) {
      await expect(log.read(from)[Symbol.asyncIterator]().next()).rejects.toThrow(/non-negative integer/);
    }
    await expect(Reflect.apply(log.append, log, [0, ['text']])).rejects.toThrow(/must be a Uint8Array/);
  });
});

describe('a file that is not there any more', () => {
  it.each(['deleted', 'replaced'])('is not written to when it was %s: nobody would find it', async (how) => {
    const path = freshPath();
    const { state, log } = await openStore(path);
    await state.compareAndSet('key', 0, 1);
    renameSync(path, `${path}.old`);
    if (how === 'replaced') copyFileSync(`${path}.old`, path);
    await expect(state.compareAndSet('key', 1, 2)).rejects.toMatchObject({ code: 'moved' });
    await expect(log.append(0, [record('a')])).rejects.toMatchObject({ code: 'moved' });
    rmSync(path, { force: true });
    renameSync(`${path}.old`, path);
    expect(await state.compareAndSet('key', 1, 2)).toBe(2);
  });
});

describe('a file beside the store that is not there any more', () => {
  it.each([
    ['the write-ahead log was deleted', (path: string) => rmSync(`${path}-wal`)],
    ['the index of the log was deleted', (path: string) => rmSync(`${path}-shm`)],
    ['both were deleted', (path: string) => void [rmSync(`${path}-wal`), rmSync(`${path}-shm`)]],
    ['the write-ahead log was replaced', (path: string) => replace(`${path}-wal`)],
    ['the main file was restored alone', (path: string) => replace(path)],
    ['the folder was replaced', (path: string) => replaceFolder(dirname(path))],
  ])('X-30 a write rejects with `moved` after %s', async (_what, disturb) => {
    const path = freshPath();
    const { state, log } = await openStore(path);
    const version = (await state.compareAndSet('run', 0, 'open')) ?? 0;
    disturb(path);
    await expect(state.compareAndSet('run', version, 'spent')).rejects.toMatchObject({ code: 'moved' });
    await expect(log.append(0, [record('a')])).rejects.toMatchObject({ code: 'moved' });
  });

  function replace(file: string): void {
    copyFileSync(file, `${file}.copy`);
    renameSync(`${file}.copy`, file);
  }

  function replaceFolder(folder: string): void {
    cpSync(folder, `${folder}.copy`, { recursive: true });
    renameSync(folder, `${folder}.old`);
    renameSync(`${folder}.copy`, folder);
    onTestFinished(() => rmSync(`${folder}.old`, { recursive: true }));
  }
});

describe('damage that shows later', () => {
  it('in the pages of the file is told, and nothing more is written', async () => {
    const path = freshPath();
    const { state, log } = await openStore(path);
    for (let number = 0; number < 100; number += 1) await state.compareAndSet(`key/${number}`, 0, 'x'.repeat(200));
    const other = bare(path);
    expect(value(other, 'PRAGMA wal_checkpoint(TRUNCATE)')).toBe(0);
    const sound = readFileSync(path);
    writeFileSync(path, Buffer.from(sound).fill(0xa5, 6 * 4096));
    other.exec("INSERT INTO log VALUES (0, x'00')");
    await expect(state.list('', { limit: 1000 })).rejects.toMatchObject({ code: 'damaged' });
    await expect(log.append(1, [record('b')])).rejects.toMatchObject({ code: 'damaged' });
    await expect(state.get('key/1')).rejects.toMatchObject({ code: 'damaged' });
    expect(value(other, 'SELECT count(*) FROM log')).toBe(1);
  });

  it('in a value is told, and nothing more is written', async () => {
    const path = freshPath();
    const { state } = await openStore(path);
    await state.compareAndSet('sound', 0, 1);
    await state.compareAndSet('key', 0, 'x');
    bare(path).exec("UPDATE state SET value = '{' WHERE version = 2");
    await expect(state.get('key')).rejects.toMatchObject({ code: 'damaged' });
    await expect(state.compareAndSet('sound', 1, 2)).rejects.toMatchObject({ code: 'damaged' });
    expect(value(bare(path), 'SELECT value FROM state WHERE version = 1')).toBe('1');
  });
});

describe('the end', () => {
  it('comes once, however often it is asked for; what was asked before is done', async () => {
    const path = freshPath();
    const { state, log, close } = await openSqliteStore({ path });
    const set = state.compareAndSet('key', 0, 1);
    const append = log.append(0, [record('a')]);
    await Promise.all([close(), close()]);
    await close();
    expect([await set, await append]).toEqual([1, true]);
    expect(await (await openStore(path)).state.get('key')).toEqual({ value: 1, version: 1 });
  });

  it('is told to whoever uses the store afterwards', async () => {
    const path = freshPath();
    const { state, log, close } = await openSqliteStore({ path });
    await log.append(0, [record('a'), record('b')]);
    const reading = log.read(0)[Symbol.asyncIterator]();
    const ending = close();
    const signal = new AbortController().signal;
    await expect(state.compareAndSet('key', 0, 1)).rejects.toMatchObject({ code: 'closed' });
    await ending;
    const uses = [
      () => state.get('key'),
      () => state.list(''),
      () => state.compareAndSet('key', 0, 1),
      () => state.delete('key', 1),
      () => state.watch('key', 0, { signal }),
      () => log.append(2, [record('c')]),
      () => log.size(),
      () => reading.next(),
    ];
    for (const use of uses) {
      await expect(use()).rejects.toMatchObject({ code: 'closed', message: `The store on ${path} is closed.` });
    }
  });
});
