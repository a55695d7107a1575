import assert from 'node:assert/strict';
import { assertRejects } from '../rejection.js';
import { Backend } from '../store-harness.js';
import type { LogStoreCase } from './index.js';
import { record, texts } from './records.js';

/** Who may append, and where. */
export const APPEND_CASES: readonly LogStoreCase[] = [
  {
    name: 'is empty at first',
    proves: 'A new log has no records.',
    run: Backend.case(async (store) => {
      assert.equal(await store.size(), 0, 'The size of a new log.');
      assert.deepEqual(await texts(store), [], 'The records of a new log.');
    }),
  },
  {
    name: 'appends behind what is there',
    proves: 'Records are read in the order in which they were appended, and the size counts them.',
    run: Backend.case(async (store) => {
      assert.equal(await store.append(0, [record('a')]), true, 'Appending to an empty log.');
      assert.equal(await store.append(1, [record('b'), record('c')]), true, 'Appending two.');
      assert.equal(await store.size(), 3, 'The size.');
      assert.deepEqual(await texts(store), ['a', 'b', 'c'], 'The records.');
    }),
  },
  {
    name: 'refuses another size',
    proves: 'Whoever expects fewer or more records than there are appends nothing and learns so.',
    run: Backend.case(async (store) => {
      await store.append(0, [record('a'), record('b')]);
      for (const size of [0, 1, 3, 100, -1, 1.5, Number.NaN]) {
        const appended = await store.append(size, [record('x')]).catch(() => false);
        assert.equal(appended, false, `Expecting ${size} records of 2.`);
      }
      assert.deepEqual(await texts(store), ['a', 'b'], 'The records stay.');
    }),
  },
  {
    name: 'appends all or none',
    proves: 'A batch with one record that cannot be is refused as a whole.',
    run: Backend.case(async (store) => {
      await store.append(0, [record('a')]);
      const bad = [record('b'), record('c\nforged'), record('d')];
      await assertRejects(async () => await store.append(1, bad), 'A record with a line feed');
      assert.equal(await store.size(), 1, 'The size stays.');
      assert.deepEqual(await texts(store), ['a'], 'The records stay.');
      assert.equal(await store.append(1, [record('e')]), true, 'It goes on where it was.');
    }),
  },
  {
    name: 'takes an empty batch for what it is',
    proves: 'Appending nothing changes nothing, and still tells whether the size was right.',
    run: Backend.case(async (store) => {
      await store.append(0, [record('a')]);
      assert.equal(await store.append(1, []), true, 'Nothing behind the last record.');
      assert.equal(await store.append(0, []), false, 'Nothing where there is a record.');
      assert.equal(await store.size(), 1, 'The size stays.');
    }),
  },
  {
    name: 'lets one of many writers win',
    proves: 'Of 50 that append at one position at once, exactly one does.',
    run: Backend.case(async (store) => {
      for (let position = 0; position < 5; position += 1) {
        const writers = Array.from({ length: 50 }, (_, writer) =>
          store.append(position, [record(`${position} ${writer}`)]),
        );
        const won = (await Promise.all(writers)).flatMap((appended, writer) => (appended ? [writer] : []));
        assert.equal(won.length, 1, `Winners at position ${position}.`);
        assert.deepEqual(await texts(store, position), [`${position} ${won[0]}`], 'The winner stays, alone.');
      }
    }),
  },
  {
    name: 'loses no record',
    proves: 'Of 10 writers that try again until they win, each record is there once, each batch in one piece.',
    run: Backend.case(async (store) => {
      const write = async (writer: number): Promise<void> => {
        for (let count = 0; count < 5; ) {
          const batch = ['a', 'b'].map((half) => record(`${writer} ${count} ${half}`));
          if (await store.append(await store.size(), batch)) count += 1;
        }
      };
      await Promise.all(Array.from({ length: 10 }, (_, writer) => write(writer)));
      assertPairs(await texts(store), 50);
    }),
  },
];

/** Each pair of records once, in one piece. */
export function assertPairs(records: readonly string[], pairs: number): void {
  assert.equal(records.length, pairs * 2, 'The number of records.');
  assert.equal(new Set(records).size, pairs * 2, 'Records that differ.');
  for (let index = 0; index < records.length; index += 2) {
    const [first = '', second = ''] = records.slice(index, index + 2);
    assert(first.endsWith(' a') && second === first.replace(/a$/, 'b'), `Batch in one piece: "${first}", "${second}".`);
  }
}
