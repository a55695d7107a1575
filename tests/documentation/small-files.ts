import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** A file below this many lines holds less than one idea: it is merged with its neighbor. */
const FEWEST_LINES = 20;

/** Those files that are too small; paths are relative to the folder. */
export function smallFiles(folder: string, files: readonly string[]): readonly string[] {
  return files.filter((file) => readFileSync(join(folder, file), 'utf8').trimEnd().split('\n').length < FEWEST_LINES);
}

/** The sources that a package's manifest exports or runs. They may only list names. */
export function entriesOf(folder: string, packageFolder: string): readonly string[] {
  const path = join(folder, packageFolder, 'package.json');
  const manifest = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const paths = [
    ...manifest.matchAll(/"@attesta\/source":\s*"(\.\/src\/[^"]+)"/g),
    ...manifest.matchAll(/"[\w-]+":\s*"(\.\/dist\/[^"]+)\.js"/g),
  ].map(([, path = '']) => path);
  return [
    ...new Set(
      paths.map((path) => posix.join(packageFolder, path.replace('./dist/', './src/').replace(/(\.ts)?$/, '.ts'))),
    ),
  ];
}
