import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkSync } from 'recheck';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { isLong } from '../campaigns/campaign.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A regular expression as it stands in our code, and where. */
interface Literal {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

function literalsIn(path: string): readonly Literal[] {
  const file = ts.createSourceFile(path, readFileSync(`${ROOT}${path}`, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Literal[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const place = `${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
      found.push({ place, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const SOURCES = readdirSync(`${ROOT}packages`).flatMap((name) => {
  const folder = `packages/${name}/src`;
  if (!existsSync(`${ROOT}${folder}`)) return [];
  return readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `${folder}/${path}`);
});
/** Where the checker is not asked, and why. */
const LEFT_OUT: readonly (readonly [place: string, why: string])[] = [
  ['packages/challenges/src/quiz/', 'values and keys of at most 100 characters'],
  ['packages/challenges/src/teach-back/', 'explanations of at most 4,000 characters'],
];

/**
 * The checker decides by attempts and characters read, so how busy the machine is decides nothing; but a pattern that it cannot
 * decide in a minute is a fault: it is to be made of several shorter ones.
 */
const LIMITED = { timeout: 60_000, attackTimeout: null, incubationTimeout: null, seedingTimeout: null };

/** The checker's own program decides faster than a virtual machine; where it has none for the platform, it chooses. */
process.env.RECHECK_BACKEND ??= process.platform === 'linux' && process.arch === 'x64' ? 'native' : 'auto';

const LITERALS = SOURCES.flatMap(literalsIn);
const isChecked = ({ place }: Literal): boolean => !LEFT_OUT.some(([folder]) => place.startsWith(folder));
/** Each pattern once, where it is first found. */
const DISTINCT = [
  ...new Map([...LITERALS].reverse().map((literal) => [`/${literal.source}/${literal.flags}`, literal])).values(),
];

/**
 * What the checker found linear already, by the digest of the pattern: it takes longer for all of them than most tests together.
 * `npm test` asks about the others only, `npm run test:long` about each.
 */
const FOUND_LINEAR = fileURLToPath(new URL('regular-expressions.linear.txt', import.meta.url));
const digestOf = ({ source, flags }: Literal): string =>
  createHash('sha256').update(`/${source}/${flags}`).digest('hex').slice(0, 16);
const KNOWN = new Set(isLong ? [] : readFileSync(FOUND_LINEAR, 'utf8').split('\n'));

/** By file, so that no test takes long. */
const CHECKED = SOURCES.map((path): readonly [string, readonly Literal[]] => [
  path,
  DISTINCT.filter((literal) => literal.place.startsWith(`${path}:`) && isChecked(literal)),
]).filter(([, literals]) => literals.length > 0);

const found = new Map<string, boolean>();

function isLinear(literal: Literal): boolean {
  const digest = digestOf(literal);
  if (!found.has(digest)) {
    const { status } = KNOWN.has(digest)
      ? { status: 'safe' }
      : checkSync(literal.source, literal.flags.replace('v', 'u'), LIMITED);
    found.set(digest, status === 'safe');
  }
  return found.get(digest) === true;
}

describe('N-12 regular expressions', () => {
  it('are found in the code', () => {
    expect(LITERALS.length).toBeGreaterThan(80);
  });

  it('the checker finds a bad one', () => {
    for (const source of ['^(a+)+$', '^\\s*x?\\s*$', '(?:a|a)*b', 'a*a*b']) {
      expect(checkSync(source, '', LIMITED).status, source).toBe('vulnerable');
    }
  });

  it.each(CHECKED)('in %s are linear, each of them', (_, literals) => {
    const faults = literals.filter((literal) => !isLinear(literal));
    expect(faults.map(({ place, source, flags }) => `${place} /${source}/${flags}`)).toEqual([]);
  });

  it('that are listed as linear are those of the code: a new one is added by `npm test -- regular-expressions -u`', async () => {
    const digests = CHECKED.flatMap(([, literals]) => literals.filter(isLinear).map(digestOf));
    await expect(`${digests.sort().join('\n')}\n`).toMatchFileSnapshot(FOUND_LINEAR);
  });
});
