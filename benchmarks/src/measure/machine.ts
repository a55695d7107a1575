import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, cpus, platform, totalmem } from 'node:os';
import { join } from 'node:path';

/** The machine and the versions a run was made with. */
export interface Described {
  readonly machine: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
}

/** Describes this machine, and the versions of ours, of the yardsticks and of `packages`. */
export function describeMachine(packages: readonly string[]): Described {
  const [cpu] = cpus();
  return {
    machine: {
      processor: `${cpu?.model.trim() ?? 'unknown'}, ${cpus().length} cores`,
      memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
      system: `${platform()} ${arch()}`,
      node: process.version,
      v8: process.versions.v8,
    },
    versions: Object.fromEntries([...OURS, ...packages].map((name) => [name, versionOf(name)])),
  };
}

const OURS = ['@attesta/core', 'otplib', 'libsql', 'pg'];

/** Read from the manifest, which a package's `exports` may hide: looked for from where the package is resolved upwards. */
function versionOf(name: string): string {
  for (const folder of createRequire(import.meta.url).resolve.paths(name) ?? []) {
    const version = versionIn(join(folder, name, 'package.json'));
    if (version !== undefined) return version;
  }
  throw new Error(`${name} is not installed: run the benchmarks with npm run bench.`);
}

function versionIn(path: string): string | undefined {
  try {
    const { version } = JSON.parse(readFileSync(path, 'utf8'));
    return String(version);
  } catch {
    return undefined;
  }
}
