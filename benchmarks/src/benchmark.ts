import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, UsageError } from './command-line.js';
import { CURVES } from './growth/index.js';
import type { Budget } from './measure/ratio.js';
import { PEERS } from './peers/index.js';
import { writeResults } from './report/write-results.js';
import { GROUPS } from './rows/index.js';
import { type Plan, run } from './run.js';

type MeasureCommand = Extract<Command, { name: 'measure' }>;

const BUDGETS: Readonly<Record<MeasureCommand['mode'], Budget>> = {
  quick: { rounds: 11, sliceMs: 5 },
  full: { rounds: 41, sliceMs: 20 },
};

/** The folder of this package, where the results of a whole run belong. */
const HERE = fileURLToPath(new URL('..', import.meta.url));

/**
 * Measures what is asked for, and writes it down. A part of it is written only where a folder is named, so that it does not
 * take the place of the whole.
 *
 * @throws UsageError where there is nothing of that name.
 */
export async function benchmark({ mode, only, out }: MeasureCommand, tell: (line: string) => void): Promise<void> {
  const results = await run({ ...chosen(only), mode, budget: BUDGETS[mode], tell, now: Date.now });
  const folder = out ?? (only === '' ? HERE : undefined);
  if (folder === undefined) return tell('A part only, so nothing was written: name a folder with --out.');
  await writeResults(folder, results);
  tell(`Written to ${resolve(folder)}: RESULTS.md, results.json and charts`);
}

function chosen(only: string): Pick<Plan, 'groups' | 'peers' | 'curves'> {
  const isChosen = (id: string): boolean => id.startsWith(only);
  const groups = GROUPS.map((group) => ({ ...group, rows: group.rows.filter(({ id }) => isChosen(id)) }));
  const plan = {
    groups: groups.filter(({ rows }) => rows.length > 0),
    peers: PEERS.filter(({ id }) => isChosen(`peers/${id}`)),
    curves: CURVES.filter(({ id }) => isChosen(`growth/${id}`)),
  };
  if (Object.values(plan).some((parts) => parts.length > 0)) return plan;
  const rows = GROUPS.flatMap((group) => group.rows.map(({ id }) => id));
  const ids = [...rows, ...PEERS.map(({ id }) => `peers/${id}`), ...CURVES.map(({ id }) => `growth/${id}`)];
  throw new UsageError(`Nothing begins with ${only}. There are:\n  ${ids.join('\n  ')}`);
}
