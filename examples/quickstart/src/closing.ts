import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ends } from './third-act.js';
import type { Workspace } from './workspace.js';

/** What is on disk afterwards. True when exactly the calls that ran have changed it. */
export async function showDisk(workspace: Workspace, [rewritten, deleted]: Ends): Promise<boolean> {
  const report = await readFile(join(workspace.folder, 'reports', 'q3.csv'), 'utf8');
  const isRewritten = report === 'region,revenue\n';
  const isDeleted = await access(join(workspace.folder, 'archive')).then(
    () => false,
    () => true,
  );
  console.log('On disk now:');
  for (const file of await workspace.files()) console.log(`  ${file}`);
  console.log(
    `  reports/q3.csv is ${isRewritten ? 'rewritten' : 'as it was'}; archive/ is ${isDeleted ? 'gone' : 'still there'}.`,
  );
  const isTrue = isRewritten === (rewritten ?? false) && isDeleted === (deleted ?? false);
  console.log(isTrue ? 'Exactly what was approved has happened.\n' : 'That is not what was approved!\n');
  return isTrue;
}
