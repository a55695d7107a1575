import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Attesta, MemoryStateStore, type StateStore } from '@attesta/core';
import { openSqliteStore } from '@attesta/store-sqlite';
import { bare, bareCall } from '../measure/bare.js';
import { inProcessorTime } from '../measure/processor-time.js';
import type { Work } from '../measure/ratio.js';
import type { Curve } from './curve.js';
import { type Growing, ratioAt } from './growing.js';

/** A call with an id leaves two entries in the state store for good: that it was met, and that it ran. */
export const EARLIER_CALLS: Curve = {
  id: 'earlier-calls',
  title: 'Calls with an id, remembered in memory',
  size: 'earlier calls with an id of their own',
  cost: 'one more call with an id, in bare calls',
  expected: 'flat',
  sizes: [1_000, 3_000, 10_000, 30_000, 100_000],
  measure: (size, budget) => ratioAt(size, inMemory, bare, inProcessorTime(budget)),
};

/** The same on a file. Beside it runs the same call on a file that began empty: what is left is what the size makes of it. */
export const EARLIER_CALLS_SQLITE: Curve = {
  id: 'earlier-calls-sqlite',
  title: 'Calls with an id, remembered in SQLite',
  size: 'earlier calls with an id of their own',
  cost: 'one more call with an id, in such calls on a new file',
  expected: 'flat',
  sizes: [300, 1_000, 3_000, 10_000, 30_000],
  async measure(size, budget) {
    const small = await onFile(0);
    try {
      return await ratioAt(size, onFile, small.work, budget);
    } finally {
      await small.stop?.();
    }
  },
};

async function inMemory(size: number): Promise<Growing> {
  return { work: await afterCalls(new MemoryStateStore(), size) };
}

async function onFile(size: number): Promise<Growing> {
  const folder = await mkdtemp(join(tmpdir(), 'attesta-benchmark-'));
  const { state, close } = await openSqliteStore({ path: join(folder, 'state.db') });
  await wearIn(state);
  return {
    work: await afterCalls(state, size),
    async stop() {
      await close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Until its write-ahead log was filled once, a new file grows with each write, which takes longer than the write itself. */
async function wearIn(state: StateStore): Promise<void> {
  const version = await state.compareAndSet('large', 0, 'x'.repeat(WRITE_AHEAD_LOG_BYTES));
  await state.delete('large', version ?? 0);
}

/** Calls with an id, after so many; those before are made many at a time, which a file takes in one sync. */
async function afterCalls(state: StateStore, size: number): Promise<Work> {
  const read = new Attesta({ state }).gate({ name: 'read_file' }, bareCall);
  let calls = 0;
  const work = (): Promise<number> => {
    calls += 1;
    return read.with({ callId: `call-${calls}` })('notes/today.txt');
  };
  while (calls < size) await Promise.all(Array.from({ length: Math.min(AT_ONCE, size - calls) }, work));
  return work;
}

const AT_ONCE = 500;
const WRITE_AHEAD_LOG_BYTES = 5e6;
