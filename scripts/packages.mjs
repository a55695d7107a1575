// Packs every published package and looks at the tarball: its list of files (--update writes it), publint, attw, secrets.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { publishedPackages } from './published-packages.mjs';

const update = process.argv.includes('--update');
const store = resolve('node_modules/.cache/packages');
const complaints = [];

rmSync(store, { recursive: true, force: true });
for (const { folder } of publishedPackages()) {
  const place = join(store, basename(folder));
  mkdirSync(place, { recursive: true });
  execFileSync('pnpm', ['--dir', folder, 'pack', '--out', join(place, 'package.tgz')], { stdio: 'pipe' });
  compareFiles(folder, join(place, 'package.tgz'));
  inspect(place, 'publint', 'run', 'package.tgz', '--strict');
  inspect(place, 'attw', 'package.tgz', '--profile', 'esm-only', '--format', 'ascii');
  execFileSync('tar', ['-xzf', 'package.tgz'], { cwd: place });
}
inspect(store, 'secretlint', '--secretlintrc', resolve('.secretlintrc.json'), '**/*');

if (complaints.length > 0) {
  console.error(complaints.join('\n'));
  process.exitCode = 1;
}

/** The file list is committed, so that nothing enters a package unseen. Hashes in the names of chunks do not count. */
function compareFiles(folder, tarball) {
  const listing = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n');
  const files = listing.map((path) =>
    path.replace(/^package\//, '').replace(/-(?=[\w-]*[A-Z0-9])[\w-]{8}(?=\.(d\.ts|js)$)/, '-*'),
  );
  const now = `${files.sort().join('\n')}\n`;
  const golden = join(folder, 'api', 'files.txt');
  if (update) writeFileSync(golden, now);
  else if (!existsSync(golden) || readFileSync(golden, 'utf8') !== now) {
    complaints.push(`The packed files differ from ${golden}:\n${now}If they are meant to: npm run api, and commit.`);
  }
}

function inspect(cwd, tool, ...args) {
  const { status, stdout, stderr } = spawnSync(resolve('node_modules/.bin', tool), args, { cwd, encoding: 'utf8' });
  if (status !== 0) complaints.push(`${tool} ${basename(cwd)}:\n${stdout}${stderr}`);
}
