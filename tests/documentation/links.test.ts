import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Node } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { expect, it } from 'vitest';
import { type Document, documents, nodesOf, readDocument } from './document.js';
import { root } from './project-files.js';

for (const document of documents) {
  it(`${document.path} links only to what exists`, () => {
    expect(relativeLinksOf(document).filter((link) => !leadsSomewhere(document, link))).toEqual([]);
  });
}

it('knows a link that leads nowhere', () => {
  const [document] = documents;
  expect(document?.path).toBe('README.md');
  for (const link of ['missing.md', '#no-such-heading', 'CONTRIBUTING.md#no-such-heading', '../README.md']) {
    expect(leadsSomewhere(readDocument('README.md'), link), link).toBe(false);
  }
  expect(leadsSomewhere(readDocument('README.md'), 'CONTRIBUTING.md#a-new-package')).toBe(true);
});

function relativeLinksOf({ tree }: Document): readonly string[] {
  return [...nodesOf(tree)]
    .map(({ node }) => urlOf(node))
    .filter((url) => url !== '' && !/^[a-z][a-z+.-]*:/i.test(url));
}

function urlOf(node: Node): string {
  return 'url' in node ? String(node.url) : '';
}

function leadsSomewhere({ path }: Document, link: string): boolean {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? path : posix.join(posix.dirname(path), decodeURIComponent(file));
  if (target.startsWith('..') || !existsSync(join(root, target))) return false;
  return anchor === undefined || anchorsOf(readDocument(target)).includes(anchor);
}

/** The anchors of the headings, as the sites that show Markdown make them. */
function anchorsOf({ tree }: Document): readonly string[] {
  return [...nodesOf(tree)]
    .filter(({ node }) => node.type === 'heading')
    .map(({ node }) =>
      textOf(node)
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    );
}
