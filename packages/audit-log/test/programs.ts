import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

/** The programs of this folder, as plain Node can run them. */
export interface Programs {
  readonly start: (name: ProgramName, ...args: readonly string[]) => Program;
  readonly dispose: () => Promise<void>;
}

/** A program that runs. */
export interface Program {
  readonly child: ChildProcess;
  /** The lines that it writes. */
  readonly lines: AsyncIterableIterator<string>;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string | null>;
}

const PROGRAMS = {
  'die-in-the-call': new URL('die-in-the-call.ts', import.meta.url),
  'large-log': new URL('large-log.ts', import.meta.url),
  'record-endlessly': new URL('record-endlessly.ts', import.meta.url),
  'record-in-sqlite': new URL('record-in-sqlite.ts', import.meta.url),
} as const;
type ProgramName = keyof typeof PROGRAMS;

export async function buildPrograms(): Promise<Programs> {
  const folder = await mkdtemp(join(tmpdir(), 'attesta-programs-'));
  const conditions = ['@attesta/source'];
  await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions },
    ssr: { external: ['libsql'], noExternal: true, resolve: { conditions: [...conditions, 'module', 'node'] } },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node20',
      rollupOptions: {
        input: Object.fromEntries(Object.entries(PROGRAMS).map(([name, url]) => [name, fileURLToPath(url)])),
        // From there no package can be found.
        output: { entryFileNames: '[name].mjs', paths: { libsql: pathToFileURL(DRIVER).href } },
      },
    },
  });
  return {
    start(name, ...args) {
      const child = spawn(process.execPath, [join(folder, `${name}.mjs`), ...args], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      return {
        child,
        lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](),
        ended: new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? signal))),
      };
    },
    dispose: () => rm(folder, { recursive: true }),
  };
}

const DRIVER = createRequire(new URL('../../store-sqlite/package.json', import.meta.url)).resolve('libsql');
