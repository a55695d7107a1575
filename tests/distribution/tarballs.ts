import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './command.js';
import { names } from './published.js';

const root: string = fileURLToPath(new URL('../..', import.meta.url));

/** A package as the registry would get it. */
export interface Tarball {
  readonly name: string;
  readonly file: string;
}

/** Builds the published packages, where they changed since the last time, and packs them into `folder`. */
export async function packAll(folder: string): Promise<readonly Tarball[]> {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const pnpm = ['npx', '--yes', '--prefer-offline', packageManager] as const;
  const filters = names.map((name) => `--filter=${name}`);
  await run(root, [...pnpm, 'exec', 'turbo', 'run', 'build', ...filters, '--output-logs=errors-only']);
  const packed = await run(root, [...pnpm, '--recursive', ...filters, 'pack', '--pack-destination', folder, '--json']);
  const list: readonly { readonly name: string; readonly filename: string }[] = JSON.parse(packed);
  return list.map(({ name, filename }) => ({ name, file: filename }));
}
