import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Ended, run, runToEnd } from './command.js';

const MINUTES = 60_000;
const root: string = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'attesta-clone-'));
const clone = join(folder, 'attesta');
/** The first run, which finds the clone as git leaves it. */
let first: Ended;

// Each test runs the whole command.
vi.setConfig({ testTimeout: 10 * MINUTES });

beforeAll(async () => {
  await run(root, ['git', 'clone', '--quiet', '--no-hardlinks', root, clone]);
  const projects = ['store-postgres', 'store-sqlite', 'two-agents-two-approvers'].flatMap((name) => [
    '--project',
    name,
  ]);
  // As `npx -p node@24` starts it: what npm then sets must not reach the installation.
  const environment = { npm_config_package: 'node@24' };
  first = await runToEnd(clone, ['npm', 'test', '--', ...projects, 'test/types', 'test/main'], environment);
}, 10 * MINUTES);

afterAll(() => rmSync(folder, { recursive: true, force: true }), 10 * MINUTES);

/** Runs `npm test` in the clone on the named files. */
async function npmTest(...args: readonly string[]): Promise<Ended> {
  return await runToEnd(clone, ['npm', 'test', '--', ...args]);
}

/** Puts a file into the clone for this test. */
function seed(path: string, content: string): void {
  const file = join(clone, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  onTestFinished(() => rmSync(file));
}

function lastLine({ stdout }: Ended): string | undefined {
  return stdout.trimEnd().split('\n').at(-1);
}

const PASSES = "import { it } from 'vitest';\nit('passes', () => {});\n";
const FAILS = "import { expect, it } from 'vitest';\nit('fails', () => expect(1).toBe(2));\n";

describe('X-01 npm test on a clean clone', () => {
  it('passes without a build, with a PostgreSQL server and without one', () => {
    expect(first, first.stdout + first.stderr).toMatchObject({ code: 0 });
    expect(lastLine(first)).toMatch(/^[1-9]\d* passed, 0 failed$/);
    expect(existsSync(join(clone, 'packages/core/dist'))).toBe(false);
  });
});

describe('X-02 npm test ends with an error', () => {
  it.for([
    ['a test fails in a project with a PostgreSQL server', 'store-postgres'],
    ['a test fails in a project without one', 'store-sqlite'],
  ] as const)('when %s', async ([, project]) => {
    seed(`packages/${project}/test/seeded.test.ts`, FAILS);
    const ended = await npmTest('--project', project, 'seeded');
    expect(ended).toMatchObject({ code: 1 });
    expect(lastLine(ended)).toBe('0 passed, 1 failed');
  });

  it('when a global setup throws', async () => {
    seed('packages/core/test/seeded.test.ts', PASSES);
    seed('packages/core/test/global-setup.ts', "throw new Error('seeded');\n");
    const ended = await npmTest('--project', 'core', 'seeded');
    expect(ended.code).not.toBe(0);
    expect(lastLine(ended)).toMatch(/^\d+ passed, [1-9]\d* failed$/);
  });

  it('when an error is not caught by a test', async () => {
    seed(
      'packages/core/test/seeded.test.ts',
      `${PASSES}it('is gone when it comes', () => void Promise.reject(new Error('seeded')));\n`,
    );
    const ended = await npmTest('--project', 'core', 'seeded');
    expect(ended.code).not.toBe(0);
    expect(lastLine(ended)).toBe('2 passed, 1 failed');
  });

  it('when the process of a test file dies', async () => {
    seed('packages/core/test/seeded.test.ts', `${PASSES}it('dies', () => process.kill(process.pid, 'SIGKILL'));\n`);
    const ended = await npmTest('--project', 'core', 'seeded');
    expect(ended.code).not.toBe(0);
    expect(lastLine(ended)).toMatch(/^\d+ passed, [1-9]\d* failed$/);
  });

  it('when it finds no test', async () => {
    const ended = await npmTest('--project', 'core', 'no-such-file');
    expect(ended.code).not.toBe(0);
    expect(lastLine(ended)).toBe('0 passed, 1 failed');
  });

  it('when a test fails, although a library ends the runner with 0', async () => {
    seed('packages/core/test/seeded.test.ts', FAILS);
    seed(
      'packages/core/test/global-setup.ts',
      "process.on('exit', () => { process.exitCode = 0; });\nexport default () => {};\n",
    );
    const ended = await npmTest('--project', 'core', 'seeded');
    expect(ended).toMatchObject({ code: 1 });
    expect(lastLine(ended)).toBe('0 passed, 1 failed');
  });
});
