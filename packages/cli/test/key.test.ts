import { chmod, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { generateTOTPKey } from '@attesta/challenge-totp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLIFixture, codeOf } from './cli-fixture.js';

let fixture: CLIFixture;
beforeEach(async () => {
  fixture = await CLIFixture.make();
});
afterEach(() => fixture.remove());

describe('attesta key create', () => {
  it('creates a file that only this account can read, apart from the store', async () => {
    const { code, out } = await fixture.attesta('key create');
    const path = join(fixture.folder, '.config', 'attesta', 'totp.key');
    expect([code, (await stat(path)).mode & 0o777]).toEqual([0, 0o600]);
    const [line] = (await readFile(path, 'utf8')).split('\n');
    expect(out).toContain(`Created the key ${line?.split(':')[0]} in ${path}.`);
    expect(out).not.toContain(line?.split(':')[1]);
  });

  it.each([
    [{ XDG_CONFIG_HOME: 'xdg' }, [], 'xdg/attesta/totp.key'],
    [{ ATTESTA_TOTP_KEY_FILE: 'my.key' }, [], 'my.key'],
    [{ ATTESTA_TOTP_KEY_FILE: 'my.key' }, ['--key-file', 'named.key'], 'named.key'],
    [{ ATTESTA_TOTP_KEY: 'set' }, ['--key-file', 'named.key'], 'named.key'],
    [{ USERPROFILE: 'profile' }, [], 'profile/.config/attesta/totp.key'],
  ])('creates the file at the configured path: %j %j', async (env, words, path) => {
    const folders = { ...env };
    for (const name of ['XDG_CONFIG_HOME', 'USERPROFILE'] as const) {
      if (name in folders) Object.assign(folders, { [name]: join(fixture.folder, Reflect.get(folders, name)) });
    }
    const { code } = await fixture.attesta(['key', 'create', ...words], { env: folders });
    expect([code, (await stat(join(fixture.folder, path))).isFile()]).toEqual([0, true]);
  });

  it('never overwrites a key', async () => {
    await fixture.attesta('key create');
    const path = join(fixture.folder, '.config', 'attesta', 'totp.key');
    const before = await readFile(path, 'utf8');
    const { code, out } = await fixture.attesta('key create --json');
    expect([code, JSON.parse(out)]).toMatchObject([1, { status: 'key_exists', path }]);
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  it('prints a key for the environment', async () => {
    const { code, out } = await fixture.attesta('key create --print');
    expect([code, out]).toEqual([0, expect.stringMatching(/^[0-9a-f]{8}:[\w-]{43}\n$/)]);
    const env = { ATTESTA_TOTP_KEY: out.trim() };
    expect(await fixture.attesta('totp list', { env })).toMatchObject({ code: 0 });
    expect(await fixture.attesta('key create', { env })).toMatchObject({ code: 2 });
  });

  it('requires a home folder or a path', async () => {
    expect(await fixture.attesta('key create', { env: {} })).toMatchObject({
      code: 3,
      err: expect.stringContaining('--key-file'),
    });
  });
});

describe('attesta key rotate', () => {
  it('encrypts every secret with a new key and keeps the old key', async () => {
    await fixture.attesta('key create');
    const secret = await fixture.enrolled('ada');
    await fixture.attesta('totp enroll lin --json');
    const { code, out } = await fixture.attesta('key rotate');
    expect([code, out]).toEqual([0, expect.stringContaining("2 operators' secrets are encrypted with the new key.")]);
    const keys = (await readFile(join(fixture.folder, '.config', 'attesta', 'totp.key'), 'utf8')).trim().split('\n');
    expect(keys).toHaveLength(2);
    const { operators } = JSON.parse((await fixture.attesta('totp list --json')).out);
    const [, newest] = keys.map((key) => key.split(':')[0]);
    expect(operators.map(({ keyId }: { keyId: string }) => keyId)).toEqual([newest, newest]);
    expect(await fixture.attesta('totp verify ada', { types: [codeOf(secret, fixture.clock)] })).toMatchObject({
      code: 0,
    });
  });

  it('uses the last key of the variable, and names the operators whose secrets it cannot read', async () => {
    const [old, next] = [generateTOTPKey(), generateTOTPKey()];
    const env = (ATTESTA_TOTP_KEY: string) => ({ env: { ATTESTA_TOTP_KEY } });
    await fixture.attesta('totp enroll ada --json', env(old));
    const stranger = await fixture.attesta('key rotate --json', env(next));
    expect(stranger.code).toBe(3);
    expect(JSON.parse(stranger.out)).toMatchObject({ status: 'unreadable', reencrypted: 0, unreadable: ['ada'] });
    expect(await fixture.attesta('key rotate --json', env(`${old} ${next}`))).toEqual({
      code: 0,
      err: '',
      out: '{"status":"rotated","reencrypted":1}\n',
    });
    expect((await fixture.attesta('totp list', env(next))).out).toMatch(/^ada +pending/m);
  });

  it('requires an existing key', async () => {
    expect(await fixture.attesta('key rotate')).toMatchObject({
      code: 3,
      err: expect.stringContaining('There is no key at'),
    });
  });
});

describe('a key that cannot be used', () => {
  it('is reported with the next step', async () => {
    const missing = await fixture.attesta('totp list');
    expect(missing).toMatchObject({ code: 3, out: '', err: expect.stringContaining('attesta key create') });
    await fixture.attesta('key create');
    await chmod(join(fixture.folder, '.config', 'attesta', 'totp.key'), 0o644);
    expect(await fixture.attesta('totp list')).toMatchObject({ code: 3, err: expect.stringContaining('chmod 600') });
    const key = 'hunter2hunter2';
    const bad = await fixture.attesta('totp list --json', { env: { ATTESTA_TOTP_KEY: key } });
    expect(bad).toMatchObject({ code: 3, out: expect.stringContaining('"status":"no_key"') });
    expect(`${bad.out}${bad.err}`).not.toContain(key);
    expect(fixture.closed).toBe(fixture.opened);
  });
});
