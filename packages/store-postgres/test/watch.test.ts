import { getEventListeners, setMaxListeners } from 'node:events';
import { fakeClock } from '@attesta/testing';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPostgresStore } from '../src/index.js';
import { bare, value } from './bare.js';
import { freshTestSchema, openStore, type TestSchema } from './test-schema.js';
import { until } from './until.js';

const { signal } = new AbortController();
setMaxListeners(0, signal);

/** How many connections are open under a name. */
async function connections({ connectionString }: TestSchema, name: string): Promise<number> {
  return Number(
    await value(connectionString, 'SELECT count(*) FROM pg_stat_activity WHERE application_name = $1', name),
  );
}

/** The address, with a name under which its connections are told apart. */
function named(place: TestSchema, name: string): TestSchema {
  const url = new URL(place.connectionString);
  url.searchParams.set('application_name', name);
  return { ...place, connectionString: url.href };
}

/** A pool that notes each statement. */
function counted(place: TestSchema) {
  const statements: string[] = [];
  const pool = new pg.Pool({ connectionString: place.connectionString });
  const { connect } = pool;
  const seen = new Set<pg.PoolClient>();
  pool.on('acquire', (client) => {
    if (seen.has(client)) return;
    seen.add(client);
    const { query } = client;
    client.query = (...given: readonly unknown[]) => {
      statements.push(String(Reflect.get(Object(given[0]), 'text')));
      return Reflect.apply(query, client, given);
    };
  });
  onTestFinished(() => pool.end());
  return { pool, statements, connect };
}

describe('waiting', () => {
  it('of 1,000 holds one connection, reads them together, and wakes each for its own key', async () => {
    const place = freshTestSchema();
    const { pool, statements } = counted(place);
    const store = await openPostgresStore({ pool, schema: place.schema });
    onTestFinished(() => store.close());
    const { state: other } = await openStore(place);
    const idle = pool.totalCount;
    const controller = new AbortController();
    setMaxListeners(0, controller.signal);
    statements.length = 0;
    const waiting = Array.from({ length: 1000 }, (_, number) => store.state.watch(`key/${number}`, 0, controller));
    const version = await other.compareAndSet('key/500', 0, 'news');
    expect(await waiting[500]).toEqual({ value: 'news', version });
    expect(pool.totalCount).toBeLessThanOrEqual(Math.max(idle, 1) + 1);
    expect(pool.totalCount - pool.idleCount).toBe(1);
    expect(statements.length).toBeLessThanOrEqual(5);
    controller.abort();
    expect((await Promise.all(waiting)).filter((entry) => entry !== undefined)).toHaveLength(1);
  });

  it('N-01 leaves no timer, no listener and no connection behind', async () => {
    const place = freshTestSchema();
    const clock = fakeClock();
    const { state, close } = await openPostgresStore({ ...named(place, place.schema), clock });
    const controllers = Array.from({ length: 50 }, () => new AbortController());
    const waiting = controllers.map((controller) => state.watch('key', 0, controller));
    for (const controller of controllers) controller.abort();
    expect(await Promise.all(waiting)).toEqual(waiting.map(() => undefined));
    await close();
    expect(clock.pending).toBe(0);
    for (const controller of controllers) expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    await until(async () => (await connections(place, place.schema)) === 0);
  });

  it('does not hear of other stores in the same database', async () => {
    const [place, elsewhere] = [freshTestSchema(), freshTestSchema()];
    const { pool, statements } = counted(place);
    const store = await openPostgresStore({ pool, schema: place.schema });
    onTestFinished(() => store.close());
    const { state: other } = await openStore(elsewhere);
    const waiting = store.state.watch('key', 0, { signal });
    const reads = (): number => statements.filter((text) => text.includes('ANY(')).length;
    await until(() => reads() === 1);
    await other.compareAndSet('key', 0, 'theirs');
    // On the same server and later: what it tells of comes later, too.
    const another = store.state.watch('another', 0, { signal });
    await store.state.compareAndSet('another', 0, 'ours');
    await another;
    expect(reads()).toBeLessThanOrEqual(3);
    const version = await store.state.compareAndSet('key', 0, 'ours');
    expect(await waiting).toEqual({ value: 'ours', version });
  });

  it('looks again by itself: what nobody told of is seen after checkIntervalSeconds', async () => {
    const place = freshTestSchema();
    const { state } = await openStore(place, { checkIntervalSeconds: 0.1 });
    const version = (await state.compareAndSet('key', 0, 1)) ?? 0;
    const waiting = state.watch('key', version, { signal });
    await bare(place.connectionString, (client) => client.query(`UPDATE "${place.schema}".state SET version = 1000`));
    expect(await waiting).toEqual({ value: 1, version: 1000 });
  });

  it('tells others of nothing that they could read', async () => {
    const place = freshTestSchema();
    const { state } = await openStore(place);
    await bare(place.connectionString, async (client) => {
      const heard = new Promise<unknown>((resolve) => client.once('notification', resolve));
      await client.query(`LISTEN "${place.schema}"`);
      await state.compareAndSet('totp/ada', 0, 'hunter2');
      expect(await heard).toMatchObject({ payload: expect.stringMatching(/^[0-9a-f]{64}$/) });
    });
  });
});

describe('closing', () => {
  it('ends every watch as an abort would, and every connection', async () => {
    const place = freshTestSchema();
    const controller = new AbortController();
    const { state, close } = await openPostgresStore(named(place, place.schema));
    const waiting = [1, 2, 3].map((number) => state.watch(`key/${number}`, 0, controller));
    await state.get('key');
    await close();
    expect(await Promise.all(waiting)).toEqual([undefined, undefined, undefined]);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    await until(async () => (await connections(place, place.schema)) === 0);
  });

  it('refuses a version that is not a number', async () => {
    const { state } = await openStore();
    await expect(state.watch('key', Number.NaN, { signal })).rejects.toThrow(/non-negative integer, got NaN/);
  });
});
