import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compareFiles } from '../../src/compare-files.js';
import type { Results } from '../../src/report/results.js';
import { someFigure, someResults, spread } from './some-results.js';

it('compares two files, and tells whether something got slower', async () => {
  const slower = someResults({
    groups: [{ title: 'A gate', method: 'As it is.', figures: [someFigure({ value: spread(24) })] }],
  });
  const told: string[] = [];
  await withFiles({ 'one.json': someResults(), 'two.json': slower }, async (folder) => {
    const compared = (before: string, after: string): Promise<boolean> =>
      compareFiles(join(folder, before), join(folder, after), (text) => told.push(text));
    expect(await compared('one.json', 'two.json')).toBe(true);
    expect(await compared('two.json', 'one.json')).toBe(false);
    expect(await compared('one.json', 'one.json')).toBe(false);
    await expect(compared('one.json', 'none.json')).rejects.toThrow(
      /none\.json must be a file that can be read, but is/,
    );
  });
  expect(told.map((text) => text.split('\n').at(-1))).toEqual([
    '1 slower, 0 faster, 5 the same within the noise.',
    '0 slower, 1 faster, 5 the same within the noise.',
    '0 slower, 0 faster, 6 the same within the noise.',
  ]);
});

async function withFiles(
  files: Readonly<Record<string, Results>>,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'attesta-benchmark-'));
  try {
    for (const [name, results] of Object.entries(files)) await writeFile(join(folder, name), JSON.stringify(results));
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
