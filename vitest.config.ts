import { existsSync, readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { defaultServerConditions } from 'vite';
import type { TestProjectInlineConfiguration, ViteUserConfig } from 'vitest/config';

// Workspace packages resolve to their source, so tests need no build and coverage counts the source.
const conditions = ['@attesta/source', ...defaultServerConditions];

const roots = ['packages', 'examples', 'tests']
  .flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`))
  .concat('benchmarks')
  .filter((root) => existsSync(`${root}/package.json`));

/** In milliseconds: a test that is not done by then waits for something that never comes. A busy machine is no fault. */
const HANGING = process.env.ATTESTA_CAMPAIGNS === 'long' ? 6 * 3_600_000 : 120_000;

/**
 * Projects whose test files leave nothing behind, and count on nothing but themselves: a process runs one after another, so that it
 * loads the sources once. In any other project each file has a process of its own.
 */
const SHARES_PROCESSES: ReadonlySet<string> = new Set([
  'benchmarks',
  'packages/audit-log',
  'packages/challenge-domain',
  'packages/challenge-manager',
  'packages/challenge-totp',
  'packages/challenges',
  'packages/cli',
  'packages/core',
  'packages/renderer-terminal',
  'packages/risk',
  'packages/store-sqlite',
  'packages/testing',
  'tests/documentation',
]);

/** What the tests of a project share: a server, for instance. */
function globalSetupOf(root: string): string[] {
  return [resolve(root, 'test/global-setup.ts')].filter((path) => existsSync(path));
}

const config: ViteUserConfig = {
  test: {
    // One for each core: the runner itself has little to do while files run.
    maxWorkers: '100%',
    projects: roots.map(
      (root): TestProjectInlineConfiguration => ({
        root,
        resolve: { conditions },
        ssr: { resolve: { conditions } },
        // Node 20 has no decorators: esbuild writes them out.
        esbuild: { target: 'es2022' },
        test: {
          name: basename(root),
          include: ['**/*.test.ts'],
          globalSetup: globalSetupOf(root),
          isolate: !SHARES_PROCESSES.has(root),
          testTimeout: HANGING,
          hookTimeout: HANGING,
        },
      }),
    ),
    coverage: { include: ['packages/*/src/**'], provider: 'v8' },
  },
};

export default config;
