import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDocument } from './document.js';
import { filesUnder, root } from './project-files.js';

/** What the threat model must speak of, who attacks or with what. */
const ATTACKERS: readonly (readonly [string, RegExp])[] = [
  ['the text of the agent', /agent's text/],
  ['the arguments of the agent', /agent's arguments/],
  ['a caller who changes arguments', /changes its objects/],
  ['a stolen code', /stolen code/],
  ['a guessed code', /guesses codes/],
  ['a colleague who approves for themselves', /approves their own request/],
  ['a crash', /a crash/],
  ['who can write to the record', /can write to the record/],
  ['who reads the store', /reads the store/],
  ['a hostile or faulty part', /hostile or faulty part/],
];

/** What is not promised. Each must be said as one item, which begins with it in bold. */
const LIMITS: readonly (readonly [string, RegExp])[] = [
  ['agent code in the same process', /same process is not contained/],
  ['ways around the gate', /Only calls through the gate/],
  ['what the function does', /What a function does is not watched/],
  ['live objects behind inspect', /`inspect` stay the caller's/],
  ['at most once, not exactly once', /not exactly once/],
  ['memory stores', /Memory stores forget/],
  ['who can write to the store', /write to the state store/],
  ['the missing audit log', /no audit log by default/],
  ['what is not signed yet', /not signed at once/],
  ['secrets among the arguments', /does not look like one is shown/],
  ['secrets in commands', /a command or a statement, a bare secret is shown/],
  ['what a mask hides', /mask is no proof/],
  ['short secrets', /short secret can be guessed/],
  ['an operator who does not read', /approves without reading/],
  ['a compromised terminal', /compromised terminal/],
  ["the operator's identity", /renderer's word/],
  ['a part that lies', /part that lies is believed/],
  ['phishing of codes', /TOTP can be phished/],
  ['lockout as denial of service', /lock somebody out/],
  ["a manager's account", /account can be stolen/],
  ['questions as identity', /do not prove identity/],
  ['risk scores', /Risk scores are a heuristic/],
  ['unsafe options', /begin with `unsafe`/],
  ['clocks', /Clocks are believed/],
  ['availability', /Failing closed means failing/],
  ['outside review', /Nobody outside has reviewed/],
];

const ID = /[A-Z]-\d\d/g;
/** The name of a test begins with its ids, joined by `and`. */
const NAME_WITH_ID = /['"`](?:[A-Z]-\d\d,?(?: and)? )+/g;

/** What a promise may rest on: the ids in the names of tests, and the parts of `npm run check`. */
const PROOFS: ReadonlySet<string> = new Set([...idsOfTests(), ...checks()]);

const { text } = readDocument('SECURITY.md');

describe('SECURITY.md', () => {
  for (const [attacker, words] of ATTACKERS) {
    it(`S-08 says what stands against ${attacker}`, () => {
      const rows = section('Threat model')
        .split('\n')
        .filter((line) => line.startsWith('|') && words.test(line));
      expect(rows).toHaveLength(1);
    });
  }

  for (const [limit, words] of LIMITS) {
    it(`S-08 names as a limit: ${limit}`, () => expect(limits().filter((said) => words.test(said))).toHaveLength(1));
  }

  it('S-08 names no limit that is not checked here', () => {
    expect(limits().filter((said) => !LIMITS.some(([, words]) => words.test(said)))).toEqual([]);
  });

  it('S-08 says how to report, and how soon what happens', () => {
    const report = section('Reporting a vulnerability');
    expect(report).toMatch(/Report a vulnerability/);
    expect(report.match(/within \d+ days/g)).toEqual(['within 3 days', 'within 14 days', 'within 90 days']);
    expect(text).not.toMatch(/[\w.]+@[\w-]+\.\w+/);
  });

  it('S-08 is linked to from README.md', () => {
    expect(readDocument('README.md').text).toContain('SECURITY.md#what-is-not-promised');
  });

  const promises = [...section('What is promised').matchAll(/^\| (?<promise>[A-Z].*?) \|.*\| (?<proof>.*?) \|$/gm)];
  it('S-08 promises something', () => expect(promises.length).toBeGreaterThan(10));
  for (const { groups: { promise = '', proof = '' } = {} } of promises) {
    it(`S-08 has a proof for: ${promise}`, () => {
      expect(proof.split(', ').filter((name) => !PROOFS.has(name))).toEqual([]);
    });
  }
});

function idsOfTests(): readonly string[] {
  const tests = ['packages', 'examples', 'tests'].flatMap(filesUnder).filter((path) => path.endsWith('.test.ts'));
  const names = tests.flatMap((path) => readFileSync(join(root, path), 'utf8').match(NAME_WITH_ID) ?? []);
  return names.flatMap((name) => name.match(ID) ?? []);
}

function checks(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return Object.keys(scripts).map((name) => `\`${name}\``);
}

/** What stands under a heading, up to the next of its kind. */
function section(heading: string): string {
  return text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
}

/** The bold beginnings of the items under the limits. */
function limits(): readonly string[] {
  return [...section('What is not promised').matchAll(/^- \*\*(.*?)\*\*/gms)].map(([, said = '']) =>
    said.replace(/\s+/g, ' '),
  );
}
