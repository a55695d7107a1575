import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The packages that go to the registry, by name of folder: everything in packages/ that is not private. */
export function publishedPackages() {
  return readdirSync('packages')
    .map((name) => ({ folder: join('packages', name), manifest: manifestOf(name) }))
    .filter(({ manifest }) => manifest.private !== true);
}

function manifestOf(name) {
  return JSON.parse(readFileSync(join('packages', name, 'package.json'), 'utf8'));
}
