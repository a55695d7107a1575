import assert from 'node:assert/strict';
import { assertRejects } from '../promises.js';
import type { LogStoreCase } from '../store-description.js';
import { StoreHarness } from '../store-harness.js';
import { assertPairs, contentsOf, record } from './records.js';

/** Who may append, and where. */
export const APPEND_CASES: readonly LogStoreCase[] = [
  {
    name: 'is empty at first',
    proves: 'A new log has no records.',
    run: StoreHarness.case(async (store) => {
      assert.equal(await store.size(), 0, 'The size of a new log.');
      assert.deepEqual(await contentsOf(store), [], 'The records of a new log.');
    }),
  },
  {
    name: 'appends behind what is there',
    proves: 'Records are read in the order in which they were appended, and the size counts them.',
    run: StoreHarness.case(async (store) => {
      assert.equal(await store.append(0, [record('a')]), true, 'Appending to an empty log.');
      assert.equal(await store.append(1, [record('b'), record('c')]), true, 'Appending two.');
      assert.equal(await store.size(), 3, 'The size.');
      assert.deepEqual(await contentsOf(store), ['a', 'b', 'c'], 'The records.');
    }),
  },
  {
    name: 'refuses another size',
    proves: 'Whoever expects fewer or more records than there are appends nothing and learns so.',
    run: StoreHarness.case(async (store) => {
      await store.append(0, [record('a'), record('b')]);
      for (const size of [0, 1, 3, 100, -1, 1.5, Number.NaN]) {
        const appended = await store.append(size, [record('x')]).catch(() => false);
        assert.equal(appended, false, `Expecting ${size} records of 2.`);
      }
      assert.deepEqual(await contentsOf(store), ['a', 'b'], 'The records stay.');
    }),
  },
  {
    name: 'appends all or none',
    proves: 'A batch with one record that cannot be is refused as a whole.',
    run: StoreHarness.case(async (store) => {
      await store.append(0, [record('a')]);
      const bad = [record('b'), record('c\nforged'), record('d')];
      await assertRejects(async () => await store.append(1, bad), 'A record with a line feed');
      assert.equal(await store.size(), 1, 'The size stays.');
      assert.deepEqual(await contentsOf(store), ['a'], 'The records stay.');
      assert.equal(await store.append(1, [record('e')]), true, 'It goes on where it was.');
    }),
  },
  {
    name: 'takes an empty batch for what it is',
    proves: 'Appending nothing changes nothing, and still tells whether the size was right.',
    run: StoreHarness.case(async (store) => {
      await store.append(0, [record('a')]);
      assert.equal(await store.append(1, []), true, 'Nothing behind the last record.');
      assert.equal(await store.append(0, []), false, 'Nothing where there is a record.');
      assert.equal(await store.size(), 1, 'The size stays.');
    }),
  },
  {
    name: 'lets one of many writers win',
    proves: 'Of 50 that append at one position at once, exactly one does.',
    run: StoreHarness.case(async (store) => {
      for (let position = 0; position < 5; position += 1) {
        const writers = Array.from({ length: 50 }, (_, writer) =>
          store.append(position, [record(`${position} ${writer}`)]),
        );
        const won = (await Promise.all(writers)).flatMap((appended, writer) => (appended ? [writer] : []));
        assert.equal(won.length, 1, `Winners at position ${position}.`);
        assert.deepEqual(await contentsOf(store, position), [`${position} ${won[0]}`], 'The winner stays, alone.');
      }
    }),
  },
  {
    name: 'loses no record',
    proves: 'Of 10 writers that try again until they win, each record is there once, each batch in one piece.',
    run: StoreHarness.case(async (store) => {
      const write = async (writer: number): Promise<void> => {
        for (let count = 0; count < 5; ) {
          const batch = ['a', 'b'].map((half) => record(`${writer} ${count} ${half}`));
          if (await store.append(await store.size(), batch)) count += 1;
        }
      };
      await Promise.all(Array.from({ length: 10 }, (_, writer) => write(writer)));
      assertPairs(await contentsOf(store), 50);
    }),
  },
];
