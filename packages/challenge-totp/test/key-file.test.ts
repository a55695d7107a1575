import { execFileSync } from 'node:child_process';
import { chmod, chown, link, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addTOTPKey, createTOTPKeyFile, generateTOTPKey, readTOTPKeyFile } from '../src/index.js';
import { KeyRing } from '../src/key-ring.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attesta-key-'));
});
afterEach(() => rm(folder, { recursive: true }));

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

describe('a key file', () => {
  it('L-19 is made with mode 0600, its folder with 0700', async () => {
    const path = join(folder, 'keys', 'totp.key');
    const id = await createTOTPKeyFile({ path });
    expect(new KeyRing(await readTOTPKeyFile({ path })).ids).toEqual([id]);
    expect([await modeOf(path), await modeOf(join(folder, 'keys'))]).toEqual([0o600, 0o700]);
  });

  it('is never written over', async () => {
    const path = join(folder, 'totp.key');
    await createTOTPKeyFile({ path });
    const before = await readFile(path, 'utf8');
    await expect(createTOTPKeyFile({ path })).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readFile(path, 'utf8')).toBe(before);
    await symlink(join(folder, 'elsewhere'), join(folder, 'link.key'));
    await expect(createTOTPKeyFile({ path: join(folder, 'link.key') })).rejects.toMatchObject({ code: 'EEXIST' });
    expect((await readdir(folder)).sort()).toEqual(['link.key', 'totp.key']);
  });

  it('takes further keys, the newest last', async () => {
    const path = join(folder, 'totp.key');
    const ids = [await createTOTPKeyFile({ path }), await addTOTPKey({ path }), await addTOTPKey({ path })];
    const ring = new KeyRing(await readTOTPKeyFile({ path }));
    expect([ring.ids, ring.newest]).toEqual([ids, ids[2]]);
    expect([await modeOf(path), await readdir(folder)]).toEqual([0o600, ['totp.key']]);
  });

  it('loses no key when two are added at once: one is refused', async () => {
    const path = join(folder, 'totp.key');
    const first = await createTOTPKeyFile({ path });
    const added = await Promise.allSettled(Array.from({ length: 8 }, () => addTOTPKey({ path })));
    const ids = added.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    for (const each of added) if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'EEXIST' });
    const kept = new KeyRing(await readTOTPKeyFile({ path })).ids;
    expect(new Set(kept)).toEqual(new Set([first, ...ids]));
    expect(await readdir(folder)).toEqual(['totp.key']);
  });

  it('is left as it is when what stands in it is no key', async () => {
    const path = join(folder, 'totp.key');
    await writeFile(path, 'not a key\n', { mode: 0o600 });
    await expect(addTOTPKey({ path })).rejects.toMatchObject({ code: 'invalid_option' });
    expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['not a key\n', ['totp.key']]);
    await expect(addTOTPKey({ path: join(folder, 'missing.key') })).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readdir(folder)).toEqual(['totp.key']);
  });

  it.each([0o640, 0o604, 0o660, 0o666, 0o620, 0o601])('L-19 that others may use is refused: %o', async (mode) => {
    const path = join(folder, 'totp.key');
    await createTOTPKeyFile({ path });
    await chmod(path, mode);
    await expect(readTOTPKeyFile({ path })).rejects.toMatchObject({
      code: 'invalid_option',
      message: expect.stringContaining('chmod 600'),
    });
  });

  it.runIf(process.getuid?.() === 0)('L-19 that belongs to another account is refused', async () => {
    const path = join(folder, 'totp.key');
    await createTOTPKeyFile({ path });
    await chown(path, 12345, 12345);
    await expect(readTOTPKeyFile({ path })).rejects.toThrow('belongs to another account');
  });

  it.each([0o600, 0o400])('is read with mode %o, and through a link', async (mode) => {
    const path = join(folder, 'totp.key');
    const key = generateTOTPKey();
    await writeFile(path, key);
    await chmod(path, mode);
    await symlink(path, join(folder, 'link'));
    await link(path, join(folder, 'second'));
    for (const name of ['totp.key', 'link', 'second'])
      expect(await readTOTPKeyFile({ path: join(folder, name) })).toBe(key);
  });

  it('that is a folder, a pipe or too large is refused, and holds nobody up', async () => {
    execFileSync('sh', ['-c', 'mkfifo -m 600 pipe'], { cwd: folder });
    await writeFile(join(folder, 'large'), 'x'.repeat(70_000), { mode: 0o600 });
    await expect(readTOTPKeyFile({ path: join(folder, 'pipe') })).rejects.toThrow('is no regular file');
    await expect(readTOTPKeyFile({ path: folder })).rejects.toThrow('is no regular file');
    await expect(readTOTPKeyFile({ path: join(folder, 'large') })).rejects.toThrow('is larger than');
    await expect(readTOTPKeyFile({ path: join(folder, 'none') })).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
