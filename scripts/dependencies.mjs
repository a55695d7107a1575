// Compares what the published packages bring into production with production-dependencies.txt; --update writes it.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { publishedPackages } from './published-packages.mjs';

const golden = 'production-dependencies.txt';
// One list for each package: a list of several leaves out what it has told of another one.
const lines = publishedPackages()
  .map(({ manifest: { name } }) => [name, ...[...new Set(external(treeOf(name)))].sort().map((line) => `  ${line}`)])
  .sort(([a], [b]) => a.localeCompare(b))
  .map((rows) => rows.join('\n'));
const now = `${lines.join('\n')}\n`;

if (process.argv.includes('--update')) writeFileSync(golden, now);
else if (!existsSync(golden) || readFileSync(golden, 'utf8') !== now) {
  console.error(
    `The production dependencies differ from ${golden}:\n${now}If they are meant to: npm run api, and commit.`,
  );
  process.exitCode = 1;
}

function* external(dependencies = {}) {
  for (const [name, { version, dependencies: inner }] of Object.entries(dependencies)) {
    if (!version.startsWith('link:')) yield `${name} ${version}`;
    yield* external(inner);
  }
}

function treeOf(name) {
  const list = ['--filter', name, 'list', '--prod', '--depth', 'Infinity', '--json'];
  return JSON.parse(execFileSync('pnpm', list, { encoding: 'utf8' }))[0]?.dependencies;
}
