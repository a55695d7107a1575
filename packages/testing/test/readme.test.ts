import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

it('shows in its README the very code that is tested', () => {
  const shown = [...read('../README.md').matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code);
  const tested = readdirSync(new URL('readme', import.meta.url)).sort();
  expect(tested.length).toBeGreaterThan(0);
  expect(shown).toEqual(tested.map((name) => read(`readme/${name}`)));
});
