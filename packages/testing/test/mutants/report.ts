import { AssertionError } from 'node:assert';
import { type ProvedSuite, SUITES } from './suites.js';

/** How many mutants there are, which the README tells. */
export const MUTANTS: number = SUITES.reduce((sum, { mutants }) => sum + mutants.length, 0);

/**
 * The table of mutants (mutant, case, killed), and how many survived.
 *
 * @public For `scripts/mutants.mjs`.
 */
export async function mutantsTable(): Promise<{ readonly table: string; readonly survivors: number }> {
  const rows: string[] = [];
  let survivors = 0;
  for (const { name, mutants } of SUITES) {
    rows.push('', `## ${name}`, '', '| mutant | case | killed |', '|---|---|---|');
    for (const mutant of mutants) {
      const fault: unknown = await mutant.attempt().then(
        () => undefined,
        (caught: unknown) => caught,
      );
      const isKilled = fault instanceof AssertionError;
      if (!isKilled) survivors += 1;
      rows.push(`| ${mutant.name} | ${mutant.killedBy} | ${isKilled ? `yes: ${line(fault.message)}` : 'NO'} |`);
    }
  }
  return { table: [...rows, '', `${MUTANTS} mutants, ${survivors} survivors.`].join('\n').trimStart(), survivors };
}

/** The page that lists every case. */
export function casesDocument(): string {
  const cases = SUITES.reduce((sum, suite) => sum + suite.cases.length, 0);
  return `${INTRODUCTION(cases)}\n${SUITES.map(section).join('\n')}`;
}

function section({ name, cases, mutants }: ProvedSuite): string {
  const rows = cases.map(
    (one) => `| ${one.name} | ${one.proves} | ${one.needs === undefined ? '' : `\`${one.needs}\``} |`,
  );
  return [
    `## ${name}`,
    '',
    `${cases.length} cases, ${mutants.length} mutants.`,
    '',
    '| case | what it proves | needs |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

function INTRODUCTION(cases: number): string {
  return `# What the conformance kit tests

This list is made from the cases in \`packages/testing/src/conformance\`: ${cases} of them. How to run them stands in the
README of \`@attesta/testing\`. A part that lacks what a case needs says so in its description, with a reason that the
report prints; every other case must pass. Each case is proved by wrong implementations (mutants) with the one fault that it
is there for: ${MUTANTS} in all, none of which survives.
`;
}

function line(text: string): string {
  return (text.split('\n')[0] ?? '').replaceAll('|', '\\|').slice(0, 120);
}
