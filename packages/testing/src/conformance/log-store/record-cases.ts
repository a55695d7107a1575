import assert from 'node:assert/strict';
import type { LogStoreCase } from '../store-description.js';
import { StoreHarness } from '../store-harness.js';
import { contentsOf, record } from './records.js';

/** What a record holds, and how it is read. */
export const RECORD_CASES: readonly LogStoreCase[] = [
  {
    name: 'keeps the bytes of a record',
    proves:
      'Each byte but the line feed comes back, in records that are empty, large, no text or end in a carriage return.',
    run: StoreHarness.case(async (store) => {
      assert.equal(await store.append(0, RECORDS), true, 'Appending them.');
      let index = 0;
      for await (const bytes of store.read(0)) {
        assert(bytes instanceof Uint8Array, 'A record is bytes.');
        assert(Buffer.from(bytes).equals(Buffer.from(RECORDS[index] ?? [])), `Record ${index}.`);
        index += 1;
      }
      assert.equal(index, RECORDS.length, 'The number of records.');
    }),
  },
  {
    name: 'takes a copy of a record',
    proves: 'What a caller does to its bytes after they were appended changes nothing in the log.',
    run: StoreHarness.case(async (store) => {
      const bytes = record('sound');
      await store.append(0, [bytes]);
      bytes.fill(0x78);
      assert.deepEqual(await contentsOf(store), ['sound'], 'The caller has changed what was appended.');
    }),
  },
  {
    name: 'hands out copies',
    proves: 'What a reader does to the bytes of a record changes nothing in the log.',
    run: StoreHarness.case(async (store) => {
      await store.append(0, [record('sound')]);
      for await (const bytes of store.read(0)) bytes.fill(0x78);
      assert.deepEqual(await contentsOf(store), ['sound'], 'A reader has changed what is stored.');
    }),
  },
  {
    name: 'reads from a number on',
    proves: 'Reading begins with the record of that number; at the end of the log, and behind it, there is nothing.',
    run: StoreHarness.case(async (store) => {
      await store.append(0, ['a', 'b', 'c'].map(record));
      assert.deepEqual(await contentsOf(store, 1), ['b', 'c'], 'From number 1 on.');
      assert.deepEqual(await contentsOf(store, 3), [], 'From the end on.');
      assert.deepEqual(await contentsOf(store, 9), [], 'From behind the end on.');
    }),
  },
  {
    name: 'can be left in the middle of reading',
    proves: 'A reader who stops early keeps nobody from appending, nor from reading from the start.',
    run: StoreHarness.case(async (store) => {
      await store.append(0, ['a', 'b', 'c'].map(record));
      for await (const bytes of store.read(0)) if (bytes.length > 0) break;
      assert.equal(await store.append(3, [record('d')]), true, 'Appending after an unfinished reading.');
      assert.deepEqual(await contentsOf(store), ['a', 'b', 'c', 'd'], 'All of it.');
    }),
  },
  {
    name: 'can be read while it grows',
    proves: 'A reader gets a beginning of the log, in order and with nothing left out, whatever is appended meanwhile.',
    run: StoreHarness.case(async (store) => {
      await store.append(0, ['0', '1', '2'].map(record));
      const seen: string[] = [];
      for await (const bytes of store.read(0)) {
        seen.push(new TextDecoder().decode(bytes));
        const size = await store.size();
        if (size < 10) await store.append(size, [record(String(size))]);
      }
      assert(seen.length >= 3, 'What was there when the reading began.');
      assert.deepEqual(seen, (await contentsOf(store)).slice(0, seen.length), 'A beginning of the log.');
    }),
  },
];

const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== 0x0a);

const RECORDS: readonly Uint8Array[] = [
  record(''),
  record('a'),
  ALL_BYTES,
  record('ends in a carriage return\r'),
  record(''),
  record('\u2028 \u0085 \u{1f600}'),
  new Uint8Array(300_000).fill(0x61),
  new Uint8Array([0xff, 0xfe, 0x00, 0x80]),
  record(''),
];
