import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readResults } from '../../src/report/read-results.js';
import { rendered } from '../../src/report/write-results.js';

const pathOf = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const json = existsSync(pathOf('results.json')) ? readFileSync(pathOf('results.json'), 'utf8') : undefined;

// Without results.json nothing was measured yet.
describe.skipIf(json === undefined)('the results that are kept', () => {
  const files = json === undefined ? {} : rendered(readResults(json, 'benchmarks/results.json'));

  for (const [name, text] of Object.entries(files)) {
    it(`${name} is what results.json renders to`, () => expect(readFileSync(pathOf(name), 'utf8')).toBe(text));
  }

  it('charts/ holds no other', () => {
    const charts = readdirSync(pathOf('charts')).map((name) => `charts/${name}`);
    expect(charts.filter((name) => !Object.hasOwn(files, name))).toEqual([]);
  });
});
