import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the whole project. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url));

/** What stands in a folder, which need not be there; paths are from the root, with slashes. */
export function namesIn(folder: string): readonly string[] {
  const names = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [];
  return names.map((name) => (folder === '.' ? name : `${folder}/${name}`));
}

/** All files in a folder and below, but for what is installed or made. */
export function filesUnder(folder: string): readonly string[] {
  return namesIn(folder).flatMap((path) => {
    if (MADE.has(basename(path))) return [];
    return statSync(join(root, path)).isDirectory() ? filesUnder(path) : [path];
  });
}

const MADE: ReadonlySet<string> = new Set([
  '.git',
  '.turbo',
  'coverage',
  'dist',
  '.attesta',
  'node_modules',
  'pnpm-lock.yaml',
]);
