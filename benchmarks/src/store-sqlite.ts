import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClock, systemClock } from '@attesta/core';
import { openSqliteStore } from '@attesta/store-sqlite';
import Driver from 'libsql';
import { ratioOf } from './ratio.js';

const TARGET = 1.3;
const VALUE = { lastStep: 58_000_000, failures: 0, lockedUntil: 0, totalFailures: 3 };
const RECORD = new Uint8Array(600).fill(0x61);
const KEY = Buffer.from('totp/operator-1', 'utf16le').swap16();

/** How many times as long the SQLite store takes as its driver with the same statement, on the same kind of file. */
export async function compareSqliteStore(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'attesta-benchmark-'));
  console.log(
    '\nA write to the SQLite store, synced to the disk, and a watch: how many times the bare driver it takes.\n',
  );
  try {
    report(await compareAndSet(folder), 'compareAndSet, over the driver with the same statements');
    report(await append(folder), 'append of one record, over the driver with the same statements');
    report(await news(folder), 'a watch and the change that ends it, over the driver with the same statements');
    report(await poll(folder), 'a poll for 1,000 watches, over the driver with PRAGMA data_version');
  } finally {
    await rm(folder, { recursive: true });
  }
}

function report(ratio: number, name: string): void {
  console.log(`${ratio.toFixed(2).padStart(7)}  (target: at most ${TARGET})  ${name}`);
}

async function compareAndSet(folder: string): Promise<number> {
  const { state, close } = await openSqliteStore({ path: join(folder, 'set.db') });
  const change = bareChange(await bare(join(folder, 'set-bare.db')));
  let version: number | undefined = 0;
  const work = async (): Promise<void> => {
    version = await state.compareAndSet('totp/operator-1', version ?? 0, VALUE);
  };
  const ratio = await ratioOf(work, async () => change(), 100);
  await close();
  return ratio;
}

async function append(folder: string): Promise<number> {
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
  const ratio = await ratioOf(work, base, 100);
  await close();
  return ratio;
}

async function news(folder: string): Promise<number> {
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
  const ratio = await ratioOf(work, base, 100);
  await close();
  return ratio;
}

async function poll(folder: string): Promise<number> {
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
  const ratio = await ratioOf(
    async () => look(),
    async () => pragma.get([]),
    10_000,
  );
  await close();
  return ratio;
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
