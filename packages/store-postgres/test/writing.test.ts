import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPostgresStore } from '../src/index.js';
import { keyColumn, lockNumber } from '../src/state-encoding.js';
import { bare, value } from './bare.js';
import { freshTestSchema, openStore } from './test-schema.js';
import { until } from './until.js';

const record = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('group commit', () => {
  it('L-14 many appends that wait share one round trip, and each is told of its own', async () => {
    const place = freshTestSchema();
    const { log } = await openStore(place);
    const transactions = async (): Promise<unknown> =>
      await value(place.connectionString, `SELECT count(DISTINCT xmin::text) FROM "${place.schema}".log`);
    const appends = Array.from({ length: 100 }, (_, number) => log.append(number * 2, ['a', 'b'].map(record)));
    const late = log.append(100, [record('late')]);
    expect(await Promise.all(appends)).toEqual(appends.map(() => true));
    expect(await late).toBe(false);
    expect(await transactions()).toBe('1');
    for (let number = 200; number < 205; number += 1) await log.append(number, [record('next')]);
    expect(await transactions()).toBe('6');
  });

  it('behind somebody who was first, each is told of its own as well', async () => {
    const place = freshTestSchema();
    const { log } = await openStore(place);
    const { log: other } = await openStore(place);
    await other.append(0, ['a', 'b', 'c'].map(record));
    const appends = [0, 3, 1, 4, 3, 5].map((size) => log.append(size, [record(`at ${size}`)]));
    expect(await Promise.all(appends)).toEqual([false, true, false, true, false, true]);
    const texts: string[] = [];
    for await (const bytes of other.read(0)) texts.push(new TextDecoder().decode(bytes));
    expect(texts).toEqual(['a', 'b', 'c', 'at 3', 'at 4', 'at 5']);
  });

  it('fails as a whole where it fails, and goes on with the next', async () => {
    const place = freshTestSchema();
    const { log } = await openStore(place);
    await bare(place.connectionString, (client) =>
      client.query(`ALTER TABLE "${place.schema}".log ADD CHECK (length(record) < 5)`),
    );
    const together = await Promise.allSettled([log.append(0, [record('fits')]), log.append(1, [record('too long')])]);
    expect(together).toMatchObject([
      { status: 'rejected', reason: { code: 'failed' } },
      { status: 'rejected', reason: { code: 'failed' } },
    ]);
    expect(await log.append(0, [record('fits')])).toBe(true);
    expect(await log.size()).toBe(1);
  });
});

describe('two clients at every race', () => {
  it('one of them wins, at each size, key and deletion', async () => {
    const place = freshTestSchema();
    const [one, other] = [await openStore(place), await openStore(place)];
    let size = 0;
    let version = 0;
    for (let round = 0; round < 20; round += 1) {
      const both = [one, other];
      const appended = await Promise.all(both.map(({ log }) => log.append(size, [record('x'), record('y')])));
      expect(appended.filter(Boolean)).toHaveLength(1);
      size += 2;
      const set = await Promise.all(both.map(({ state }) => state.compareAndSet('key', version, round)));
      const won = set.filter((next) => next !== undefined);
      expect(won).toHaveLength(1);
      expect(won[0]).toBeGreaterThan(version);
      version = won[0] ?? 0;
      if (round % 3 !== 2) continue;
      const deleted = await Promise.all(both.map(({ state }) => state.delete('key', version)));
      expect(deleted.filter(Boolean)).toHaveLength(1);
      const made = await Promise.all(both.map(({ state }) => state.compareAndSet('key', 0, 'made')));
      expect(made.filter((next) => next !== undefined)).toHaveLength(1);
      const again = made.find((next) => next !== undefined) ?? 0;
      expect(again).toBeGreaterThan(version);
      version = again;
    }
    expect(await one.log.size()).toBe(40);
  });

  it('also where the application asks for the strictest isolation: what the server undid is sent again', async () => {
    const place = freshTestSchema();
    const pool = new pg.Pool({
      connectionString: place.connectionString,
      options: '-c default_transaction_isolation=serializable',
    });
    onTestFinished(() => pool.end());
    const { state, log, close } = await openPostgresStore({ pool, schema: place.schema });
    const sets = await Promise.all(Array.from({ length: 8 }, (_, writer) => state.compareAndSet('key', 0, writer)));
    const version = sets.find((next) => next !== undefined) ?? 0;
    expect(sets.filter((next) => next !== undefined)).toHaveLength(1);
    const next = await Promise.all(Array.from({ length: 8 }, (_, n) => state.compareAndSet('key', version, n)));
    expect(next.filter((won) => won !== undefined)).toHaveLength(1);
    expect(await log.append(0, [record('a')])).toBe(true);
    await close();
  });
});

describe('versions', () => {
  it('of a key that is made and deleted by many at once only grow', async () => {
    const place = freshTestSchema();
    const stores = [await openStore(place), await openStore(place), await openStore(place)];
    const seen: number[] = [];
    await Promise.all(
      stores.map(async ({ state }) => {
        for (let round = 0; round < 40; round += 1) {
          const version = await state.compareAndSet('key', 0, round);
          if (version === undefined) continue;
          seen.push(version);
          await state.delete('key', version);
        }
      }),
    );
    // In the order in which they were told, which is that in which they were made: one has to be deleted before the next.
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('are numbered behind the lock that lets one make the key, so that the later one has the higher', async () => {
    const place = freshTestSchema();
    const { state } = await openStore(place);
    const numbered = `SELECT is_called FROM "${place.schema}".version`;
    const waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
    await bare(place.connectionString, async (client) => {
      await client.query(`BEGIN; SELECT pg_advisory_xact_lock(${lockNumber(keyColumn('key'))})`);
      const made = state.compareAndSet('key', 0, 'made');
      await until(async () => (await value(place.connectionString, waiting)) !== '0');
      expect(await value(place.connectionString, numbered)).toBe(false);
      await client.query('ROLLBACK');
      expect(await made).toBe(1);
    });
  });

  it('a number that is none changes nothing', async () => {
    const { state } = await openStore();
    const made = await state.compareAndSet('key', 0, 1);
    for (const version of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60]) {
      expect(await state.compareAndSet('key', version, 2)).toBeUndefined();
      expect(await state.compareAndSet('new', version, 2)).toBeUndefined();
      expect(await state.delete('key', version)).toBe(false);
    }
    expect(await state.list('')).toEqual([{ key: 'key', value: 1, version: made }]);
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
    expect(await state.list('', { limit: 0 })).toEqual([]);
  });

  it('are as long as an index holds, and no longer', async () => {
    const { state } = await openStore();
    const longest = Array.from({ length: 1300 }, (_, index) => String.fromCharCode(0x4e00 + ((index * 7919) % 20_000)));
    expect(await state.compareAndSet(longest.join(''), 0, 1)).toBeDefined();
    await expect(state.compareAndSet(`${longest.join('')}x`, 0, 1)).rejects.toThrow(/at most 1300 .* got 1301/);
    await expect(Reflect.apply(state.get, state, [7])).rejects.toThrow(/key must be a string, got a number/);
    await expect(state.list('', { limit: -1 })).rejects.toThrow(/limit must be an integer from 0/);
  });
});

describe('the log', () => {
  it('is read in pages, all of it', async () => {
    const { log } = await openStore();
    expect(
      await log.append(
        0,
        Array.from({ length: 500 }, (_, number) => record(`record ${number}`)),
      ),
    ).toBe(true);
    let next = 300;
    for await (const bytes of log.read(300)) {
      expect(new TextDecoder().decode(bytes)).toBe(`record ${next}`);
      next += 1;
    }
    expect(next).toBe(500);
  });

  it.each([
    ['in the middle', 1, ['a']],
    ['at the end', 2, ['a', 'b']],
  ])('does not pass for whole where a record is missing %s', async (_where, position, before) => {
    const place = freshTestSchema();
    const { log } = await openStore(place);
    await log.append(0, ['a', 'b', 'c'].map(record));
    await bare(place.connectionString, (client) =>
      client.query(`DELETE FROM "${place.schema}".log WHERE position = ${position}`),
    );
    const read: string[] = [];
    const reading = async (): Promise<void> => {
      for await (const bytes of log.read(0)) read.push(new TextDecoder().decode(bytes));
    };
    await expect(reading()).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringContaining(`record ${position}`),
    });
    expect(read).toEqual(before);
  });

  it('and state refuse what was damaged, misuse, and whatever is asked for after the end', async () => {
    const place = freshTestSchema();
    const { state, log, close } = await openPostgresStore(place);
    await state.compareAndSet('key', 0, 'x');
    await bare(place.connectionString, (client) => client.query(`UPDATE "${place.schema}".state SET value = '{'`));
    await expect(state.get('key')).rejects.toMatchObject({ code: 'damaged' });
    await expect(log.read(-1)[Symbol.asyncIterator]().next()).rejects.toThrow(/non-negative integer/);
    await expect(Reflect.apply(log.append, log, [0, ['text']])).rejects.toThrow(/must be a Uint8Array/);
    const [set, append] = [state.compareAndSet('last', 0, 1), log.append(0, [record('last')])];
    await Promise.all([close(), close()]);
    expect([await set, await append]).toEqual([expect.any(Number), true]);
    const { signal } = new AbortController();
    const uses = [
      () => state.get('key'),
      () => state.list(''),
      () => state.compareAndSet('key', 0, 1),
      () => state.delete('key', 1),
      () => state.watch('key', 0, { signal }),
      () => log.append(1, [record('c')]),
      () => log.size(),
    ];
    for (const use of uses) await expect(use()).rejects.toMatchObject({ code: 'closed' });
  });
});
