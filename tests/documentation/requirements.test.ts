import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { filesUnder, root } from './project-files.js';

/** How a requirement is named: its family and its number. */
const ID = /\b[BDLNPQRSTX]-\d\d\b/g;

const tests = ['packages', 'tests', 'examples'].flatMap(filesUnder).filter((path) => path.endsWith('.test.ts'));
const named = new Set(tests.flatMap((path) => idsInNames(readFileSync(join(root, path), 'utf8'))));
const listed = readFileSync(join(root, 'docs/requirements.md'), 'utf8')
  .split('\n')
  .flatMap((line) => line.match(/^\| ([A-Z]-\d\d) \| \S/)?.[1] ?? []);

describe('docs/requirements.md', () => {
  it('says in one line each what every requirement that a test names asks for', () => {
    expect([...named].filter((id) => !listed.includes(id)).sort()).toEqual([]);
  });

  it('lists no requirement that no test names, and none twice', () => {
    expect(listed.filter((id, index) => !named.has(id) || listed.indexOf(id) !== index)).toEqual([]);
  });
});

describe('the names of tests', () => {
  it('give their ids, wherever in the name and however the test is declared', () => {
    const source = [
      "describe('B-01 L-02 secrets', () => {",
      "  it(`N-01 ${'x'} holds R-09`, () => {});",
      "  test.each(['Q-01'])('D-04 %s', () => {});",
      "  it.skipIf(true)(\"T-03 honors a code once\", () => expect('P-17').toBe('S-99'));",
      '});',
    ].join('\n');
    expect(idsInNames(source)).toEqual(['B-01', 'L-02', 'N-01', 'R-09', 'D-04', 'T-03']);
  });
});

/** The ids in the names of tests and of their groups, in order. */
function idsInNames(source: string): readonly string[] {
  const ids: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && declaresTest(node.expression)) {
      ids.push(...(node.arguments[0]?.getText().match(ID) ?? []));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true));
  return ids;
}

/** `it`, `it.skipIf(...)` and `it.each(...)`, but not the call that only holds the cases. */
function declaresTest(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return /^(?:it|test|describe)$/.test(callee.text);
  if (!ts.isCallExpression(callee) || !ts.isPropertyAccessExpression(callee.expression)) return false;
  return declaresTest(callee.expression.expression);
}
