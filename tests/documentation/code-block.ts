import type { Code, Node } from 'mdast';
import { type Document, nodesOf } from './document.js';

/** A fenced block of code in a document. */
export interface CodeBlock {
  /** Where its first line of code stands: `README.md:12`. */
  readonly place: string;
  readonly document: string;
  readonly line: number;
  /** What its fence says: `ts`, `sh`, ...; empty where it says nothing. */
  readonly language: string;
  /** What its fence says behind the language. */
  readonly tag: string;
  readonly code: string;
  /** The file that it shows, where a comment before it names one. */
  readonly file: string | undefined;
}

/** The blocks of a document, in order. */
export function codeBlocksOf({ path, tree }: Document): readonly CodeBlock[] {
  return [...nodesOf(tree)].flatMap(({ node, before }) => (isCode(node) ? [codeBlock(path, node, before)] : []));
}

function codeBlock(document: string, node: Code, before: Node | undefined): CodeBlock {
  const line = (node.position?.start.line ?? 0) + 1;
  return {
    place: `${document}:${line}`,
    document,
    line,
    language: node.lang ?? '',
    tag: node.meta ?? '',
    code: `${node.value}\n`,
    file: fileIn(before),
  };
}

/** `<!-- examples/quickstart/src/first-act.ts -->` before a block says that it shows that file. */
function fileIn(before: Node | undefined): string | undefined {
  if (before === undefined || !('value' in before)) return undefined;
  return /^<!-- (\S+\.(?:ts|json)) -->$/.exec(String(before.value))?.[1];
}

function isCode(node: Node): node is Code {
  return node.type === 'code';
}
