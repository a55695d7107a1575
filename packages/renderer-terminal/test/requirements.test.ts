import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** What a prompt that cannot be fooled must do, each proved by tests that bear its name. */
const REQUIREMENTS = [
  ...['R-01', 'R-02', 'R-03', 'R-04', 'R-05', 'R-06', 'R-07', 'R-08', 'R-09', 'R-10', 'R-11', 'R-12', 'R-13', 'R-14'],
  ...['R-15', 'R-18', 'R-19', 'R-20', 'B-02', 'B-24', 'B-26', 'N-01', 'N-04', 'N-08', 'N-12', 'N-15'],
];

it.each(REQUIREMENTS)('%s has a test that bears its name', (id) => {
  const folder = new URL('.', import.meta.url);
  const tests = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.test.ts') && path !== 'requirements.test.ts',
  );
  const named = tests.filter((path) => {
    const text = readFileSync(new URL(path, folder), 'utf8');
    return new RegExp(`(?:it|describe)(?:\\.each)?\\b[^]{0,2000}?['\`][^'\`\\n]*\\b${id}\\b`).test(text);
  });
  expect(named).not.toEqual([]);
});
