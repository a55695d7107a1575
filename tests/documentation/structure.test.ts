import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { circlesOf, importGraph } from './import-graph.js';
import { filesUnder, namesIn, root } from './project-files.js';
import { entriesOf, smallFiles } from './small-files.js';

const sources = namesIn('packages')
  .flatMap((folder) => filesUnder(`${folder}/src`))
  .filter((path) => path.endsWith('.ts'));

/** Files that hold one idea in fewer than 20 lines: each port has a file of its own. */
const SMALL_FILES: readonly string[] = ['packages/core/src/ports/log-store.ts'];

const entries = new Set(namesIn('packages').flatMap((folder) => entriesOf(root, folder)));
const small = smallFiles(root, sources).filter((path) => !entries.has(path));

describe('the sources of the packages', () => {
  it('import each other in no circle, not even for types', () => {
    expect(circlesOf(importGraph(root, sources)).map((circle) => circle.join(' -> '))).toEqual([]);
  });

  it('hold 20 lines or more in each file that is not an entry', () => {
    expect(small.filter((path) => !SMALL_FILES.includes(path))).toEqual([]);
  });

  it('need every exception that is listed here: one that is not needed any more is taken out', () => {
    expect(SMALL_FILES.filter((path) => !small.includes(path))).toEqual([]);
  });
});

describe('the check of the sources', () => {
  it('reports a circle of type-only imports, a re-export and a dynamic import by its files', () => {
    const folder = folderWith({
      'a.ts': "import type { B } from './b.js';\nexport interface A {\n  readonly b: B;\n}\n",
      'b.ts': "export * from './c.js';\nexport interface B {}\n",
      'c.ts': "export const load = () => import('./a.js');\n",
      'd.ts': "import './a.js';\nimport { readFile } from 'node:fs';\n",
    });
    expect(circlesOf(importGraph(folder, ['a.ts', 'b.ts', 'c.ts', 'd.ts']))).toEqual([
      ['a.ts', 'b.ts', 'c.ts', 'a.ts'],
    ]);
  });

  it('reports two circles apart, each in its shortest form, and a file that imports itself', () => {
    const folder = folderWith({
      'a.ts': "import './b.js';\n",
      'b.ts': "import './c.js';\nimport './a.js';\n",
      'c.ts': "import type {} from './c.js';\n",
    });
    expect(circlesOf(importGraph(folder, ['a.ts', 'b.ts', 'c.ts']))).toEqual([
      ['a.ts', 'b.ts', 'a.ts'],
      ['c.ts', 'c.ts'],
    ]);
  });

  it('finds no circle where imports go one way, nor in a comment or a string', () => {
    const folder = folderWith({
      'a.ts': "import './b.js';\n",
      'b.ts': "// import './a.js';\nexport const example = \"import './a.js';\";\n",
    });
    expect(circlesOf(importGraph(folder, ['a.ts', 'b.ts']))).toEqual([]);
  });

  it('reports a file of 19 lines, and not one of 20', () => {
    const folder = folderWith({ 'a.ts': 'export {};\n'.repeat(19), 'b.ts': 'export {};\n'.repeat(20) });
    expect(smallFiles(folder, ['a.ts', 'b.ts'])).toEqual(['a.ts']);
  });

  it('takes the sources that a manifest exports or runs for entries', () => {
    const folder = folderWith({
      'package.json': JSON.stringify({
        exports: { '.': { '@attesta/source': './src/index.ts', default: './dist/index.js' } },
        bin: { attesta: './dist/main.js' },
      }),
    });
    expect(entriesOf(folder, '.')).toEqual(['src/index.ts', 'src/main.ts']);
  });
});

/** A folder of files that is gone after the test. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'attesta-structure-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
