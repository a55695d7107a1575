import { execFileSync } from 'node:child_process';
import { chmod, chown, link, mkdir, readdir, readFile, rename, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openJsonlLog } from '../src/index.js';
import { inFolder } from './temporary-folder.js';

const MAKE_FIFO = 'mkfifo';
const record = (text: string): Uint8Array => Buffer.from(text);

describe('L-19 the file of a log', () => {
  it('is made 0600 in folders that are made 0700', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'a', 'b', 'log.jsonl');
      await (await openJsonlLog({ path })).close();
      const modes = await Promise.all(
        [path, join(folder, 'a', 'b'), join(folder, 'a')].map(async (at) => (await stat(at)).mode & 0o777),
      );
      expect(modes).toEqual([0o600, 0o700, 0o700]);
      expect(await readdir(join(folder, 'a', 'b'))).toEqual(['log.jsonl']);
    });
  });

  const bad: Readonly<Record<string, (path: string, folder: string) => Promise<unknown>>> = {
    'a symbolic link': async (path, folder) => {
      await writeFile(join(folder, 'elsewhere'), '', { mode: 0o600 });
      await symlink(join(folder, 'elsewhere'), path);
    },
    'a link that leads nowhere': (path, folder) => symlink(join(folder, 'nowhere'), path),
    'a file with a second name': async (path, folder) => {
      await writeFile(path, '', { mode: 0o600 });
      await link(path, join(folder, 'second'));
    },
    'a FIFO': async (path) => execFileSync(MAKE_FIFO, [path]),
    'a folder': (path) => mkdir(path),
    'a file that others may write': async (path) => {
      await writeFile(path, '');
      await chmod(path, 0o666);
    },
    'a file that others may read': async (path) => {
      await writeFile(path, '');
      await chmod(path, 0o644);
    },
    'a folder that others may write': (_, folder) => chmod(folder, 0o777),
    ...(process.geteuid?.() === 0 && {
      'a file of another user': async (path: string) => {
        await writeFile(path, '', { mode: 0o600 });
        await chown(path, 12345, 12345);
      },
      'a folder of another user': (_: string, folder: string) => chown(folder, 12345, 12345),
    }),
  };
  for (const [name, prepare] of Object.entries(bad)) {
    it(`is refused when it is ${name}, and another can be opened afterwards`, async () => {
      await inFolder(async (folder) => {
        const place = join(folder, 'place');
        await mkdir(place, { mode: 0o700 });
        await prepare(join(place, 'log.jsonl'), place);
        await expect(openJsonlLog({ path: join(place, 'log.jsonl') })).rejects.toMatchObject({ code: 'insecure' });
        await expect(openJsonlLog({ path: join(place, 'log.jsonl') })).rejects.toMatchObject({ code: 'insecure' });
        await (await openJsonlLog({ path: join(folder, 'other', 'log.jsonl') })).close();
      });
    });
  }
});

describe('L-13 one writer', () => {
  it('keeps a second one out with a clear error, by any path, until it closes', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'place', 'log.jsonl');
      const log = await openJsonlLog({ path });
      await symlink(join(folder, 'place'), join(folder, 'alias'));
      for (const other of [path, join(folder, 'alias', 'log.jsonl')]) {
        await expect(openJsonlLog({ path: other })).rejects.toMatchObject({ code: 'locked' });
      }
      await expect(openJsonlLog({ path })).rejects.toThrow(`${path} is being written to by another process`);
      const beside = await openJsonlLog({ path: join(folder, 'place', 'other.jsonl') });
      await beside.close();
      await log.close();
      const next = await openJsonlLog({ path });
      await next.close();
      await log.close();
    });
  });

  it('is one of many that come at once, or none of them', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'log.jsonl');
      for (let round = 0; round < 10; round += 1) {
        const results = await Promise.allSettled(Array.from({ length: 6 }, () => openJsonlLog({ path })));
        const open = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
        expect(open.length).toBeLessThanOrEqual(1);
        await Promise.all(open.map((log) => log.close()));
        for (const result of results)
          if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'locked' });
      }
      await (await openJsonlLog({ path })).close();
      expect(await readdir(folder)).toEqual(['log.jsonl']);
    });
  });

  it('works in a folder with a path longer than that of a socket may be', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'x'.repeat(150), 'y'.repeat(150), `${'z'.repeat(200)}.jsonl`);
      const log = await openJsonlLog({ path });
      await expect(openJsonlLog({ path })).rejects.toMatchObject({ code: 'locked' });
      await log.close();
    });
  });
});

describe('a log file that another program changes while it is open', () => {
  const touches: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
    'moves away': (path) => rename(path, `${path}.old`),
    replaces: async (path) => {
      await writeFile(`${path}.new`, await readFile(path), { mode: 0o600 });
      await rename(`${path}.new`, path);
    },
    cuts: (path) => writeFile(path, ''),
    'writes to': async (path) => writeFile(path, `${await readFile(path, 'utf8')}forged\n`),
    'gives a second name': (path) => link(path, `${path}.second`),
  };
  for (const [name, touch] of Object.entries(touches)) {
    it(`accepts no more records: another program ${name} it`, async () => {
      await inFolder(async (folder) => {
        const path = join(folder, 'log.jsonl');
        const log = await openJsonlLog({ path });
        await log.append(0, [record('a')]);
        await touch(path);
        await expect(log.append(1, [record('b')])).rejects.toMatchObject({ code: 'rolled_back' });
        await expect(log.append(1, [record('b')])).rejects.toMatchObject({ code: 'failed' });
        await log.close();
      });
    });
  }
});

it('refuses a record that is longer than the limit', async () => {
  await inFolder(async (folder) => {
    const log = await openJsonlLog({ path: join(folder, 'log.jsonl') });
    await expect(log.append(0, [new Uint8Array(33_554_433)])).rejects.toMatchObject({ code: 'overlong' });
    expect(await log.append(0, [record('a')])).toBe(true);
    await log.close();
  });
});
