import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Manifest, Project, template } from './project.js';
import { names } from './published.js';
import { packAll, type Tarball } from './tarballs.js';

const MINUTES = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'attesta-distribution-'));
const user = Project.empty(join(folder, 'user'));
const author = Project.copy(template, join(folder, 'author'));

// Each test starts programs: on a busy machine they take minutes.
vi.setConfig({ testTimeout: 10 * MINUTES });

beforeAll(async () => {
  const tarballs = await packAll(folder);
  const find = (name: string): Tarball | string => tarballs.find((each) => each.name === name) ?? name;
  const { typescript = '', '@types/node': nodeTypes = '' } = author.manifest().devDependencies ?? {};
  await Promise.all([
    user.install(...tarballs, `typescript@${typescript}`, `@types/node@${nodeTypes}`),
    author.install(find('@attesta/core'), find('@attesta/challenges'), find('@attesta/testing')),
  ]);
}, 10 * MINUTES);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('S-02 the packed packages, installed without scripts', () => {
  it.for(names)('%s has no install script, and nothing of the workspace', (name) => {
    const manifest = user.manifest(name);
    expect(Object.keys(manifest.scripts ?? {}).filter((script) => INSTALL_SCRIPTS.has(script))).toEqual([]);
    expect(rangesOf(manifest).filter((range) => /^(?:workspace|catalog|file|link):/.test(range))).toEqual([]);
  });

  it.for(names)('%s can be imported by each of its subpaths', async (name) => {
    const entries = entriesOf(name);
    expect(entries).toContain(name);
    const code = `const counts = [];
      for (const entry of ${JSON.stringify(entries)}) counts.push(Object.keys(await import(entry)).length);
      console.log(JSON.stringify(counts));`;
    const counts: readonly number[] = JSON.parse(await user.runModule(code));
    expect(counts).toHaveLength(entries.length);
    expect(Math.min(...counts)).toBeGreaterThan(0);
  });

  it.for(names)('%s has commands that start', async (name) => {
    for (const command of Object.keys(user.manifest(name).bin ?? {})) {
      expect(await user.run(join(user.folder, 'node_modules/.bin', command), '--help')).not.toBe('');
    }
  });

  it('core can be loaded by require, and is the same one', async () => {
    const code = `import { createRequire } from 'node:module';
      const required = createRequire(process.cwd() + '/')('@attesta/core');
      const { Attesta } = await import('@attesta/core');
      console.log(required.Attesta === Attesta, await new Attesta().gate({ name: 'read', risk: 'low' }, () => 'ran')());`;
    expect(await user.runModule(code)).toBe('true ran\n');
  });

  it('type-check with nothing but what they bring', async () => {
    const entries = names.flatMap(entriesOf);
    user.write(
      'every-entry.ts',
      entries.map((entry) => `export * as entry${entries.indexOf(entry)} from '${entry}';\n`).join(''),
    );
    const options = ['--module', 'NodeNext', '--target', 'ES2022', '--strict', '--noEmit', '--types', 'node'];
    await user.run('npx', '--no-install', 'tsc', ...options, 'every-entry.ts');
  });
});

describe("a third party's package, made from the template", () => {
  let report: Promise<string> | undefined;
  /** Builds and tests it, once. */
  const tested = (): Promise<string> => {
    report ??= author.run('npm', 'test');
    return report;
  };

  it('depends on nothing of the workspace once it is installed', () => {
    const { keywords, peerDependencies = {}, ...manifest } = author.manifest();
    expect(rangesOf(manifest).filter((range) => /^(?:workspace|catalog|link):/.test(range))).toEqual([]);
    expect(Object.keys(peerDependencies)).toEqual(['@attesta/core']);
    expect(manifest.dependencies ?? {}).not.toHaveProperty('@attesta/core');
    expect(keywords).toContain('attesta-challenge');
  });

  it('P-07 builds, and passes the conformance kit under node:test', async () => {
    const report = await tested();
    expect(countIn(report, 'fail')).toBe(0);
    expect(countIn(report, 'pass')).toBeGreaterThan(100);
  });

  it('P-07 fails the kit with a challenge that does not look at the ticket', async () => {
    await tested();
    cpSync(join(author.folder, 'dist'), join(author.folder, 'broken'), { recursive: true });
    const challenge = 'broken/src/change-ticket.js';
    const sound = author.read(challenge);
    const broken = sound.replace('if (!ticket.isOpen)', 'if (false)');
    expect(broken).not.toBe(sound);
    author.write(challenge, broken);
    const kit = author.run(process.execPath, '--test', '--test-reporter=tap', 'broken/test/conformance.spec.js');
    await expect(kit).rejects.toThrow('not ok');
  });

  it('is packed with what it needs and no more, and guards a call of whoever installs it', async () => {
    await author.run('npm', 'pkg', 'delete', 'private');
    const [packed] = JSON.parse(await author.run('npm', 'pack', '--json', '--pack-destination', folder));
    const files: readonly string[] = packed.files.map(({ path }: { readonly path: string }) => path);
    expect(
      files.filter((path) => !/^(?:package\.json|README\.md|LICENSE|dist\/src\/.*\.(?:js|d\.ts))$/.test(path)),
    ).toEqual([]);
    await user.install(join(folder, packed.filename));
    expect(await user.runModule(USE)).toBe('ran, then AttestaDenied\n');
  });
});

const INSTALL_SCRIPTS: ReadonlySet<string> = new Set([
  'preinstall',
  'install',
  'postinstall',
  'prepare',
  'preprepare',
  'postprepare',
]);

const USE = `
  import { Attesta } from '@attesta/core';
  import { scriptedRenderer } from '@attesta/testing';
  import { ChangeTicketChallenge } from 'attesta-challenge-change-ticket';
  const tickets = { 'CHG-1': { id: 'CHG-1', isOpen: true, environments: ['production'], opensAt: 0, closesAt: 8e15 } };
  const critical = new ChangeTicketChallenge({ lookUp: (id) => tickets[id], maxAttempts: 1 });
  const attesta = new Attesta({ renderer: scriptedRenderer(['CHG-1', 'CHG-2']), environment: 'production', challengeMap: { critical } });
  const drop = attesta.gate({ name: 'drop', risk: 'critical' }, () => 'ran');
  console.log((await drop()) + ', then ' + (await drop().catch((error) => error.name)));
`;

function entriesOf(name: string): readonly string[] {
  return Object.keys(user.manifest(name).exports ?? {}).map((entry) => name + entry.slice(1));
}

function rangesOf({ dependencies, peerDependencies, devDependencies }: Partial<Manifest>): readonly string[] {
  return [dependencies, peerDependencies, devDependencies].flatMap((ranges) => Object.values(ranges ?? {}));
}

/** What the last lines of a report of node:test say. */
function countIn(report: string, outcome: 'pass' | 'fail'): number {
  return Number(new RegExp(`^\\S+ ${outcome} (\\d+)$`, 'm').exec(report)?.[1]);
}
