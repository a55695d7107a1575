import { setImmediate } from 'node:timers/promises';
import { type Server, startServer } from '@attesta/postgres-server';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openPostgresStore } from '../src/index.js';
import { bare, value } from './bare.js';
import { proxyTo } from './proxy.js';
import { freshTestSchema, openStore, type TestSchema } from './test-schema.js';

const record = (text: string): Uint8Array => new TextEncoder().encode(text);
const { signal } = new AbortController();

/** Ends every connection that works on a schema, as an administrator or a failing network would. */
async function cut({ connectionString, schema }: TestSchema): Promise<void> {
  await bare(connectionString, (client) =>
    client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE $1 AND pid <> pg_backend_pid()',
      [`%"${schema}"%`],
    ),
  );
}

/** Seconds. What is waited for in vain takes as long; what a busy machine has to do meanwhile takes less. */
const SHORT = 2;

describe('an answer that is lost', () => {
  it('is an error and no decision: the change may have been made, and is not made twice', async () => {
    const place = freshTestSchema();
    const proxy = await proxyTo(place.connectionString);
    const { state } = await openStore({ ...place, connectionString: proxy.connectionString });
    const { state: other } = await openStore(place);
    const version = (await state.compareAndSet('key', 0, 1)) ?? 0;
    proxy.loseAnswers();
    await expect(state.compareAndSet('key', version, 2)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('read before you try again'),
    });
    proxy.mend();
    const found = await state.get('key');
    expect(found?.value).toBe(2);
    proxy.loseAnswers();
    await expect(state.compareAndSet('new', 0, 3)).rejects.toMatchObject({ code: 'unavailable' });
    proxy.mend();
    expect(await other.compareAndSet('new', 0, 3)).toBeUndefined();
    expect((await state.get('new'))?.value).toBe(3);
    // Once: a second time it would have been refused by its own first.
    expect(await other.compareAndSet('key', found?.version ?? 0, 4)).toBeDefined();
    expect(await state.compareAndSet('key', version, 2)).toBeUndefined();
  });

  it('to an append is an error, and its records are there once', async () => {
    const place = freshTestSchema();
    const proxy = await proxyTo(place.connectionString);
    const { log } = await openStore({ ...place, connectionString: proxy.connectionString });
    await log.append(0, [record('a')]);
    proxy.loseAnswers();
    const together = await Promise.allSettled([log.append(1, [record('b')]), log.append(2, [record('c')])]);
    expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    proxy.mend();
    expect(await log.size()).toBe(3);
    expect(await log.append(1, [record('b')])).toBe(false);
  });

  it('to a question is asked for again', async () => {
    const place = freshTestSchema();
    const proxy = await proxyTo(place.connectionString);
    const { state, log } = await openStore({ ...place, connectionString: proxy.connectionString });
    await state.compareAndSet('key', 0, 1);
    proxy.loseAnswers();
    const isLost = proxy.nextLoss();
    const asked = Promise.all([state.get('key'), state.list(''), log.size()]);
    await isLost;
    proxy.mend();
    expect(await asked).toMatchObject([{ value: 1 }, [{ key: 'key' }], 0]);
  });

  it('is waited for as long as a statement may take', async () => {
    const place = freshTestSchema();
    const proxy = await proxyTo(place.connectionString);
    const { state } = await openStore(
      { ...place, connectionString: proxy.connectionString },
      { statementTimeoutSeconds: SHORT },
    );
    await state.get('key');
    proxy.swallow();
    await expect(state.compareAndSet('key', 0, 1)).rejects.toMatchObject({ code: 'timeout' });
    proxy.mend();
    expect(await state.get('key')).toBeUndefined();
    expect(await state.compareAndSet('key', 0, 1)).toBeDefined();
  });
});

describe('a row that another program holds', () => {
  it('is not waited for longer than a statement may take; nothing is decided', async () => {
    const place = freshTestSchema();
    const { state, log } = await openStore(place, { statementTimeoutSeconds: SHORT });
    const version = (await state.compareAndSet('key', 0, 1)) ?? 0;
    await bare(place.connectionString, async (client) => {
      await client.query(`BEGIN; LOCK TABLE "${place.schema}".state, "${place.schema}".log_size`);
      const refused = await Promise.allSettled([
        state.compareAndSet('key', version, 2),
        state.delete('key', version),
        log.append(0, [record('a')]),
      ]);
      for (const outcome of refused) expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'timeout' } });
      await client.query('ROLLBACK');
    });
    expect(await state.compareAndSet('key', version, 3)).toBeDefined();
    expect(await log.size()).toBe(0);
  });
});

describe('connections that are cut', () => {
  it('while nobody uses them are noticed by nobody', async () => {
    const place = freshTestSchema();
    const { state, log } = await openStore(place);
    let version: number | undefined = 0;
    for (let round = 0; round < 5; round += 1) {
      version = await state.compareAndSet('key', version ?? 0, round);
      expect(version).toBeDefined();
      await cut(place);
      expect(await state.get('key')).toEqual({ value: round, version });
      expect(await log.size()).toBe(0);
    }
  });

  it('miss no change for those who wait', async () => {
    const place = freshTestSchema();
    const { state } = await openStore(place);
    const { state: other } = await openStore(place);
    let [seen, version] = [0, 0];
    for (let round = 0; round < 8; round += 1) {
      const waiting = state.watch('key', seen, { signal });
      if (round % 2 === 0) await cut(place);
      version = (await again(() => other.compareAndSet('key', version, round))) ?? version;
      if (round % 2 === 1) await cut(place);
      seen = (await waiting)?.version ?? 0;
      expect(seen).toBe(version);
    }
  });

  it('in the middle of writing lose nothing that was acknowledged, and make nothing twice', async () => {
    const place = freshTestSchema();
    const { state, log } = await openStore(place);
    let acknowledged = 0;
    let unknown = 0;
    for (let written = 0; written < 60; written += 1) {
      const size = await again(() => log.size());
      const cutting = written % 3 === 0 ? cut(place) : undefined;
      try {
        if (await log.append(size, [record(`${written}`)])) acknowledged += 1;
      } catch {
        unknown += 1;
      }
      await cutting;
    }
    const texts: string[] = [];
    for await (const bytes of log.read(0)) texts.push(new TextDecoder().decode(bytes));
    expect(texts.length).toBeGreaterThanOrEqual(acknowledged);
    expect(texts.length).toBeLessThanOrEqual(acknowledged + unknown);
    expect(new Set(texts).size).toBe(texts.length);
    expect(await state.list('')).toEqual([]);
  });
});

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch {
      await setImmediate();
    }
  }
}

describe.skipIf(inject('isServerNamed'))('a server that is killed and started again (one of our own)', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server?.dispose(), 60_000);

  it('has everything, denies meanwhile, and wakes those who waited all along', async () => {
    const place = { connectionString: server.url, schema: 'attesta' };
    const { state, log, close } = await openPostgresStore({ ...place, connectTimeoutSeconds: SHORT });
    const { state: patient, close: closePatient } = await openPostgresStore(place);
    const version = (await state.compareAndSet('key', 0, 'before')) ?? 0;
    await log.append(0, [record('before')]);
    const waiting = [patient.watch('key', version, { signal }), patient.watch('new', 0, { signal })];
    const impatient = state.watch('key', version, { signal });
    await state.get('key');
    await server.kill();
    await expect(state.compareAndSet('key', version, 'lost')).rejects.toMatchObject({ code: 'unavailable' });
    await expect(log.append(1, [record('lost')])).rejects.toMatchObject({ code: 'unavailable' });
    const asked = patient.get('key');
    await server.start();
    expect(await asked).toEqual({ value: 'before', version });
    const set = await again(() => state.compareAndSet('key', version, 'after'));
    const made = await again(() => state.compareAndSet('new', 0, 'after'));
    expect(made).toBeGreaterThan(set ?? Number.NaN);
    expect(await Promise.all(waiting)).toEqual([
      { value: 'after', version: set },
      { value: 'after', version: made },
    ]);
    expect(await impatient).toEqual({ value: 'after', version: set });
    expect(await log.append(1, [record('after')])).toBe(true);
    await Promise.all([close(), closePatient()]);
  });

  it('that stays away rejects those who wait, once the time for it is over', async () => {
    const place = { connectionString: server.url, schema: 'attesta' };
    const { state, close } = await openPostgresStore({
      ...place,
      connectTimeoutSeconds: SHORT,
      reconnectTimeoutSeconds: 0.5,
    });
    const waiting = Promise.allSettled([state.watch('a', 0, { signal }), state.watch('b', 0, { signal })]);
    await state.get('a');
    await server.kill();
    expect(await waiting).toMatchObject([
      { status: 'rejected', reason: { code: 'unavailable' } },
      { status: 'rejected', reason: { code: 'unavailable' } },
    ]);
    await expect(openPostgresStore({ ...place, connectTimeoutSeconds: 0.2 })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.not.stringContaining('test@'),
    });
    await close();
    await server.start();
    expect(await value(server.url, 'SELECT 1')).toBe(1);
  });
});
