import { join } from 'node:path';
import { MemoryLogStore, MemoryStateStore } from '@attesta/core';
import { openPostgresStore } from '@attesta/store-postgres';
import { openSqliteStore } from '@attesta/store-sqlite';
import { afterEach, beforeEach, describe, expect, inject, it, onTestFinished } from 'vitest';
import { dropTestSchema } from '../../store-postgres/test/test-schema.js';
import { copyStore } from '../src/store/copy-store.js';
import { openStore } from '../src/store/open-store.js';
import { CLIFixture, codeOf } from './cli-fixture.js';

let fixture: CLIFixture;
beforeEach(async () => {
  fixture = await CLIFixture.withKey();
});
afterEach(() => fixture.remove());

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const memory = () => ({ state: new MemoryStateStore(), log: new MemoryLogStore(), close: async () => {} });

/** The address of a schema of its own, for one test. */
function postgres(name: string): string {
  const url = new URL(inject('postgresUrl'));
  const schema = `cli${process.pid}_${name}`;
  url.searchParams.set('schema', schema);
  onTestFinished(() => dropTestSchema({ connectionString: inject('postgresUrl'), schema }));
  return url.href;
}

describe('the store', () => {
  it('is opened by postgres:// with its schema, and outlives the run', async () => {
    const store = postgres('enroll');
    const { out } = await fixture.attesta(['totp', 'enroll', 'ada', '--json', '--store', store], { openStore });
    const { secret } = JSON.parse(out);
    const confirm = ['totp', 'confirm', 'ada', '--code-stdin', '--store', store];
    const code = codeOf(secret, fixture.clock);
    expect(await fixture.attesta(confirm, { openStore, piped: code })).toMatchObject({ code: 0 });
    const env = { HOME: fixture.folder, ATTESTA_STORE: store };
    const again = await fixture.attesta('totp verify ada --code-stdin --json', { openStore, env, piped: code });
    expect([again.code, JSON.parse(again.out)]).toMatchObject([1, { status: 'replay' }]);
  });

  it('is not created on a server by a command that only reads, and its password is not repeated', async () => {
    const { code, out, err } = await fixture.attesta(['totp', 'list', '--store', postgres('none')], { openStore });
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain('There is no store at this address, in the schema');
    const wrong = await fixture.attesta(
      ['totp', 'list', '--store', 'postgres://ada:hunter2@127.0.0.1:1/x?schema=A B'],
      {
        openStore,
      },
    );
    expect(wrong.code).toBe(2);
    expect(wrong.err).not.toContain('hunter2');
  });
});

describe('attesta store copy', () => {
  it('copies secrets, spent codes and the whole log from SQLite to PostgreSQL', async () => {
    const [from, to] = [`sqlite:${join(fixture.folder, 'old.db')}`, postgres('copy')];
    const { out } = await fixture.attesta(['totp', 'enroll', 'ada', '--json', '--store', from], { openStore });
    const { secret } = JSON.parse(out);
    const code = codeOf(secret, fixture.clock);
    await fixture.attesta(['totp', 'confirm', 'ada', '--code-stdin', '--store', from], { openStore, piped: code });
    const old = await openSqliteStore({ path: join(fixture.folder, 'old.db') });
    for (let number = 0; number < 250; number += 1) await old.state.compareAndSet(`k/${number}\ud800\0`, 0, { number });
    const records = Array.from({ length: 250 }, (_, number) => bytes(`record ${number}`));
    await old.log.append(0, records);
    await old.close();

    const copied = await fixture.attesta(['store', 'copy', from, to, '--json'], { openStore });
    expect([copied.code, JSON.parse(copied.out)]).toEqual([0, { status: 'copied', entries: 252, records: 250 }]);
    const replayed = ['totp', 'verify', 'ada', '--code-stdin', '--json', '--store', to];
    const again = await fixture.attesta(replayed, { openStore, piped: code });
    expect([again.code, JSON.parse(again.out)]).toMatchObject([1, { status: 'replay' }]);
    const url = new URL(to);
    const schema = url.searchParams.get('schema') ?? '';
    const { state, log, close } = await openPostgresStore({ connectionString: inject('postgresUrl'), schema });
    expect((await state.get('k/249\ud800\0'))?.value).toEqual({ number: 249 });
    const found: Uint8Array[] = [];
    for await (const record of log.read(0)) found.push(record);
    expect(found).toEqual(records);
    await close();
  });

  it('continues an interrupted copy, and changes no existing entry', async () => {
    const [from, to] = [memory(), memory()];
    for (let number = 0; number < 150; number += 1) await from.state.compareAndSet(`k${number}`, 0, { number });
    await from.log.append(0, ['a', 'b', 'c'].map(bytes));
    const version = await to.state.compareAndSet('k7', 0, { number: 7 });
    await to.log.append(0, [bytes('a')]);
    expect(await copyStore(from, to)).toEqual({ entries: 150, records: 3 });
    expect(await copyStore(from, to)).toEqual({ entries: 150, records: 3 });
    expect((await to.state.get('k7'))?.version).toBe(version);
  });

  it.each<readonly [string, (to: ReturnType<typeof memory>) => Promise<unknown>, RegExp]>([
    ['another value', (to) => to.state.compareAndSet('a', 0, 'other'), /entries from a on/],
    ['another key', (to) => to.state.compareAndSet('aa', 0, 1), /entries from b on/],
    ['a key behind the last', (to) => to.state.compareAndSet('z', 0, 1), /holds entries that the source does not/],
    ['another record', (to) => to.log.append(0, [bytes('y')]), /record 0 of the log/],
    ['a longer log', (to) => to.log.append(0, ['x', 'x', 'z'].map(bytes)), /its log is longer/],
  ])('refuses a store that holds %s', async (_what, spoil, message) => {
    const [from, to] = [memory(), memory()];
    for (const key of ['a', 'b']) await from.state.compareAndSet(key, 0, 'value');
    await from.log.append(0, ['x', 'x'].map(bytes));
    await spoil(to);
    await expect(copyStore(from, to)).rejects.toMatchObject({
      code: 'differs',
      message: expect.stringMatching(message),
    });
  });

  it('creates no store to copy from', async () => {
    const { code, err } = await fixture.attesta(['store', 'copy', 'sqlite:none.db', 'sqlite:new.db'], { openStore });
    expect(code).toBe(3);
    expect(err).toContain('There is no store at');
  });
});
