import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';
import { type Program, startProgram } from './program.js';

/** Programs as plain Node can run them, in a folder of their own. */
export interface Programs<Name extends string> {
  readonly folder: string;
  /** Returns the `file:` URL of a program. */
  url(name: Name): string;
  /** Runs a program in a process of its own. */
  start(name: Name, ...args: readonly string[]): Program;
  dispose(): Promise<void>;
}

/**
 * Bundles programs from their sources, so that a test can run them in other processes without a loader.
 *
 * @example await buildPrograms({ 'open-store': new URL('open-store.ts', import.meta.url) })
 */
export async function buildPrograms<Name extends string>(
  sources: Readonly<Record<Name, URL>>,
): Promise<Programs<Name>> {
  const folder = await mkdtemp(join(tmpdir(), 'attesta-programs-'));
  const conditions = ['@attesta/source', 'module', 'node'];
  const input = Object.entries<URL>(sources).map(([name, url]) => [name, fileURLToPath(url)]);
  await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [drivers],
    ssr: { noExternal: true, resolve: { conditions } },
    build: {
      ssr: true,
      outDir: folder,
      target: 'node20',
      rollupOptions: {
        input: Object.fromEntries(input),
        output: { entryFileNames: '[name].mjs' },
        preserveEntrySignatures: 'strict',
      },
    },
  });
  const fileOf = (name: Name): string => join(folder, `${name}.mjs`);
  return {
    folder,
    url: (name) => pathToFileURL(fileOf(name)).href,
    start: (name, ...args) => startProgram(fileOf(name), args),
    dispose: () => rm(folder, { recursive: true }),
  };
}

/** Keeps the drivers of databases out of the bundle. The folder has no packages, so they are imported by their path. */
const drivers: Plugin = {
  name: 'drivers',
  enforce: 'pre',
  resolveId(id, importer) {
    if (importer === undefined || !(id === 'libsql' || id === 'pg')) return undefined;
    return { id: pathToFileURL(createRequire(importer).resolve(id)).href, external: true };
  },
};
