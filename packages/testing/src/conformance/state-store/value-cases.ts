import assert from 'node:assert/strict';
import type { JsonValue } from '@attesta/core';
import { faults } from '../../faults.js';
import { assertRejects } from '../promises.js';
import type { StateStoreCase } from '../store-description.js';
import { StoreHarness } from '../store-harness.js';

/** What is stored, and under which name. */
export const VALUE_CASES: readonly StateStoreCase[] = [
  {
    name: 'keeps every kind of JSON data',
    proves:
      'Each value comes back as it was: empty, nested, large, with any character, and with names that mean something.',
    run: StoreHarness.case(async (store) => {
      for (const [index, value] of VALUES.entries()) {
        await store.compareAndSet(`value/${index}`, 0, value);
        assert.deepEqual((await store.get(`value/${index}`))?.value, value, `Value ${index}.`);
      }
    }),
  },
  {
    name: 'takes a copy of a value',
    proves: 'What a caller does to a value after it was set changes nothing in the store.',
    run: StoreHarness.case(async (store) => {
      const value = { list: [1] };
      const set = store.compareAndSet('key', 0, value);
      value.list.push(2);
      await set;
      value.list.push(3);
      const stored: { readonly list?: readonly number[] } = Object((await store.get('key'))?.value);
      assert.deepEqual(stored.list, [1], 'The caller has changed what was stored.');
    }),
  },
  {
    name: 'hands out copies',
    proves: 'What a caller does to a value that was read, listed or watched changes nothing in the store.',
    run: StoreHarness.case(async (store) => {
      await store.compareAndSet('key', 0, { list: [1] });
      const watched = await store.watch('key', 0, new AbortController());
      for (const entry of [await store.get('key'), (await store.list('key'))[0], watched]) {
        try {
          Object(entry?.value).list.push(2);
        } catch {
          // A frozen copy does as well.
        }
        assert.deepEqual((await store.get('key'))?.value, { list: [1] }, 'A reader has changed what is stored.');
      }
    }),
  },
  {
    name: 'refuses what is no JSON data',
    proves:
      'A value that could not be read again (undefined, a function, a bigint) rejects and leaves everything as it was.',
    run: StoreHarness.case(async (store) => {
      const version = await store.compareAndSet('key', 0, 'sound');
      for (const value of [undefined, () => 'no', 1n]) {
        const noData: JsonValue = faults.returns<JsonValue>(value)();
        await assertRejects(async () => await store.compareAndSet('key', version ?? 0, noData), 'What is no JSON data');
      }
      assert.deepEqual(await store.get('key'), { value: 'sound', version }, 'The value stays.');
    }),
  },
  {
    name: 'keeps keys apart',
    proves: 'Keys that differ in case, in spaces, in how a character is composed or in a wildcard are different keys.',
    run: StoreHarness.case(async (store) => {
      for (const key of KEYS)
        assert(await store.compareAndSet(key, 0, key), `${JSON.stringify(key)} is a key of its own.`);
      for (const key of KEYS) assert.equal((await store.get(key))?.value, key, `The value of ${JSON.stringify(key)}.`);
    }),
  },
  {
    name: 'shows no half of a write',
    proves: 'A reader sees a value as it was before a write or after it, and its version with it.',
    run: StoreHarness.case(async (store) => {
      let version = 0;
      const write = async (): Promise<void> => {
        for (let count = 1; count <= 30; count += 1) {
          const value = { a: count, padding: 'x'.repeat(2000), b: count };
          version = (await store.compareAndSet('key', version, value)) ?? assert.fail('The only writer wins.');
        }
      };
      const read = async (): Promise<void> => {
        for (let latest = 0, reads = 0; reads < 30; reads += 1) {
          const entry = await store.get('key');
          const { a, b }: { readonly a?: number; readonly b?: number } = Object(entry?.value);
          assert.equal(a, b, 'The two halves of a value.');
          assert((entry?.version ?? 0) >= latest, 'Versions never go back.');
          latest = entry?.version ?? 0;
        }
      };
      await Promise.all([write(), read(), read()]);
    }),
  },
];

/** A name that would set a prototype, as JSON data has it: a member like any other. */
const PROTOTYPE: JsonValue = JSON.parse('{"__proto__":{"a":1},"constructor":"c","":0}');

const VALUES: readonly JsonValue[] = [
  null,
  true,
  false,
  0,
  -1.5e-7,
  Number.MAX_SAFE_INTEGER,
  1.7976931348623157e308,
  0.1,
  '',
  'a\u0000b\n\r\t"\\\u2028\u0085',
  'é e\u0301 \u{1f600} \u202e',
  [],
  {},
  [[], [[{}]]],
  { a: { b: { c: [1, 'two', null, { d: false }] } } },
  PROTOTYPE,
  'x'.repeat(200_000),
  Array.from({ length: 1000 }, (_, index) => index),
];

const KEYS: readonly string[] = [
  'key',
  'Key',
  'KEY',
  'key ',
  ' key',
  'k_y',
  'k%y',
  'k*y',
  'k\\y',
  "k'y",
  'k"y',
  'k/y',
  '../key',
  'é',
  'e\u0301',
  'ﬁ',
  'fi',
  '\u{1f600}',
  'a\u0000b',
  'a\u0000c',
  '__proto__',
  'constructor',
  'x'.repeat(400),
];
