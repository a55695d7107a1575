import assert from 'node:assert/strict';
import type { StateStore } from '@attesta/core';
import type { StateStoreCase } from '../store-description.js';
import { StoreHarness } from '../store-harness.js';

/** What a listing holds, and in which order. */
export const LISTING_CASES: readonly StateStoreCase[] = [
  {
    name: 'lists what has the prefix',
    proves: 'All keys that begin with the prefix and no others, with value and version; what is deleted is gone.',
    run: StoreHarness.case(async (store) => {
      await fill(store, ['a/1', 'a/2', 'b/1', 'a', 'A/1']);
      const gone = await store.get('a/2');
      await store.delete('a/2', gone?.version ?? 0);
      assert.deepEqual(await keys(store, 'a/'), ['a/1'], 'Keys that begin with "a/".');
      const [entry] = await store.list('b/');
      assert.deepEqual(entry, { key: 'b/1', ...(await store.get('b/1')) }, 'An entry.');
      assert.deepEqual(await keys(store, 'c'), [], 'Keys that begin with "c".');
    }),
  },
  {
    name: 'takes a prefix as it is',
    proves: 'A wildcard or a quote in a prefix stands for itself.',
    run: StoreHarness.case(async (store) => {
      await fill(store, ['a_1', 'ab1', 'a%1', 'a*1', 'a?1', "a'1", 'a[b]1', 'a\\1']);
      for (const prefix of ['a_', 'a%', 'a*', 'a?', "a'", 'a[b]', 'a\\']) {
        assert.deepEqual(await keys(store, prefix), [`${prefix}1`], `Keys that begin with ${JSON.stringify(prefix)}.`);
      }
    }),
  },
  {
    name: 'lists in the order of UTF-16 code units',
    proves: 'The order is that of JavaScript, not of a locale or of code points, so that pages fit together.',
    run: StoreHarness.case(async (store) => {
      const unordered = ['b', 'a', 'B', 'a1', 'a10', 'a2', 'é', 'z', '\uffee', '\u{1f600}', '-', '_', ' ', 'Ä', 'ä'];
      await fill(store, unordered);
      assert.deepEqual(await keys(store, ''), unordered.toSorted(), 'All keys, in order.');
    }),
  },
  {
    name: 'lists page by page',
    proves: 'Beginning behind the last key of a page, each key comes once, whatever the size of the page.',
    run: StoreHarness.case(async (store) => {
      const all = Array.from({ length: 25 }, (_, index) => `page/${String(index).padStart(2, '0')}`);
      await fill(store, [...all, 'pagf', 'pag']);
      for (const limit of [1, 7, 25]) {
        const found: string[] = [];
        for (let after = ''; ; after = found.at(-1) ?? '') {
          const page = await store.list('page/', { after, limit });
          assert(page.length <= limit, `A page of at most ${limit}.`);
          if (page.length === 0) break;
          found.push(...page.map(({ key }) => key));
          assert(found.length <= all.length, 'A page repeats what was listed before.');
        }
        assert.deepEqual(found, all, `Pages of ${limit}.`);
      }
      assert.deepEqual(await store.list('page/', { after: 'page/zz' }), [], 'Behind the last key.');
    }),
  },
  {
    name: 'lists a hundred unless told',
    proves: 'Without a limit a listing holds the first hundred entries: it is bounded, and no shorter.',
    run: StoreHarness.case(async (store) => {
      const all = Array.from({ length: 120 }, (_, index) => `k${String(index).padStart(3, '0')}`);
      await fill(store, all);
      assert.deepEqual(await keys(store, 'k'), all.slice(0, 100), 'The first hundred.');
    }),
  },
];

async function fill(store: StateStore, names: readonly string[]): Promise<void> {
  for (const name of names) await store.compareAndSet(name, 0, name);
}

async function keys(store: StateStore, prefix: string): Promise<readonly string[]> {
  return (await store.list(prefix)).map(({ key }) => key);
}
