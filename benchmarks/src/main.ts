import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Curve } from './growth/curve.js';
import type { Budget } from './measure/ratio.js';
import { PEERS } from './peers/index.js';
import { GROUPS } from './rows/index.js';
import { run } from './run.js';

const CURVES: readonly Curve[] = [];

const BUDGETS: Readonly<Record<'quick' | 'full', Budget>> = {
  quick: { rounds: 11, sliceMs: 5 },
  full: { rounds: 41, sliceMs: 20 },
};

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    out: { type: 'string', default: fileURLToPath(new URL('..', import.meta.url)) },
  },
});

const mode = values.quick ? 'quick' : 'full';
const chosen = (id: string): boolean => id.startsWith(values.only);
const results = await run({
  mode,
  budget: BUDGETS[mode],
  groups: GROUPS.map((group) => ({ ...group, rows: group.rows.filter((row) => chosen(row.id)) })).filter(
    (group) => group.rows.length > 0,
  ),
  peers: PEERS.filter((peer) => chosen(`peers/${peer.id}`)),
  curves: CURVES.filter((curve) => chosen(`growth/${curve.id}`)),
  tell: (line) => console.log(line),
  now: Date.now,
});
await writeFile(join(values.out, 'results.json'), `${JSON.stringify(results, undefined, 2)}\n`);
