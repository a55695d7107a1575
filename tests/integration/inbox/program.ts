import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

/** A program as plain Node can run it, in a folder of its own. */
export interface BuiltProgram {
  readonly folder: string;
  readonly start: (argument: unknown) => Program;
  readonly dispose: () => Promise<void>;
}

/** A program that runs. */
interface Program {
  readonly child: ChildProcess;
  /** What it wrote, once it has ended, and by what. */
  readonly ended: Promise<{ readonly output: string; readonly signal: NodeJS.Signals | null }>;
}

export async function buildProgram(source: URL): Promise<BuiltProgram> {
  const folder = await mkdtemp(join(tmpdir(), 'attesta-inbox-'));
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
        input: fileURLToPath(source),
        // From there no package can be found.
        output: { entryFileNames: 'program.mjs', paths: { libsql: pathToFileURL(DRIVER).href } },
      },
    },
  });
  return {
    folder,
    start(argument) {
      const command = [join(folder, 'program.mjs'), JSON.stringify(argument)];
      const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] });
      let output = '';
      child.stdout.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
      const ended = new Promise<Awaited<Program['ended']>>((resolve) =>
        child.once('close', (_, signal) => resolve({ output, signal })),
      );
      return { child, ended };
    },
    dispose: () => rm(folder, { recursive: true }),
  };
}

const DRIVER = createRequire(new URL('../../../packages/store-sqlite/package.json', import.meta.url)).resolve('libsql');
