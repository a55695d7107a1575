import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Options } from 'tsup';

// One build for every package: the entries are the sources that its `exports` name, or `src/main.ts` of a program.
interface Manifest {
  readonly exports?: Readonly<Record<string, { readonly '@attesta/source'?: string }>>;
}

const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const sources = Object.values(manifest.exports ?? {}).flatMap((entry) => entry['@attesta/source'] ?? []);

const config: Options = {
  entry: existsSync('src/main.ts') ? [...sources, 'src/main.ts'] : sources,
  format: 'esm',
  target: 'node20.19',
  dts: sources.length > 0 && { entry: sources, compilerOptions: { noCheck: true } },
  tsconfig: fileURLToPath(new URL('packages/tsconfig.json', import.meta.url)),
  clean: true,
  removeNodeProtocol: false,
};

export default config;
