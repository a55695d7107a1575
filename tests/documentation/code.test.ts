import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CodeBlock, codeBlocksOf } from './code-block.js';
import { documents } from './document.js';
import { root } from './project-files.js';
import { holdsTests, runBlock } from './run-block.js';
import { typeCheck } from './type-check.js';

// Each `ts` block stands alone: it imports all it needs, so that a reader can copy it, type-checks strictly against the
// sources and runs, without network and without waiting. A block that imports vitest holds tests. What cannot run here, as
// it needs a terminal or a service, is tagged `ts no-run`; an error shown on purpose carries @ts-expect-error; a comment
// with a file's path before a block says that it is that file.

const blocks = documents.flatMap(codeBlocksOf);
const typescript = blocks.filter(({ language }) => language === 'ts');
const complaints = typeCheck(typescript);

describe('code in the documents', () => {
  it('is in languages that are known here, so that no code goes unchecked', () => {
    const strange = blocks.filter(({ language, tag }) => !LANGUAGES.has(`${language} ${tag}`.trim()));
    expect(strange.map(({ place, language, tag }) => `${place} ${language} ${tag}`)).toEqual([]);
  });

  it('runs but for a few blocks', () => {
    const still = typescript.filter(({ tag, file }) => tag === 'no-run' && file === undefined);
    expect(still.length, still.map(({ place }) => place).join()).toBeLessThanOrEqual(typescript.length / 4);
  });

  for (const block of typescript) it(`${block.place} type-checks`, () => expect(complaints.get(block)).toEqual([]));

  for (const { place, file = '', code } of blocks.filter(({ file }) => file !== undefined)) {
    it(`${place} is ${file}`, () => expect(code).toBe(readFileSync(join(root, file), 'utf8')));
  }

  for (const block of typescript.filter(({ tag }) => tag !== 'no-run')) runs(block);
});

function runs(block: CodeBlock): void {
  if (holdsTests(block)) describe(block.place, () => runBlock(block));
  else it(`${block.place} runs`, () => runBlock(block));
}

const LANGUAGES: ReadonlySet<string> = new Set(['ts', 'ts no-run', 'sh', 'sql', 'json', 'mermaid', 'text']);
