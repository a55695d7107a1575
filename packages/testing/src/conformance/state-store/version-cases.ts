import assert from 'node:assert/strict';
import type { StateStore } from '@attesta/core';
import type { StateStoreCase } from '../store-description.js';
import { StoreHarness } from '../store-harness.js';

/** Compare-and-set: who may write, and which version comes of it. */
export const VERSION_CASES: readonly StateStoreCase[] = [
  {
    name: 'has nothing at first',
    proves: 'A key that was never set has no value, and cannot be deleted.',
    run: StoreHarness.case(async (store) => {
      assert.equal(await store.get('key'), undefined, 'The value of a key that was never set.');
      assert.equal(await store.delete('key', 0), false, 'Deleting nothing.');
      assert.equal(await store.delete('key', 1), false, 'Deleting nothing.');
      assert.deepEqual(await store.list(''), [], 'The entries of an empty store.');
    }),
  },
  {
    name: 'keeps a value with its version',
    proves: 'What was set is what is read, with the version that setting it told.',
    run: StoreHarness.case(async (store) => {
      const version = await store.compareAndSet('key', 0, { a: 1 });
      assert(Number.isSafeInteger(version) && Number(version) > 0, 'A version is a positive integer.');
      assert.deepEqual(await store.get('key'), { value: { a: 1 }, version }, 'What was set.');
    }),
  },
  {
    name: 'sets version 0 only where there is nothing',
    proves: 'Expecting a key to be absent changes nothing where it is not: a run is taken once.',
    run: StoreHarness.case(async (store) => {
      const version = await store.compareAndSet('key', 0, 'first');
      assert.equal(
        await store.compareAndSet('key', 0, 'second'),
        undefined,
        'Setting what is there as if it were not.',
      );
      assert.deepEqual(await store.get('key'), { value: 'first', version }, 'The value stays.');
    }),
  },
  {
    name: 'refuses every other version',
    proves: 'A writer that has seen an older state, or none that ever was, changes nothing.',
    run: StoreHarness.case(async (store) => {
      const first = await setAt(store, 0, 'first');
      const second = await setAt(store, first, 'second');
      for (const version of [first, second + 1, second + 0.5, -1, Number.NaN]) {
        assert.equal(await refusal(store.compareAndSet('key', version, 'third')), undefined, `Expecting ${version}.`);
        assert.equal(Boolean(await refusal(store.delete('key', version))), false, `Deleting ${version}.`);
      }
      assert.equal(
        await store.compareAndSet('absent', second, 'x'),
        undefined,
        'Expecting a version of what is absent.',
      );
      assert.deepEqual(await store.get('key'), { value: 'second', version: second }, 'The value stays.');
    }),
  },
  {
    name: 'counts its versions up',
    proves: 'Each version of a key is greater than all before it.',
    run: StoreHarness.case(async (store) => {
      let version = 0;
      for (let count = 0; count < 20; count += 1) {
        const next = await setAt(store, version, count);
        assert(next > version, `Version ${next} after ${version}.`);
        version = next;
      }
    }),
  },
  {
    name: 'never repeats a version after a deletion',
    proves: 'A key that is made again goes on counting, so that an old writer cannot mistake it for what it has seen.',
    run: StoreHarness.case(async (store) => {
      const first = await setAt(store, 0, 'first');
      assert.equal(await store.delete('key', first), true, 'Deleting the version that there is.');
      assert.equal(await store.get('key'), undefined, 'What was deleted.');
      const again = await setAt(store, 0, 'again');
      assert(again > first, `Version ${again} after a deletion of ${first}.`);
      assert.equal(await store.compareAndSet('key', first, 'old'), undefined, 'A writer from before the deletion.');
      assert.equal(await store.delete('key', first), false, 'A deletion from before the deletion.');
    }),
  },
  {
    name: 'lets one of many writers win',
    proves: 'Of 50 that expect the same version at once, exactly one writes; the others learn that they did not.',
    run: StoreHarness.case(async (store) => {
      let version = 0;
      for (let round = 0; round < 5; round += 1) {
        const writers = Array.from({ length: 50 }, (_, writer) =>
          store.compareAndSet('key', version, { round, writer }),
        );
        const won = (await Promise.all(writers)).flatMap((next, writer) =>
          next === undefined ? [] : [{ next, writer }],
        );
        assert.equal(won.length, 1, `Winners in round ${round}.`);
        version = won[0]?.next ?? 0;
        assert.deepEqual(
          await store.get('key'),
          { value: { round, writer: won[0]?.writer }, version },
          'The winner stays.',
        );
      }
    }),
  },
  {
    name: 'loses no update',
    proves:
      'Of 20 writers that read, add one and try again until they win, each one counts, and no version is given twice.',
    run: StoreHarness.case(async (store) => {
      const versions = await Promise.all(Array.from({ length: 20 }, () => increment(store)));
      assert.equal((await store.get('key'))?.value, 20, 'The sum of 20 times one.');
      assert.equal(new Set(versions).size, 20, 'Versions that were given.');
    }),
  },
  {
    name: 'lets either a deletion or a change win',
    proves: 'Of a deletion and a change that expect the same version, exactly one happens.',
    run: StoreHarness.case(async (store) => {
      for (let round = 0; round < 10; round += 1) {
        const version = (await store.get('key'))?.version ?? (await setAt(store, 0, 'made'));
        const [deleted, set] = await Promise.all([
          store.delete('key', version),
          store.compareAndSet('key', version, 'changed'),
        ]);
        assert.equal(deleted, set === undefined, 'Exactly one of the two.');
        assert.equal((await store.get('key'))?.value, deleted ? undefined : 'changed', 'What has happened stays.');
      }
    }),
  },
];

async function setAt(store: StateStore, version: number, value: string | number): Promise<number> {
  const next = await store.compareAndSet('key', version, value);
  assert(next !== undefined, `Expecting version ${version}, which it has.`);
  return next;
}

async function increment(store: StateStore): Promise<number> {
  for (;;) {
    const entry = await store.get('key');
    const version = await store.compareAndSet('key', entry?.version ?? 0, Number(entry?.value ?? 0) + 1);
    if (version !== undefined) return version;
  }
}

/** A version that is none may be refused by an exception as well. */
async function refusal<T>(attempt: Promise<T>): Promise<T | undefined> {
  return await attempt.catch(() => undefined);
}
