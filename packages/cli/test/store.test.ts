import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../src/store/open-store.js';
import { CLIFixture, codeOf, type Given } from './cli-fixture.js';

let fixture: CLIFixture;
beforeEach(async () => {
  fixture = await CLIFixture.withKey();
});
afterEach(() => fixture.remove());

describe('the store', () => {
  it('is .attesta/attesta.db by default, 0600 in 0700, and outlives the run', async () => {
    const { out } = await fixture.attesta('totp enroll ada --json', { openStore });
    const { secret } = JSON.parse(out);
    const path = join(fixture.folder, '.attesta', 'attesta.db');
    expect([(await stat(path)).mode & 0o777, (await stat(join(path, '..'))).mode & 0o777]).toEqual([0o600, 0o700]);

    const code = codeOf(secret, fixture.clock);
    const confirm = await fixture.attesta('totp confirm ada --code-stdin', { openStore, piped: code });
    expect(confirm).toMatchObject({ code: 0 });
    const again = await fixture.attesta('totp verify ada --code-stdin --json', { openStore, piped: code });
    expect([again.code, JSON.parse(again.out)]).toMatchObject([1, { status: 'replay' }]);
  });

  it.each([
    ['ATTESTA_STORE', {}, { ATTESTA_STORE: 'sqlite:mine/a.db' }, 'mine/a.db'],
    ['--store', ['--store', 'sqlite:b.db'], { ATTESTA_STORE: 'sqlite:a.db' }, 'b.db'],
  ])('is named by %s', async (_name, words, env, path) => {
    await mkdir(join(fixture.folder, 'mine'), { mode: 0o700 });
    const given: Given = { openStore, env: { HOME: fixture.folder, ...env } };
    const { code } = await fixture.attesta(['totp', 'enroll', 'ada', '--json', ...Object.values(words)], given);
    expect([code, (await stat(join(fixture.folder, path))).isFile()]).toEqual([0, true]);
  });

  it.each([
    'totp list',
    'totp verify ada',
    'totp confirm ada',
    'totp remove ada',
    'totp unlock ada --by grace',
    'key rotate',
  ])('is not created at a mistyped path: %s', async (words) => {
    const { code, out, err } = await fixture.attesta(`${words} --store sqlite:none.db`, { openStore });
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain(`There is no store at ${fixture.folder}/none.db.`);
    expect(err).toContain('attesta totp enroll');
    expect(await readdir(fixture.folder)).toEqual(['.config']);
  });

  it.each(['', 'attesta.db', 'sqlite:', 'mysql://root:hunter2@db/x', ':memory:'])(
    'T-15 must have a known location; another is not repeated in the error: %j',
    async (location) => {
      const { code, out, err } = await fixture.attesta(['totp', 'list', '--store', location], { openStore });
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain('sqlite:PATH');
      expect(err).not.toContain('hunter2');
    },
  );

  it('reports a file that is not a database, and leaves it alone', async () => {
    const path = join(fixture.folder, 'notes.txt');
    await writeFile(path, 'Remember the milk.\n'.repeat(100), { mode: 0o600 });
    const { code, err } = await fixture.attesta('totp enroll ada --json --store sqlite:notes.txt', { openStore });
    expect(code).toBe(3);
    expect(err).toContain('notes.txt');
    expect(await readFile(path, 'utf8')).toBe('Remember the milk.\n'.repeat(100));
  });

  it('T-15 holds no secret, key or code in any of its files', async () => {
    const { out } = await fixture.attesta('totp enroll ada --json', { openStore });
    const { secret } = JSON.parse(out);
    const code = codeOf(secret, fixture.clock);
    await fixture.attesta('totp confirm ada --code-stdin', { openStore, piped: code });
    await fixture.attesta('totp verify ada --code-stdin', { openStore, piped: code });
    const folder = join(fixture.folder, '.attesta');
    const names = await readdir(folder);
    const bytes = Buffer.concat(await Promise.all(names.map((name) => readFile(join(folder, name)))));
    const [, key = ''] = (await readFile(join(fixture.folder, '.config', 'attesta', 'totp.key'), 'utf8'))
      .trim()
      .split(':');
    // What is stored is readable text, so that a search of it finds what is there.
    expect(bytes.includes('keyId')).toBe(true);
    const hidden = [secret, secret.toLowerCase(), key, code, Buffer.from(secret).toString('base64')];
    const needles = hidden.flatMap((text) => [
      Buffer.from(text),
      Buffer.from(text, 'utf16le'),
      Buffer.from(text, 'utf16le').swap16(),
    ]);
    needles.push(Buffer.from(key, 'base64url'));
    expect(needles.filter((needle) => bytes.includes(needle))).toEqual([]);
  });
});
