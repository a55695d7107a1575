import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const PROGRAMS = {
  'decide-requests': new URL('decide-requests.ts', import.meta.url),
  'open-store': new URL('open-store.ts', import.meta.url),
  'record-entries': new URL('record-entries.ts', import.meta.url),
  'verify-codes': new URL('verify-codes.ts', import.meta.url),
  'wait-for-news': new URL('wait-for-news.ts', import.meta.url),
  'write-endlessly': new URL('write-endlessly.ts', import.meta.url),
} as const;

type ProgramName = keyof typeof PROGRAMS;

/** The programs of this folder as plain Node can run them, in a folder of their own. */
export interface Programs {
  readonly folder: string;
  /** The `file:` URL of a program: `open-store`. */
  readonly url: (name: ProgramName) => string;
  /** Starts a program in a process of its own. */
  readonly start: (name: ProgramName, ...args: readonly string[]) => Program;
  readonly dispose: () => Promise<void>;
}

/** A program that runs. */
export interface Program {
  readonly child: ChildProcess;
  /** The lines that it writes. */
  readonly lines: AsyncIterableIterator<string>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

export async function buildPrograms(...names: readonly ProgramName[]): Promise<Programs> {
  const folder = await mkdtemp(join(tmpdir(), 'attesta-programs-'));
  const conditions = ['@attesta/source'];
  await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions },
    ssr: { external: ['pg'], noExternal: true, resolve: { conditions: [...conditions, 'module', 'node'] } },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node20',
      rollupOptions: {
        input: Object.fromEntries(names.map((name) => [name, fileURLToPath(PROGRAMS[name])])),
        // From there no package can be found.
        output: { entryFileNames: '[name].mjs', paths: { pg: pathToFileURL(DRIVER).href } },
        preserveEntrySignatures: 'strict',
      },
    },
  });
  const fileOf = (name: ProgramName): string => join(folder, `${name}.mjs`);
  return {
    folder,
    url: (name) => pathToFileURL(fileOf(name)).href,
    start(name, ...args) {
      const child = spawn(process.execPath, [fileOf(name), ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      const ended = new Promise<Awaited<Program['ended']>>((resolve) =>
        child.once('close', (code, signal) => resolve({ code, signal })),
      );
      return { child, lines, ended };
    },
    dispose: () => rm(folder, { recursive: true }),
  };
}

const DRIVER = createRequire(import.meta.url).resolve('pg');
