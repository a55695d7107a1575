import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'vite';
import { expect, inject, it, onTestFinished } from 'vitest';
import { dropTestSchema } from '../../../packages/store-postgres/test/test-schema.js';

/** The program as plain Node can run it. */
async function built(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'attesta-example-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const conditions = ['@attesta/source'];
  const fromStore = createRequire(new URL('../../../packages/store-postgres/package.json', import.meta.url));
  await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions },
    ssr: {
      external: ['pg', '@attesta/postgres-server'],
      noExternal: true,
      resolve: { conditions: [...conditions, 'module', 'node'] },
    },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node20',
      rollupOptions: {
        input: fileURLToPath(new URL('../src/main.ts', import.meta.url)),
        output: {
          entryFileNames: 'main.mjs',
          // From there no package can be found.
          paths: {
            pg: pathToFileURL(fromStore.resolve('pg')).href,
            '@attesta/postgres-server': import.meta.resolve('@attesta/postgres-server'),
          },
        },
      },
    },
  });
  return join(folder, 'main.mjs');
}

it('two agents and two approvers on one server: each call is decided by its own approver, once', async () => {
  const connectionString = inject('postgresUrl');
  onTestFinished(() => dropTestSchema({ connectionString, schema: 'attesta_example' }));
  const env = { ...process.env, DATABASE_URL: connectionString };
  const { stdout } = await promisify(execFile)(process.execPath, [await built()], { env });
  const lines = stdout.trim().split('\n');
  const told = (name: string, words: string): string => `${name.padEnd(14)} ${words}`;
  const calls = ['billing-agent', 'support-agent'].flatMap((agent) => [
    told('grace', `approved refund("${agent}/1", 4200)`),
    told('linus', `approved refund("${agent}/2", 18000)`),
    told('linus', `denied refund("${agent}/3", 99000)`),
    told(agent, `refunded ${agent}/1, 4200 cents`),
    told(agent, `refunded ${agent}/2, 18000 cents`),
    told(agent, `not refunded ${agent}/3: denied by the manager`),
  ]);
  expect(lines.sort()).toEqual(calls.sort());
});
