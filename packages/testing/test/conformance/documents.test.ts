import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { casesDocument, MUTANTS } from '../mutants/report.js';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

it('lists in docs/conformance.md the very cases there are (mend with `node scripts/cases.mjs`)', () => {
  expect(read('../../../../docs/conformance.md')).toBe(casesDocument());
});

it('tells in the README how many mutants there are', () => {
  expect(read('../../README.md')).toContain(`proved by ${MUTANTS} wrong implementations`);
});
