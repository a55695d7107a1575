import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@attesta/core';
import { createClock } from '@attesta/core/authoring';
import { openSqliteStore } from '@attesta/store-sqlite';
import Driver from 'libsql';
import { type Budget, ratioOf, type Spread } from '../measure/ratio.js';
import type { Group, Row } from '../row.js';

const VALUE = { lastStep: 58_000_000, failures: 0, lockedUntil: 0, totalFailures: 3 };
const RECORD = new Uint8Array(600).fill(0x61);
const KEY = Buffer.from('totp/operator-1', 'utf16le').swap16();

/** Printed for each that is missed. */
const IF_MISSED =
  'a write is synced, and one sync differs from the next by more than the store adds to it: the check of the value, its text and a promise. Earlier runs on a quiet machine came to 1.05 to 1.30.';

/** What the SQLite store costs over its driver with the same statements, on the same kind of file. */
export const STORE_SQLITE: Group = {
  title: 'The SQLite store',
  method:
    'A file in the temporary folder, every write synced to the disk; the bare driver has a file of the same make.',
  rows: [
    row('compare-and-set', 'compareAndSet', 'the driver with the same statements', compareAndSet),
    row('append', 'append of one record', 'the driver with the same statements', append),
    row('watch', 'a watch and the change that ends it', 'the driver with the same statements', news),
    row('poll', 'a poll for 1,000 watches', 'the driver with PRAGMA data_version', poll),
  ],
};

type Measure = (folder: string, budget: Budget) => Promise<Spread>;

function row(id: string, what: string, over: string, measure: Measure): Row {
  return {
    id: `store-sqlite/${id}`,
    what,
    over,
    target: { atMost: 1.3, stated: '1.3 times' },
    ifMissed: IF_MISSED,
    async measure(budget) {
      const folder = await mkdtemp(join(tmpdir(), 'attesta-benchmark-'));
      try {
        return await measure(folder, budget);
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  };
}

async function compareAndSet(folder: string, budget: Budget): Promise<Spread> {
  const { state, close } = await openSqliteStore({ path: join(folder, 'set.db') });
  const change = bareChange(await bare(join(folder, 'set-bare.db')));
  let version: number | undefined = 0;
  const work = async (): Promise<void> => {
    version = await state.compareAndSet('totp/operator-1', version ?? 0, VALUE);
  };
  const spread = await ratioOf(work, async () => change(), budget);
  await close();
  return spread;
}

async function append(folder: string, budget: Budget): Promise<Spread> {
  const { log, close } = await openSqliteStore({ path: join(folder, 'log.db') });
  const driver = await bare(join(folder, 'log-bare.db'));
  const count = driver.prepare('SELECT coalesce(max(position) + 1, 0) FROM log').raw();
  const insert = driver.prepare('INSERT INTO log (position, record) VALUES (?, ?)');
  let size = 0;
  let bareSize = 0;
  const work = async (): Promise<void> => {
    if (await log.append(size, [RECORD])) size += 1;
  };
  const base = async (): Promise<void> => {
    driver.exec('BEGIN IMMEDIATE');
    if (numberIn(count.get([])) === bareSize) insert.run([bareSize, RECORD]);
    driver.exec('COMMIT');
    bareSize += 1;
  };
  const spread = await ratioOf(work, base, budget);
  await close();
  return spread;
}

async function news(folder: string, budget: Budget): Promise<Spread> {
  const { state, close } = await openSqliteStore({ path: join(folder, 'news.db') });
  const driver = await bare(join(folder, 'news-bare.db'));
  const select = driver.prepare('SELECT value, version FROM state WHERE key = ?').raw();
  const pragma = driver.prepare('PRAGMA data_version').raw();
  const change = bareChange(driver);
  const { signal } = new AbortController();
  let version = 0;
  const work = async (): Promise<void> => {
    const waiting = state.watch('totp/operator-1', version, { signal });
    await state.compareAndSet('totp/operator-1', version, VALUE);
    version = (await waiting)?.version ?? version;
  };
  const base = async (): Promise<void> => {
    pragma.get([]);
    select.get([KEY]);
    change();
    select.get([KEY]);
  };
  const spread = await ratioOf(work, base, budget);
  await close();
  return spread;
}

async function poll(folder: string, budget: Budget): Promise<Spread> {
  let look = (): void => {};
  const clock = createClock({
    ...systemClock,
    after(_ms, run) {
      look = run;
      return () => {};
    },
  });
  const { state, close } = await openSqliteStore({ path: join(folder, 'poll.db'), clock });
  for (let watch = 0; watch < 1000; watch += 1) void state.watch(`key/${watch}`, 0, new AbortController());
  const pragma = (await bare(join(folder, 'poll-bare.db'))).prepare('PRAGMA data_version').raw();
  const spread = await ratioOf(
    async () => look(),
    async () => pragma.get([]),
    budget,
  );
  await close();
  return spread;
}

/** The driver by itself on a file of the same make. */
async function bare(path: string): Promise<InstanceType<typeof Driver>> {
  await (await openSqliteStore({ path })).close();
  const driver = new Driver(path);
  driver.exec('PRAGMA synchronous = FULL');
  return driver;
}

/** Sets the value if its version is still the last one. */
function bareChange(driver: InstanceType<typeof Driver>): () => void {
  const select = driver.prepare('SELECT version FROM state WHERE key = ?').raw();
  const replace = driver.prepare('REPLACE INTO state (key, value) VALUES (?, ?) RETURNING version').raw();
  let version: number | undefined;
  return () => {
    driver.exec('BEGIN IMMEDIATE');
    if (numberIn(select.get([KEY])) === version) version = numberIn(replace.get([KEY, JSON.stringify(VALUE)]));
    driver.exec('COMMIT');
  };
}

function numberIn(row: unknown): number | undefined {
  return Array.isArray(row) ? Number(row[0]) : undefined;
}
