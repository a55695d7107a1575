import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Workspace } from './workspace.js';

/** What the agent's calls have changed on the disk. */
export interface Disk {
  readonly rewritten: boolean;
  readonly deleted: boolean;
  readonly wiped: boolean;
}

/** What is changed by now. */
export async function look({ folder }: Workspace): Promise<Disk> {
  return {
    rewritten: (await readFile(join(folder, 'reports', 'q3.csv'), 'utf8')) === 'region,revenue\n',
    deleted: !existsSync(join(folder, 'archive')),
    wiped: !existsSync(join(folder, 'backups')),
  };
}

/** Shows what is on disk afterwards. True when exactly the calls that ran have changed it. */
export async function showDisk(workspace: Workspace, expected: Disk): Promise<boolean> {
  const found = await look(workspace);
  console.log('On disk now:');
  for (const file of await workspace.files()) console.log(`  ${file}`);
  console.log(`  reports/q3.csv is ${found.rewritten ? 'rewritten' : 'as it was'}.`);
  console.log(
    `  archive/ is ${found.deleted ? 'gone' : 'still there'}; backups/ is ${found.wiped ? 'gone' : 'still there'}.`,
  );
  const isTrue = isDeepStrictEqual(found, expected);
  console.log(isTrue ? 'Exactly what was approved has happened.\n' : 'That is not what was approved!\n');
  return isTrue;
}
