import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { buildPrograms, type Programs } from '@attesta/test-programs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore, SqliteStoreError, type SqliteStoreErrorCode } from '../src/index.js';
import { APPLICATION_ID } from '../src/schema.js';
import { bare, value } from './bare.js';
import { freshPath, openStore, temporaryFolder } from './places.js';

let programs: Programs<'try-to-open'>;
beforeAll(async () => {
  programs = await buildPrograms({ 'try-to-open': new URL('try-to-open.ts', import.meta.url) });
});
afterAll(() => programs.dispose());

/** A store of ours with something in it: a copy, so that nothing in this process has it open any more. */
async function filled(path = freshPath()): Promise<string> {
  const original = freshPath();
  const { state, log, close } = await openSqliteStore({ path: original });
  await Promise.all(KEYS.map((key) => state.compareAndSet(key, 0, 'x'.repeat(200))));
  await log.append(0, [new TextEncoder().encode('record')]);
  await close();
  copyFileSync(original, path);
  return path;
}

const PAGE = 4096;
const KEYS = Array.from({ length: 200 }, (_, number) => `key/${number}`);

/** A hash of each file beside `path`. What SQLite shares there between processes, and an empty file, is no data. */
function contents(path: string): ReadonlyMap<string, string> {
  const folder = dirname(path);
  const files = readdirSync(folder).filter((name) => !name.endsWith('-shm') && lstatSync(join(folder, name)).isFile());
  const data = files.map((name) => [name, readFileSync(join(folder, name))] as const);
  const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
  return new Map(data.flatMap(([name, bytes]) => (bytes.length > 0 ? [[name, hash(bytes)]] : [])));
}

/** It is refused with this code and a message that names it, and everything there stays as it is. */
async function expectRefused(path: string, code: SqliteStoreErrorCode): Promise<SqliteStoreError> {
  const before = contents(path);
  const error: unknown = await openSqliteStore({ path }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SqliteStoreError)) throw error ?? new Error('It was opened.');
  expect(error.code).toBe(code);
  expect(error.message).toContain(dirname(path));
  expect(contents(path)).toEqual(before);
  return error;
}

describe('a new file', () => {
  it('L-19 has mode 0600, and so has all that lies beside it, in folders of mode 0700', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'a', 'b', 'attesta.db');
    const { state } = await openStore(path);
    await state.compareAndSet('key', 0, 'value');
    const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);
    expect([modeOf(join(folder, 'a')), modeOf(dirname(path))]).toEqual(['700', '700']);
    expect(readdirSync(dirname(path)).map((name) => [name, modeOf(join(dirname(path), name))])).toEqual([
      ['attesta.db', '600'],
      ['attesta.db-shm', '600'],
      ['attesta.db-wal', '600'],
    ]);
  });

  it('is one file, and whole, once the last store on it is closed', async () => {
    const { state, log } = await openStore(await filled());
    expect(await state.list('', { limit: 1000 })).toHaveLength(200);
    expect(await log.size()).toBe(1);
  });

  it('carries its mark and its version', async () => {
    const path = await filled();
    expect([value(bare(path), 'PRAGMA application_id'), value(bare(path), 'PRAGMA user_version')]).toEqual([
      APPLICATION_ID,
      1,
    ]);
  });

  it('may have any characters in its name', async () => {
    const path = join(temporaryFolder(), "w?i#r%d 'é' \u{1f600}", 'a?immutable=1#%00.db');
    const { state } = await openStore(path);
    await state.compareAndSet('key', 0, 'value');
    expect(await (await openStore(path)).state.list('')).toHaveLength(1);
    expect(existsSync(path)).toBe(true);
  });

  it('may have been made empty beforehand', async () => {
    const path = freshPath();
    writeFileSync(path, '', { mode: 0o600 });
    expect(await (await openStore(path)).log.size()).toBe(0);
  });
});

describe('L-19 a file that others have a hand in is refused', () => {
  it('a symbolic link', async () => {
    const path = join(temporaryFolder(), 'link.db');
    symlinkSync(await filled(), path);
    await expectRefused(path, 'unsafe');
  });

  it('a symbolic link to nothing', async () => {
    const path = join(temporaryFolder(), 'link.db');
    const target = join(temporaryFolder(), 'target.db');
    symlinkSync(target, path);
    await expectRefused(path, 'unsafe');
    expect(existsSync(target)).toBe(false);
  });

  it('a folder that is a symbolic link', async () => {
    const folder = join(temporaryFolder(), 'link');
    symlinkSync(dirname(await filled()), folder);
    await expectRefused(join(folder, 'attesta.db'), 'unsafe');
  });

  it.each(['-wal', '-shm', '-journal'])(
    'a symbolic link in the place of what SQLite keeps beside it: %s',
    async (suffix) => {
      const path = await filled();
      const target = join(temporaryFolder(), 'target');
      writeFileSync(target, 'precious');
      symlinkSync(target, `${path}${suffix}`);
      await expectRefused(path, 'unsafe');
      expect(readFileSync(target, 'utf8')).toBe('precious');
    },
  );

  it('a folder', async () => {
    const path = join(temporaryFolder(), 'folder.db');
    mkdirSync(path);
    await expectRefused(path, 'unsafe');
  });

  it('a second name of another file', async () => {
    const path = await filled();
    linkSync(path, `${path}.other`);
    await expectRefused(path, 'unsafe');
  });

  it.each([0o666, 0o644, 0o640, 0o604])('mode %o', async (mode) => {
    const path = await filled();
    chmodSync(path, mode);
    expect((await expectRefused(path, 'unsafe')).message).toContain('chmod 600');
    chmodSync(path, 0o600);
    await openStore(path);
  });

  it.each([0o777, 0o770, 0o1777])('a folder of mode %o', async (mode) => {
    const path = await filled();
    chmodSync(dirname(path), mode);
    await expectRefused(path, 'unsafe');
  });

  it.skipIf(process.geteuid?.() !== 0)('another owner (shown by root alone)', async () => {
    const path = await filled();
    chownSync(path, 12_345, 12_345);
    await expectRefused(path, 'unsafe');
    const other = await filled();
    chownSync(dirname(other), 12_345, 12_345);
    await expectRefused(other, 'unsafe');
  });
});

describe('a foreign file is refused and left as it is', () => {
  it.each([
    ['text', 'name,amount\nada,100\n'],
    ['one byte', 'x'],
    ['bytes', '\u0000'.repeat(5000)],
    ['the name of the format alone', 'SQLite format 3\u0000'],
  ])('%s', async (_name, text) => {
    const path = freshPath();
    writeFileSync(path, text, { mode: 0o600 });
    expect((await expectRefused(path, 'foreign')).message).toContain('is not an Attesta store');
    expect(readdirSync(dirname(path))).toEqual(['attesta.db']);
  });

  it.each(['DELETE', 'WAL'])('a database of another application (%s), which has it open', async (mode) => {
    const path = freshPath();
    const other = bare(path);
    value(other, `PRAGMA journal_mode = ${mode}`);
    other.exec('CREATE TABLE orders (id INTEGER PRIMARY KEY); INSERT INTO orders VALUES (1)');
    chmodSync(path, 0o600);
    if (mode === 'WAL') for (const suffix of ['-wal', '-shm']) chmodSync(`${path}${suffix}`, 0o600);
    const names = readdirSync(dirname(path));
    await expectRefused(path, 'foreign');
    expect(readdirSync(dirname(path))).toEqual(names);
    other.exec('INSERT INTO orders VALUES (2)');
    expect(value(other, 'SELECT count(*) FROM orders')).toBe(2);
  });
});

describe('a foreign write-ahead log', () => {
  it('is neither moved into its file nor joined by anything', async () => {
    const [path, copy] = [freshPath(), freshPath()];
    const other = bare(path);
    value(other, 'PRAGMA journal_mode = WAL');
    other.exec('CREATE TABLE orders (id INTEGER PRIMARY KEY); INSERT INTO orders VALUES (1)');
    for (const suffix of ['', '-wal']) copyFileSync(`${path}${suffix}`, `${copy}${suffix}`);
    for (const suffix of ['', '-wal']) chmodSync(`${copy}${suffix}`, 0o600);
    await expectRefused(copy, 'foreign');
    expect(readdirSync(dirname(copy))).toEqual(['attesta.db', 'attesta.db-wal']);
  });
});

describe('a damaged file is refused and left as it is', () => {
  it('a page of garbage, whichever it is', async () => {
    const sound = readFileSync(await filled());
    const pages = sound.length / PAGE;
    expect(pages).toBeGreaterThan(10);
    for (let page = 1; page < pages; page += 1) {
      const path = freshPath();
      writeFileSync(path, Buffer.from(sound).fill(0xa5, page * PAGE, (page + 1) * PAGE), { mode: 0o600 });
      expect((await expectRefused(path, 'damaged')).message).toContain('restore a copy');
    }
  });

  it('pages of garbage, under changes that were not moved into it yet', async () => {
    const path = await filled();
    const { state } = await openStore(path);
    await state.compareAndSet('last', 0, 'in the write-ahead log');
    const copy = freshPath();
    for (const suffix of ['', '-wal']) copyFileSync(`${path}${suffix}`, `${copy}${suffix}`);
    writeFileSync(copy, readFileSync(copy).fill(0xa5, 6 * PAGE, 7 * PAGE));
    const before = contents(copy);
    expect([...before.keys()]).toEqual(['attesta.db', 'attesta.db-wal']);
    // In a process of its own: what the driver has open it gives back at the end.
    const program = programs.start('try-to-open', copy);
    expect(await program.nextLine()).toBe('damaged');
    await program.ended;
    expect(contents(copy)).toEqual(before);
  });

  it('half of it', async () => {
    const path = await filled();
    truncateSync(path, 4 * PAGE);
    await expectRefused(path, 'damaged');
  });

  it('a table that is not there', async () => {
    const path = await filled();
    bare(path).exec('PRAGMA journal_mode = DELETE; DROP TABLE log');
    expect((await expectRefused(path, 'damaged')).message).toContain('a table is missing');
  });
});

describe('a newer schema is refused and left as it is', () => {
  it('in the file', async () => {
    const path = await filled();
    bare(path).exec('PRAGMA journal_mode = DELETE; PRAGMA user_version = 2');
    expect((await expectRefused(path, 'newer')).message).toContain('Update the package');
    expect(readdirSync(dirname(path))).toEqual(['attesta.db']);
  });

  it('in the write-ahead log', async () => {
    const path = await filled();
    const other = bare(path);
    other.exec('PRAGMA user_version = 2');
    await expectRefused(path, 'newer');
    expect(value(other, 'PRAGMA user_version')).toBe(2);
  });
});

describe('options', () => {
  it.each([
    [undefined, /path is required/],
    [{ path: '' }, /path must be the path of a file/],
    [{ path: ':memory:' }, /MemoryStateStore/],
    [{ path: 'a\0b' }, /path must be/],
    [{ path: 1 }, /path must be .*, not 1/],
    [{ path: 'x.db', clock: {} }, /clock must be an object with/],
    [
      { path: 'x.db', pollIntervalSeconds: 0 },
      /pollIntervalSeconds must be a number of seconds from 0.01 to 60, not 0/,
    ],
    [{ path: 'x.db', pollIntervalSeconds: Number.NaN }, /pollIntervalSeconds/],
    [{ path: 'x.db', busyTimeoutSeconds: Number.POSITIVE_INFINITY }, /busyTimeoutSeconds/],
    [{ path: 'x.db', readOnly: true }, /no option "readOnly"/],
  ])('%j', async (options, message) => {
    await expect(Reflect.apply(openSqliteStore, undefined, [options])).rejects.toThrow(message);
    expect(existsSync('x.db')).toBe(false);
  });

  it('N-08 of a polluted prototype change nothing: nothing is read from it, and nothing synced elsewhere', async () => {
    const polluted = { syncUrl: 'http://127.0.0.1:9/', path: 'x.db', encryptionKey: 'x', timeout: 60_000, clock: 1 };
    for (const [name, value] of Object.entries(polluted)) {
      Object.defineProperty(Object.prototype, name, { value, configurable: true, enumerable: true, writable: true });
    }
    try {
      await expect(Reflect.apply(openSqliteStore, undefined, [{}])).rejects.toThrow(/path is required/);
      const { state, close } = await openSqliteStore({ path: freshPath() });
      expect(await state.compareAndSet('key', 0, [1])).toBe(1);
      expect(await state.get('key')).toEqual({ value: [1], version: 1 });
      await close();
    } finally {
      for (const name of Object.keys(polluted)) Reflect.deleteProperty(Object.prototype, name);
    }
  });
});
