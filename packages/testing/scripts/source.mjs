import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

/** Loads a module of the source, which Node 20 cannot read by itself. */
export async function importSource(path) {
  const file = fileURLToPath(new URL(path, import.meta.url));
  const conditions = ['@attesta/source', 'module', 'node', 'development|production'];
  const { module } = await runnerImport(file, {
    configFile: false,
    logLevel: 'error',
    resolve: { conditions },
    ssr: { resolve: { conditions, noExternal: [/^@attesta\//] } },
    environments: { inline: { resolve: { conditions, noExternal: [/^@attesta\//] } } },
  });
  return module;
}
