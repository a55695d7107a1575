import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly files?: readonly string[];
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const packages: readonly { readonly folder: string; readonly manifest: Manifest }[] = readdirSync(
  join(ROOT, 'packages'),
)
  .filter((name) => existsSync(join(ROOT, 'packages', name, 'package.json')))
  .map((name) => ({
    folder: name,
    manifest: JSON.parse(readFileSync(join(ROOT, 'packages', name, 'package.json'), 'utf8')),
  }))
  .filter(({ manifest }) => manifest.private !== true);

/** What a package depends on besides packages of this project. */
function foreign({ dependencies = {} }: Manifest): readonly string[] {
  return Object.keys(dependencies).filter((name) => !name.startsWith('@attesta/'));
}

describe('what is installed with a package', () => {
  it('S-01 core has no dependency', () => {
    const core = packages.find(({ manifest }) => manifest.name === '@attesta/core');
    expect(core?.manifest).not.toHaveProperty('dependencies');
    expect(core?.manifest).not.toHaveProperty('peerDependencies');
  });

  it.each(packages)(
    'S-01 $manifest.name gives the reason for each dependency in its README',
    ({ folder, manifest }) => {
      const readme = readFileSync(join(ROOT, 'packages', folder, 'README.md'), 'utf8');
      for (const name of foreign(manifest)) expect(readme).toContain(`\`${name}\``);
    },
  );

  it('S-01 the whole production tree is the committed list', () => {
    const list = readFileSync(join(ROOT, 'production-dependencies.txt'), 'utf8');
    for (const { manifest } of packages) {
      expect(list).toContain(manifest.name);
      for (const name of foreign(manifest)) expect(list).toContain(`  ${name} `);
    }
  });

  it.each(packages)(
    'S-07 $manifest.name publishes an allow-list, and runs nothing when it is installed',
    ({ folder, manifest }) => {
      expect(manifest.files).toContain('dist');
      expect(Object.keys(manifest.scripts ?? {}).filter((name) => /install|prepare/.test(name))).toEqual([]);
      const packed = readFileSync(join(ROOT, 'packages', folder, 'api/files.txt'), 'utf8')
        .trim()
        .split('\n');
      expect(packed).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
      expect(
        packed.filter(
          (file) => !/^(dist\/|profiles\/|LICENSE$|README\.md$|package\.json$|[\w-]+\.schema\.json$)/.test(file),
        ),
      ).toEqual([]);
    },
  );
});

describe('what the linter forbids in the source', () => {
  // A folder of its own with the project's rules: nothing is written among the sources.
  const lint = (code: string): { readonly status: number | null; readonly output: string } => {
    const folder = mkdtempSync(join(tmpdir(), 'attesta-lint-'));
    for (const name of ['biome.json', '.gitignore', 'lint'])
      cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    mkdirSync(join(folder, 'packages/core/src'), { recursive: true });
    writeFileSync(join(folder, 'packages/core/src/example.ts'), code);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(ROOT, 'node_modules/@biomejs/biome/bin/biome'), 'lint', 'packages'],
      { cwd: folder, encoding: 'utf8' },
    );
    rmSync(folder, { recursive: true });
    return { status, output: stdout + stderr };
  };

  it('lets plain code pass', () => {
    expect(lint('export const sum = (a: number, b: number): number => a + b;\n')).toMatchObject({ status: 0 });
  });

  it('N-10 comparing a secret with ===', () => {
    const { status, output } = lint('export const is = (token: string, given: string): boolean => token === given;\n');
    expect(status).not.toBe(0);
    expect(output).toContain('N-10');
  });

  it.each(['Math.random()', 'crypto.randomUUID()'])('N-11 drawing with %s', (draw) => {
    const { status, output } = lint(`export const token = String(${draw});\n`);
    expect(status).not.toBe(0);
    expect(output).toContain('N-11');
  });
});
