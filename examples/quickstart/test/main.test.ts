import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

// The program as `npm start` runs it where there is no terminal: a process of its own, on files of its own.
const place = mkdtempSync(join(tmpdir(), 'attesta-start-'));
const samples = join(place, 'files');
const temporary = join(place, 'temporary');

beforeAll(async () => {
  const conditions = ['@attesta/source', 'module', 'node'];
  const libsql = createRequire(new URL('../../../packages/store-sqlite/package.json', import.meta.url)).resolve(
    'libsql',
  );
  await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions, alias: { libsql } },
    ssr: { noExternal: true, external: [libsql], resolve: { conditions } },
    build: {
      ssr: fileURLToPath(new URL('../src/main.ts', import.meta.url)),
      outDir: join(place, 'dist'),
      target: 'node20',
      rollupOptions: { external: [libsql], output: { entryFileNames: 'main.mjs' } },
    },
  });
});
afterAll(() => rmSync(place, { recursive: true }));

beforeEach(() => {
  for (const folder of [samples, temporary]) rmSync(folder, { recursive: true, force: true });
  cpSync(fileURLToPath(new URL('../files', import.meta.url)), samples, { recursive: true });
  mkdirSync(temporary);
});

interface End {
  readonly code: number;
  readonly said: string;
}

/** Starts it, with its input closed, and waits for its end. */
function start(): Promise<End> {
  const env = { PATH: process.env.PATH, TMPDIR: temporary };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [join(place, 'dist', 'main.mjs')], { cwd: place, env }, (error, said) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : Number(error !== null), said }),
    );
    child.stdin?.end();
  });
}

/** How often each of these is said. */
function counts(said: string, ...texts: readonly string[]): readonly number[] {
  return texts.map((text) => said.split(text).length - 1);
}

describe('the quickstart without a terminal', () => {
  it('denies what needs a person, plays it again with labelled programs, and ends 0', async () => {
    const { code, said } = await start();
    expect(code, said).toBe(0);
    const [alone = '', scripted = ''] = said.split('The same again with SCRIPTED people');
    expect(counts(alone, 'APPROVED', '  ran:', 'DENIED', '  denied:', 'SCRIPTED', '[scripted')).toEqual([
      2, 2, 2, 2, 0, 0,
    ]);
    expect(alone).toContain('reports/q3.csv is as it was.\n  archive/ is still there; backups/ is still there.');
    expect(counts(scripted, '  ran:', '  denied:', '[scripted operator, not a person]')).toEqual([3, 0, 2]);
    expect(scripted).toContain('[scripted manager, another process, not a person] approved');
    expect(scripted).toContain('reports/q3.csv is rewritten.\n  archive/ is gone; backups/ is gone.');
    expect(scripted).toMatch(/entries, \d+ of them signed checkpoints: intact\.\nA copy .*: broken\.\n/);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('ends 1 when the disk is not as what was approved makes it', async () => {
    writeFileSync(join(samples, 'reports', 'q3.csv'), 'region,revenue\n');
    const { code, said } = await start();
    expect(code).toBe(1);
    expect(said).toContain('reports/q3.csv is rewritten.');
    expect(said).toContain('That is not what was approved!');
  });
});
