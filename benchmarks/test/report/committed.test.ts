import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readResults } from '../../src/report/read-results.js';
import { rendered } from '../../src/report/write-results.js';

const benchmarks = new URL('../../', import.meta.url);
const textOf = (name: string): string => readFileSync(new URL(name, benchmarks), 'utf8');

describe('the results that are kept', () => {
  const files = rendered(readResults(textOf('results.json'), 'benchmarks/results.json'));

  for (const [name, text] of Object.entries(files)) {
    it(`${name} is what results.json renders to`, () => expect(textOf(name)).toBe(text));
  }

  it('charts/ holds no other', () => {
    const charts = readdirSync(new URL('charts', benchmarks)).map((name) => `charts/${name}`);
    expect(charts.filter((name) => !Object.hasOwn(files, name))).toEqual([]);
  });
});
