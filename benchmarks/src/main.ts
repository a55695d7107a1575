import { Attesta } from '@attesta/core';
import { ratioOf, type Work } from './ratio.js';
import { comparePostgresStore } from './store-postgres.js';
import { compareSqliteStore } from './store-sqlite.js';

interface Comparison {
  readonly name: string;
  readonly target: number;
  readonly calls: number;
  readonly work: Work;
  readonly base: Work;
}

// The default scorer, no audit log, approved automatically: what every harmless call pays.
const { gate } = new Attesta();
const read = async (path: string): Promise<number> => path.length;
const readGated = gate({ name: 'read_file' }, read);
const find = async (query: object): Promise<number> => Object.keys(query).length;
const findGated = gate({ name: 'find_rows' }, find);

const small = { table: 'orders', limit: 10, archived: false };
const nested = {
  rows: Array.from({ length: 26 }, (_, id) => ({
    id,
    name: `customer ${id}`,
    tags: ['new', 'eu'],
    mail: `${id}@x.org`,
  })),
};

const COMPARISONS: readonly Comparison[] = [
  {
    name: 'a flat argument, over the bare async call',
    target: 15,
    calls: 20_000,
    work: () => readGated('notes/today.txt'),
    base: () => read('notes/today.txt'),
  },
  {
    name: 'a small object, over the bare async call',
    target: 60,
    calls: 10_000,
    work: () => findGated(small),
    base: () => find(small),
  },
  {
    name: `${JSON.stringify(nested).length} bytes of nested arguments, over a JSON round trip of them`,
    target: 3,
    calls: 1_000,
    work: () => findGated(nested),
    base: async () => JSON.parse(JSON.stringify(nested)),
  },
];

console.log('A gated call, approved automatically, without an audit log: how many times the other it takes.\n');
for (const { name, target, calls, work, base } of COMPARISONS) {
  const ratio = await ratioOf(work, base, calls);
  console.log(`${ratio.toFixed(1).padStart(7)}  (target: at most ${target})  ${name}`);
}

await compareSqliteStore();
await comparePostgresStore();
