import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { campaignSize, isLong } from '../../../tests/campaigns/campaign.js';
import { createKeyFile } from '../src/index.js';
import { buildPrograms, type Programs } from './programs.js';
import { inFolder } from './temporary-folder.js';

const count = campaignSize({ normal: 20_000, long: 1_000_000 });

let programs: Programs;
beforeAll(async () => {
  programs = await buildPrograms();
});
afterAll(() => programs.dispose());

it(`L-18 a log of ${count} records is verified in less than 150 MB`, async () => {
  await inFolder(async (folder) => {
    const [path, key] = [join(folder, 'log.jsonl'), join(folder, 'audit.key')];
    await createKeyFile({ path: key, name: 'test' });
    expect(await programs.start('large-log', 'write', path, key, String(count)).ended).toBe(0);
    const { lines, ended } = programs.start('large-log', 'verify', path, key);
    const { value } = await lines.next();
    const figures = JSON.parse(value);
    if (isLong) console.table(figures);
    expect(await ended).toBe(0);
    expect(figures).toMatchObject({ status: 'intact', unsigned: 0 });
    expect(figures.records).toBeGreaterThanOrEqual(count);
    expect(figures.megabytes).toBeLessThan(150);
  });
});
