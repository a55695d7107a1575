// Writes the list of cases into docs/conformance.md, and the number of mutants into the README.
import { readFileSync, writeFileSync } from 'node:fs';
import { importSource } from './source.mjs';

const { casesDocument, MUTANTS } = await importSource('../test/mutants/report.ts');
const readme = new URL('../README.md', import.meta.url);
writeFileSync(new URL('../../../docs/conformance.md', import.meta.url), casesDocument());
writeFileSync(
  readme,
  readFileSync(readme, 'utf8').replace(/\d+ wrong implementations/, `${MUTANTS} wrong implementations`),
);
