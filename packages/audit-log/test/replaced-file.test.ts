import { constants } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FileSystem, nodeFileSystem } from '../src/files/file-system.js';
import { openPrivate } from '../src/files/private-file.js';

/** A file system on which another process puts a new file in the place of one that was just opened, so many times. */
function replacing(times: number): FileSystem {
  let left = times;
  return {
    ...nodeFileSystem,
    async open(path, flags, mode) {
      const file = await nodeFileSystem.open(path, flags, mode);
      if (left > 0) {
        left -= 1;
        await writeFile(`${path}.new`, 'new', { mode: 0o600 });
        await rename(`${path}.new`, path);
      }
      return file;
    },
  };
}

describe('a file that is replaced while it is opened', () => {
  it.each([1, 3])('L-12 is opened anew after %d times', async (times) => {
    const folder = await mkdtemp(join(tmpdir(), 'attesta-replaced-'));
    const path = join(folder, 'last');
    await writeFile(path, 'old', { mode: 0o600 });
    const file = await openPrivate(replacing(times), path, constants.O_RDONLY);
    expect((await file.stat()).nlink).toBe(1);
    await file.close();
    await rm(folder, { recursive: true });
  });

  it('L-19 is refused when that never ends', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'attesta-replaced-'));
    const path = join(folder, 'last');
    await writeFile(path, 'old', { mode: 0o600 });
    await expect(openPrivate(replacing(100), path, constants.O_RDONLY)).rejects.toMatchObject({ code: 'insecure' });
    await rm(folder, { recursive: true });
  });
});
