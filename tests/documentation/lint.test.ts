import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULTS, type Fault } from './lint-faults.js';
import { root } from './project-files.js';

interface Complaint {
  readonly category: string;
  readonly location: { readonly path: string; readonly start: { readonly line: number } };
}

const EXEMPT = Object.values(FAULTS).flatMap(({ exempt }) => exempt ?? []);
const RULES = readdirSync(join(root, 'lint')).map((name) => name.replace('.grit', ''));

// The rules and the configuration as they are, over files that stand where they are meant to be found.
const folder = mkdtempSync(join(tmpdir(), 'attesta-lint-'));
let complaints: readonly Complaint[] = [];

beforeAll(async () => {
  for (const name of ['biome.json', 'lint']) cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const [rule, fault] of Object.entries(FAULTS)) {
    write(pathOf(rule, fault, 'bad'), fault.bad);
    write(pathOf(rule, fault, 'good'), fault.good);
    if (fault.exempt !== undefined) write(fault.exempt, fault.bad);
  }
  complaints = await lint();
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the lint rules of this project', () => {
  it('have each a fault that they must find', () => {
    expect(Object.keys(FAULTS).sort()).toEqual(RULES.sort());
  });

  describe.each(Object.entries(FAULTS))('%s', (rule, fault) => {
    it('complains of each line that breaks it', () => {
      expect(linesIn(pathOf(rule, fault, 'bad'))).toEqual(fault.bad.map((_line, index) => index + 1));
    });

    it('complains of none that keeps it', () => {
      expect(linesIn(pathOf(rule, fault, 'good'))).toEqual([]);
    });
  });

  it.each(EXEMPT)('leave out %s, which may do it', (path) => {
    expect(linesIn(path)).toEqual([]);
  });
});

function pathOf(rule: string, { folder }: Fault, kind: 'bad' | 'good'): string {
  return `${folder}/seeded-${rule}-${kind}.ts`;
}

function write(path: string, lines: readonly string[]): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), `${lines.join('\n')}\n`);
}

/** The lines of a file that a rule of ours complains of. */
function linesIn(path: string): readonly number[] {
  const lines = complaints.filter(({ location }) => location.path === path).map(({ location }) => location.start.line);
  return [...new Set(lines)].sort((a, b) => a - b);
}

function lint(): Promise<readonly Complaint[]> {
  const options = ['lint', '--only=plugin', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=json', '.'];
  return new Promise((resolve) => {
    execFile(join(root, 'node_modules/.bin/biome'), options, { cwd: folder }, (_error, stdout) =>
      resolve(JSON.parse(stdout).diagnostics),
    );
  });
}
