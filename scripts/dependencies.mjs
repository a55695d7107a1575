// Compares what the published packages bring into production with production-dependencies.txt; --update writes it.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const golden = 'production-dependencies.txt';
const list = ['--recursive', '--filter', './packages/*', 'list', '--prod', '--depth', 'Infinity', '--json'];
const packages = JSON.parse(execFileSync('pnpm', list, { encoding: 'utf8' }));

const lines = packages
  .filter(({ private: hidden }) => hidden !== true)
  .sort((a, b) => a.name.localeCompare(b.name))
  .map(({ name, dependencies }) =>
    [name, ...[...new Set(external(dependencies))].sort().map((line) => `  ${line}`)].join('\n'),
  );
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
