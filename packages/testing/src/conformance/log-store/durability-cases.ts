import assert from 'node:assert/strict';
import { withWorkers } from '../processes/worker.js';
import { assertRejects } from '../promises.js';
import type { LogStoreCase } from '../store-description.js';
import { StoreHarness } from '../store-harness.js';
import { assertPairs, contentsOf, record } from './records.js';

/** What outlives a log, and what several of them share. */
export const DURABILITY_CASES: readonly LogStoreCase[] = [
  {
    name: 'has every record again when it is reopened',
    proves: 'What was acknowledged is there after closing and opening, and the log goes on behind it.',
    needs: 'reopening',
    run: StoreHarness.case(async (store, harness) => {
      await store.append(0, ['a', '', 'c'].map(record));
      await harness.close();
      const { store: again } = await harness.open();
      assert.equal(await again.size(), 3, 'The size.');
      assert.equal(await again.append(2, [record('x')]), false, 'An older size.');
      assert.equal(await again.append(3, [record('d')]), true, 'It goes on.');
      assert.deepEqual(await contentsOf(again), ['a', '', 'c', 'd'], 'All of it.');
    }),
  },
  {
    name: 'takes nothing once it is closed',
    proves: 'Appending to a closed log rejects: no record is acknowledged that nobody keeps.',
    needs: 'closing',
    run: StoreHarness.case(async (store, harness) => {
      await store.append(0, [record('a')]);
      await harness.close();
      await assertRejects(async () => await store.append(1, [record('b')]), 'Appending to a closed log');
    }),
  },
  {
    name: 'is one log for all who open it',
    proves: 'What one handle appends, the other reads, and is refused by.',
    needs: 'sharing',
    run: StoreHarness.case(async (store, harness) => {
      const { store: other } = await harness.open();
      await store.append(0, [record('a')]);
      assert.deepEqual(await contentsOf(other), ['a'], 'What the first has appended.');
      assert.equal(await other.append(0, [record('x')]), false, 'The second comes too late.');
      assert.equal(await other.append(1, [record('b')]), true, 'It appends behind.');
      assert.deepEqual(await contentsOf(store), ['a', 'b'], 'What the second has appended.');
    }),
  },
  {
    name: 'loses no record of many processes',
    proves: 'Of 4 processes that append 20 batches each, each record is there once, each batch in one piece.',
    needs: 'processes',
    run: StoreHarness.case(async (store, harness) => {
      await withWorkers(harness.module, 4, async (workers) => {
        const tasks = workers.map((worker, index) => worker.run({ task: 'append', writer: `w${index}`, times: 20 }));
        const positions = (await Promise.all(tasks)).flat();
        assert.equal(new Set(positions).size, 80, 'Positions that were won.');
        assertPairs(await contentsOf(store), 80);
      });
    }),
  },
  {
    name: 'is whole after a process was killed',
    proves:
      'A process that ends in the middle of its writes leaves no half of a batch, and nothing that keeps others out.',
    needs: 'processes',
    run: StoreHarness.case(async (store, harness) => {
      for (let round = 0; round < 2; round += 1) {
        const before = await store.size();
        await withWorkers(harness.module, 1, async ([worker]) => {
          const endless = worker?.run({ task: 'append', writer: `w${round}`, times: 1_000_000 }).catch(() => {});
          await harness.settled(growth(before), 'A record of the other process');
          await worker?.kill();
          await endless;
        });
        const found = await contentsOf(store);
        assertPairs(found, found.length / 2);
        const appending = store.append(found.length, [record(`r${round} 0 a`), record(`r${round} 0 b`)]);
        assert.equal(await harness.settled(appending, 'The next append'), true, 'It goes on.');
      }

      async function growth(before: number): Promise<void> {
        while ((await store.size()) <= before) await new Promise((resolve) => setImmediate(resolve));
      }
    }),
  },
];
