import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Heading, Node } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { describe, expect, it } from 'vitest';
import { type Document, documents, nodesOf, readDocument } from './document.js';
import { namesIn, root } from './project-files.js';
import { TEMPLATES } from './templates.js';

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly scripts?: Readonly<Record<string, string>>;
}

const published = namesIn('packages')
  .map((folder) => ({ folder, manifest: manifestOf(folder) }))
  .filter(({ manifest }) => manifest.private !== true);

describe('the README of each published package', () => {
  for (const { folder, manifest } of published) {
    it(`${folder} has its name, a sentence and the six headings that all have`, () => {
      const readme = readDocument(`${folder}/README.md`);
      expect(headingsOf(readme, 1)).toEqual([manifest.name]);
      expect(readme.tree.children[1]?.type).toBe('paragraph');
      expect(headingsOf(readme, 2)).toEqual(HEADINGS);
    });
  }
});

describe('the README of each package to copy', () => {
  for (const [name, source] of Object.entries(TEMPLATES)) {
    it(`${name} has the same`, () => {
      const readme = readDocument(source.replace('src/index.ts', 'README.md'));
      expect(headingsOf(readme, 1)).toEqual([name]);
      expect(headingsOf(readme, 2)).toEqual(HEADINGS);
    });
  }
});

describe('README.md', () => {
  it('lists every published package, and none that does not exist', () => {
    const listed = [...readDocument('README.md').text.matchAll(/^\| \[`(@attesta\/[\w-]+)`\]\(([^)]+)\)/gm)];
    expect(listed.map(([, name, folder]) => `${name} ${folder}`).sort()).toEqual(
      published.map(({ folder, manifest }) => `${manifest.name} ${folder}`).sort(),
    );
  });

  it('sets everything up with two commands', () => {
    const [commands = ''] = readDocument('README.md').text.match(/(?<=^```sh\n)[^]*?(?=^```)/m) ?? [];
    expect(commands.match(/^npm \w+/gm)).toEqual(['npm start', 'npm test']);
  });
});

describe('commands', () => {
  const { scripts = {} } = manifestOf('.');
  for (const document of documents) {
    it(`${document.path} names only scripts of package.json and packages of ours`, () => {
      expect(codeOf(document).flatMap((code) => faultsIn(code, Object.keys(scripts)))).toEqual([]);
    });
  }

  it('would notice one that is not there', () => {
    expect(faultsIn('npm run chekc', ['check'])).toEqual(['npm run chekc']);
    expect(faultsIn('npm start; npm test -- x', ['start'])).toEqual(['npm test']);
    expect(faultsIn('npm install --save-dev @attesta/core@0 @attesta/missing@0', [])).toEqual(['@attesta/missing']);
  });
});

function faultsIn(code: string, scripts: readonly string[]): readonly string[] {
  const commands = [...code.matchAll(/\bnpm (?:(start|test)\b|run ([\w:-]+))/g)];
  const missing = commands.filter(([, short, name = short]) => name === undefined || !scripts.includes(name));
  const installed = [...code.matchAll(/\b(?:npm|pnpm) (?:install|add) ([^\n;&]*)/g)]
    .flatMap(([, words = '']) => words.split(/\s+/))
    .filter((word) => word.startsWith('@attesta/'))
    .map((word) => word.replace(/(?<=.)@[\w.]+$/, ''))
    .filter((name) => !published.some(({ manifest }) => manifest.name === name));
  return [...missing.map(([command]) => command), ...installed];
}

/** The code in a document: in its lines and in its blocks. */
function codeOf({ tree }: Document): readonly string[] {
  return [...nodesOf(tree)]
    .filter(({ node }) => node.type === 'inlineCode' || node.type === 'code')
    .map(({ node }) => textOf(node));
}

function headingsOf({ tree }: Document, depth: number): readonly string[] {
  return [...nodesOf(tree)].flatMap(({ node }) => (isHeading(node) && node.depth === depth ? [textOf(node)] : []));
}

function isHeading(node: Node): node is Heading {
  return node.type === 'heading';
}

function manifestOf(folder: string): Manifest {
  const path = join(root, folder, 'package.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : { name: folder, private: true };
}

const HEADINGS = ['Install', 'Use', 'Options', 'What it returns', 'When it denies', 'Conformance'];
