import { readFileSync } from 'node:fs';
import { systemClock } from '@attesta/core';
import pg from 'pg';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { Database } from '../src/database.js';
import { openPostgresStore, type PostgresStoreOptions } from '../src/index.js';
import { MIGRATIONS, migrate, schemaNamed } from '../src/schema.js';
import { bare, value } from './bare.js';
import { freshTestSchema, openStore, type TestSchema } from './test-schema.js';

const run = async ({ connectionString }: TestSchema, text: string): Promise<unknown> =>
  await bare(connectionString, (client) => client.query(text));

describe('a schema', () => {
  it('is made once, when 12 stores open at the same time', async () => {
    const place = freshTestSchema();
    const stores = await Promise.all(Array.from({ length: 12 }, () => openStore(place)));
    const won = await Promise.all(stores.map(({ state }) => state.compareAndSet('key', 0, 1)));
    expect(won.filter((version) => version !== undefined)).toHaveLength(1);
    const rows = `SELECT count(*) FROM "${place.schema}".schema_version WHERE version = ${MIGRATIONS.length}`;
    expect(await value(place.connectionString, rows)).toBe('1');
  });

  it('of an older version is brought to the newest, or stays as it was', async () => {
    const place = freshTestSchema();
    const { state } = await openStore(place);
    const version = await state.compareAndSet('key', 0, 1);
    const pool = new pg.Pool({ connectionString: place.connectionString });
    onTestFinished(() => pool.end());
    const database = new Database({ pool, place: 'x', clock: systemClock, connectSeconds: 5, statementSeconds: 5 });
    const [schema, column] = [schemaNamed(place.schema), 'ALTER TABLE state_of_it ADD COLUMN note text'];
    const next = [...MIGRATIONS, ({ state: table }: typeof schema) => column.replace('state_of_it', table)];
    await expect(migrate(database, schema, [...next, () => 'SELECT 1/0'])).rejects.toThrow(/division by zero/);
    const columns = `SELECT count(*) FROM information_schema.columns WHERE table_schema = '${place.schema}' AND column_name = 'note'`;
    expect(await value(place.connectionString, columns)).toBe('0');
    await migrate(database, schema, next);
    expect(await value(place.connectionString, columns)).toBe('1');
    expect(await state.get('key')).toEqual({ value: 1, version });
    await expect(openPostgresStore(place)).rejects.toMatchObject({ code: 'newer' });
  });

  it('that holds something else is refused and left as it is', async () => {
    const place = freshTestSchema();
    await run(place, `CREATE SCHEMA "${place.schema}"; CREATE TABLE "${place.schema}".state (id int)`);
    await expect(openPostgresStore(place)).rejects.toMatchObject({ code: 'foreign' });
    const tables = `SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = '${place.schema}'`;
    expect(await value(place.connectionString, tables)).toBe('1');
  });

  it('is not made where that is not wanted', async () => {
    const place = freshTestSchema();
    await expect(openPostgresStore({ ...place, migrate: false })).rejects.toMatchObject({ code: 'missing' });
    expect(await value(place.connectionString, 'SELECT to_regnamespace($1)', place.schema)).toBeNull();
    await openStore(place);
    await openStore(place, { migrate: false });
  });
});

describe('a role', () => {
  /** A role of its own on the place, with what `grants` give it. */
  async function withRole(place: TestSchema, ...grants: readonly string[]): Promise<TestSchema> {
    const role = `${place.schema}_role`;
    const statements = [`CREATE ROLE "${role}" LOGIN PASSWORD 'role'`, ...grants];
    await run(
      place,
      statements
        .join('; ')
        .replaceAll('attesta_agent', `"${role}"`)
        .replaceAll('attesta.', `"${place.schema}".`)
        .replaceAll('SCHEMA attesta', `SCHEMA "${place.schema}"`),
    );
    onTestFinished(() => run(place, `DROP OWNED BY "${role}"; DROP ROLE "${role}"`).then(() => {}));
    const url = new URL(place.connectionString);
    [url.username, url.password] = [role, 'role'];
    return { ...place, connectionString: url.href };
  }

  it('with the rights that the README names can do everything, and nothing else', async () => {
    const place = freshTestSchema();
    await openStore(place);
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const [, grants = ''] = /```sql\n(.*?)```/s.exec(readme) ?? [];
    expect(grants.match(/GRANT/g)).toHaveLength(6);
    const limited = await withRole(place, grants);
    const { state, log } = await openStore(limited);
    const waiting = state.watch('key', 0, { signal: new AbortController().signal });
    const first = (await state.compareAndSet('key', 0, 1)) ?? 0;
    expect(await waiting).toEqual({ value: 1, version: first });
    const second = (await state.compareAndSet('key', first, 2)) ?? 0;
    expect(await state.list('')).toHaveLength(1);
    expect(await state.delete('key', second)).toBe(true);
    expect(await log.append(0, [new Uint8Array([1])])).toBe(true);
    expect(await log.size()).toBe(1);
    for await (const bytes of log.read(0)) expect([...bytes]).toEqual([1]);
    for (const text of ['DELETE FROM log', "UPDATE log SET record = 'x'", 'DROP TABLE state', 'TRUNCATE log']) {
      await expect(run(limited, text.replace(/log|state/, `"${place.schema}".$&`))).rejects.toThrow(
        /permission denied|must be owner/,
      );
    }
  });

  it('without rights, or with a wrong password, is told so', async () => {
    const place = freshTestSchema();
    await openStore(place);
    const limited = await withRole(place);
    await expect(openPostgresStore(limited)).rejects.toMatchObject({ code: 'denied' });
    await expect(openPostgresStore({ ...limited, schema: `${place.schema}_x` })).rejects.toMatchObject({
      code: 'denied',
    });
    const wrong = limited.connectionString.replace(':role@', ':hunter2@');
    const error: unknown = await openPostgresStore({ ...limited, connectionString: wrong }).catch((reason) => reason);
    expect(error).toMatchObject({ code: 'denied' });
    expect(String(error)).not.toContain('hunter2');
  });

  it('whose commits are not kept is refused', async () => {
    const place = freshTestSchema();
    const pool = new pg.Pool({ connectionString: place.connectionString, options: '-c synchronous_commit=off' });
    onTestFinished(() => pool.end());
    await expect(openPostgresStore({ pool, schema: place.schema })).rejects.toMatchObject({
      code: 'unsafe',
      message: expect.stringContaining('synchronous_commit'),
    });
  });
});

describe('a pool of the application', () => {
  it('is used as it is, with its own parsers, and stays open', async () => {
    const place = freshTestSchema();
    const pool = new pg.Pool({
      connectionString: place.connectionString,
      options: '-c bytea_output=escape',
      types: { getTypeParser: () => () => 'parsed by the application' },
    });
    onTestFinished(() => pool.end());
    const { state, log, close } = await openPostgresStore({ pool, schema: place.schema });
    const version = await state.compareAndSet('key', 0, ['a']);
    await log.append(0, [new Uint8Array([0, 92, 255])]);
    expect(await state.list('')).toEqual([{ key: 'key', value: ['a'], version }]);
    for await (const bytes of log.read(0)) expect([...bytes]).toEqual([0, 92, 255]);
    void state.watch('key', version ?? 0, { signal: new AbortController().signal });
    await state.get('key');
    await close();
    expect((await pool.query({ text: 'SELECT 1', rowMode: 'array' })).rows).toHaveLength(1);
    expect(pool.idleCount).toBe(pool.totalCount);
    expect(pool.listenerCount('error')).toBe(0);
  });
});

describe('options', () => {
  const connectionString = 'postgres://ada:hunter2@127.0.0.1:1/x';
  const pool = new pg.Pool({ max: 1 });

  it.each<readonly [string, object, RegExp]>([
    ['no place', {}, /exactly one of connectionString and pool/],
    ['two places', { connectionString, pool }, /exactly one of/],
    [
      'a place of another kind',
      { connectionString: 'mysql://root:hunter2@x' },
      /connectionString must be a string that begins/,
    ],
    [
      'a place that is none',
      { connectionString: 'postgres://root:hunter2@x:port/y' },
      /connectionString cannot be read/,
    ],
    ['a pool that is none', { pool: {} }, /pool must be an object with connect/],
    ['a pool for one', { pool }, /at least 2 connections/],
    ['connections of a pool', { pool, maxConnections: 5 }, /maxConnections must not be given together with pool/],
    ['a schema that is no name', { connectionString, schema: 'a"; DROP' }, /schema must be a name/],
    ['a schema of the server', { connectionString, schema: 'pg_catalog' }, /schema must be a name/],
    ['one connection', { connectionString, maxConnections: 1 }, /maxConnections must be an integer from 2/],
    ['no time', { connectionString, statementTimeoutSeconds: 0 }, /statementTimeoutSeconds must be a number/],
    ['an unknown name', { connectionString, ssl: true }, /there is no option "ssl"/],
  ])('refuse %s', async (_what, options, message) => {
    const error: unknown = await Reflect.apply(openPostgresStore, undefined, [options]).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ code: 'invalid_option', message: expect.stringMatching(message) });
    expect(String(error)).not.toContain('hunter2');
  });

  it('take an address with TLS as pg does: a server without it is an error, and not a connection in the clear', async () => {
    const url = new URL(inject('postgresUrl'));
    url.searchParams.set('sslmode', 'verify-full');
    const options: PostgresStoreOptions = { connectionString: url.href, connectTimeoutSeconds: 0.3 };
    await expect(openPostgresStore(options)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('does not support SSL'),
    });
  });
});
