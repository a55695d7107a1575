import { join } from 'node:path';
import { buildPrograms, type Programs } from '@attesta/test-programs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { campaignSize, isLong } from '../../../tests/campaigns/campaign.js';
import { createKeyFile } from '../src/index.js';
import { inFolder } from './temporary-folder.js';

const count = campaignSize({ normal: 20_000, long: 1_000_000 });

const SUCCESS = { code: 0, signal: null };

let programs: Programs<'large-log'>;
beforeAll(async () => {
  programs = await buildPrograms({
    'large-log': new URL('large-log.ts', import.meta.url),
  });
});
afterAll(() => programs.dispose());

it(`L-18 a log of ${count} records is verified in less than 150 MB`, async () => {
  await inFolder(async (folder) => {
    const [path, key] = [join(folder, 'log.jsonl'), join(folder, 'audit.key')];
    await createKeyFile({ path: key, name: 'test' });
    expect(await programs.start('large-log', 'write', path, key, String(count)).ended).toEqual(SUCCESS);
    const verifier = programs.start('large-log', 'verify', path, key);
    const figures = JSON.parse((await verifier.nextLine()) ?? '');
    if (isLong) console.table(figures);
    expect(await verifier.ended).toEqual(SUCCESS);
    expect(figures).toMatchObject({ status: 'intact', unsigned: 0 });
    expect(figures.records).toBeGreaterThanOrEqual(count);
    expect(figures.megabytes).toBeLessThan(150);
  });
});
