import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Node, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { namesIn, root } from './project-files.js';

/** One Markdown file, read and parsed. */
export interface Document {
  /** From the root, with slashes: `packages/core/README.md`. */
  readonly path: string;
  readonly text: string;
  readonly tree: Root;
}

/** Reads a Markdown file; its path is from the root. */
export function readDocument(path: string): Document {
  const text = readFileSync(join(root, path), 'utf8');
  return { path, text, tree: fromMarkdown(text) };
}

/** Everything that is written for readers. */
export const documents: readonly Document[] = [
  ...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'benchmarks/README.md', 'benchmarks/RESULTS.md'],
  ...namesIn('docs').filter((path) => path.endsWith('.md')),
  ...['packages', 'examples'].flatMap(namesIn).map((folder) => `${folder}/README.md`),
]
  .filter((path) => existsSync(join(root, path)))
  .map(readDocument);

/** A node, and the one that stands before it among its siblings. */
export interface Place {
  readonly node: Node;
  readonly before: Node | undefined;
}

/** All nodes of a tree, in order. */
export function* nodesOf(node: Node, before?: Node): Generator<Place> {
  yield { node, before };
  const children = 'children' in node && Array.isArray(node.children) ? node.children : [];
  for (const [index, child] of children.entries()) yield* nodesOf(child, children[index - 1]);
}
