import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { readDocument } from './document.js';
import { namesIn, root } from './project-files.js';

const { text } = readDocument('docs/protocols.md');
const code = new Set([...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, words = '']) => words.match(/\w+/g) ?? []));

describe('docs/protocols.md', () => {
  for (const path of namesIn('packages/core/src/ports')) {
    const names = publicNamesOf(path);
    it(`names what is in ${path}`, () => {
      expect(names.length).toBeGreaterThan(0);
      expect(names.filter((name) => !code.has(name))).toEqual([]);
    });
  }
});

/** Every type that a port exports, and every method of its interfaces. Data has its fields in the source. */
function publicNamesOf(path: string): readonly string[] {
  const source = ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.ES2022);
  return source.statements.flatMap((statement) => {
    if (ts.isTypeAliasDeclaration(statement)) return [statement.name.text];
    if (!ts.isInterfaceDeclaration(statement)) return [];
    const methods = statement.members.filter(ts.isMethodSignature).map(({ name }) => name.getText(source));
    return PARTS_OF_A_UNION.has(statement.name.text) ? methods : [statement.name.text, ...methods];
  });
}

/** Told by the `kind` that they have, under the name of their union. */
const PARTS_OF_A_UNION: ReadonlySet<string> = new Set([
  'ActionNotice',
  'MessageNotice',
  'WaitingNotice',
  'QuestionBase',
  'TextQuestion',
  'SecretQuestion',
  'ConfirmQuestion',
  'SelectQuestion',
]);
