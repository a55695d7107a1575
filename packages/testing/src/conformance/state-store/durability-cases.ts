import assert from 'node:assert/strict';
import { withWorkers } from '../processes/worker.js';
import { assertRejects } from '../promises.js';
import type { StateStoreCase } from '../store-description.js';
import { StoreHarness } from '../store-harness.js';

/** What outlives a store, and what several of them share. */
export const DURABILITY_CASES: readonly StateStoreCase[] = [
  {
    name: 'has everything again when it is reopened',
    proves: 'Values and versions are the same after closing and opening.',
    needs: 'reopening',
    run: StoreHarness.case(async (store, harness) => {
      await store.compareAndSet('a', 0, { deep: ['é\u0000'] });
      await store.compareAndSet('b', (await store.compareAndSet('b', 0, 1)) ?? 0, 2);
      const before = await store.list('');
      await harness.close();
      assert.deepEqual(await (await harness.open()).store.list(''), before, 'What was there before.');
    }),
  },
  {
    name: 'counts on when it is reopened',
    proves: 'A version that was given before closing, of a key that is deleted since, is not given again.',
    needs: 'reopening',
    run: StoreHarness.case(async (store, harness) => {
      const version = (await store.compareAndSet('key', 0, 'first')) ?? 0;
      await store.delete('key', version);
      await harness.close();
      const again = (await (await harness.open()).store.compareAndSet('key', 0, 'again')) ?? 0;
      assert(again > version, `Version ${again} after ${version}.`);
    }),
  },
  {
    name: 'ends what waits when it is closed',
    proves: 'Closing settles every watch; afterwards nothing is read or written as if it were open.',
    needs: 'closing',
    run: StoreHarness.case(async (store, harness) => {
      const waiting = store.watch('key', 0, new AbortController()).catch(() => undefined);
      await harness.close();
      assert.equal(
        await harness.settled(waiting, 'The end of a watch on a closed store'),
        undefined,
        'A closed watch.',
      );
      await assertRejects(async () => await store.compareAndSet('key', 0, 'x'), 'Writing to a closed store');
      await assertRejects(async () => await store.get('key'), 'Reading from a closed store');
    }),
  },
  {
    name: 'is one store for all who open it',
    proves: 'What one handle writes, the other sees, is refused by and is woken by.',
    needs: 'sharing',
    run: StoreHarness.case(async (store, harness) => {
      const other = (await harness.open()).store;
      const waiting = other.watch('key', 0, new AbortController());
      const version = await store.compareAndSet('key', 0, 'mine');
      assert.deepEqual(await other.get('key'), { value: 'mine', version }, 'What the first has written.');
      assert.equal(await other.compareAndSet('key', 0, 'other'), undefined, 'The second comes too late.');
      assert.deepEqual(await harness.settled(waiting, 'News for the other'), { value: 'mine', version }, 'The news.');
    }),
  },
  {
    name: 'loses no update of many processes',
    proves: 'Of 4 processes that add one 25 times each to one key, each one counts, and no version is given twice.',
    needs: 'processes',
    run: StoreHarness.case(async (store, harness) => {
      await withWorkers(harness.module, 4, async (workers) => {
        const won = await Promise.all(
          workers.map((worker) => worker.run({ task: 'increment', key: 'key', times: 25 })),
        );
        const versions = won.flat();
        assert.equal(Object((await store.get('key'))?.value).a, 100, 'The sum of 100 times one.');
        assert.equal(new Set(versions).size, 100, 'Versions that were given.');
        assert.equal((await store.get('key'))?.version, Math.max(...versions.map(Number)), 'The last version.');
      });
    }),
  },
  {
    name: 'is whole after a process was killed',
    proves: 'A process that ends in the middle of its writes leaves no half of one, and nothing that keeps others out.',
    needs: 'processes',
    run: StoreHarness.case(async (store, harness) => {
      for (let round = 0; round < 2; round += 1) {
        await withWorkers(harness.module, 1, async ([worker]) => {
          const endless = worker?.run({ task: 'increment', key: 'key', times: 1_000_000 }).catch(() => {});
          const seen = (await store.get('key'))?.version ?? 0;
          await harness.settled(store.watch('key', seen, new AbortController()), 'A write of the other process');
          await worker?.kill();
          await endless;
        });
        const entry = await store.get('key');
        const { a, b }: { readonly a?: number; readonly b?: number } = Object(entry?.value);
        assert.equal(a, b, 'The two halves of a value.');
        const next = await harness.settled(
          store.compareAndSet('key', entry?.version ?? 0, { a: a ?? 0, b: b ?? 0 }),
          'The next write',
        );
        assert(next !== undefined && next > (entry?.version ?? 0), 'It goes on.');
      }
    }),
  },
];
