import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import type { Versioned } from '@attesta/core/authoring';
import { track } from '../promises.js';
import type { StateStoreCase } from '../store-description.js';
import { StoreHarness } from '../store-harness.js';

/** Waiting for a change. */
export const WATCH_CASES: readonly StateStoreCase[] = [
  {
    name: 'watches nothing that is already there',
    proves: 'A change between reading and watching is not missed: a newer state resolves at once.',
    run: StoreHarness.case(async (store, harness) => {
      const first = (await store.compareAndSet('key', 0, 'first')) ?? 0;
      const second = (await store.compareAndSet('key', first, 'second')) ?? 0;
      for (const seen of [0, first]) {
        const news = await harness.settled(
          store.watch('key', seen, new AbortController()),
          'News that is there already',
        );
        assert.deepEqual(news, { value: 'second', version: second }, `What is newer than ${seen}.`);
      }
    }),
  },
  {
    name: 'waits for a change',
    proves: 'A watch waits as long as nothing changes, other keys aside, and then resolves to the change.',
    run: StoreHarness.case(async (store, harness) => {
      const first = (await store.compareAndSet('key', 0, 'first')) ?? 0;
      const waiting = track(store.watch('key', first, new AbortController()));
      await store.compareAndSet('another', 0, 'x');
      await harness.clock.advance(60_000);
      assert(!waiting.isSettled, 'Nothing has changed yet.');
      const second = await store.compareAndSet('key', first, 'second');
      const news = await harness.settled(waiting.promise, 'The news');
      assert.deepEqual(news, { value: 'second', version: second }, 'The change.');
    }),
  },
  {
    name: 'waits for a key to be made',
    proves: 'A watch for version 0 waits where there is nothing, and resolves to what is set first.',
    run: StoreHarness.case(async (store, harness) => {
      const waiting = track(store.watch('key', 0, new AbortController()));
      await harness.clock.advance(1000);
      assert(!waiting.isSettled, 'Nothing is there yet.');
      const version = await store.compareAndSet('key', 0, 'made');
      assert.deepEqual(
        await harness.settled(waiting.promise, 'The news'),
        { value: 'made', version },
        'What was made.',
      );
    }),
  },
  {
    name: 'tells of a deletion',
    proves: 'A watch ends with undefined when its key is deleted, and at once where it is gone already.',
    run: StoreHarness.case(async (store, harness) => {
      const version = (await store.compareAndSet('key', 0, 'first')) ?? 0;
      const waiting = store.watch('key', version, new AbortController());
      await store.delete('key', version);
      assert.equal(await harness.settled(waiting, 'News of the deletion'), undefined, 'After the deletion.');
      const late = store.watch('key', version, new AbortController());
      assert.equal(await harness.settled(late, 'News of what is gone'), undefined, 'Gone already.');
    }),
  },
  {
    name: 'misses no change',
    proves:
      'Somebody who watches from version to version, while another writes as fast as it can, arrives at the last one.',
    run: StoreHarness.case(async (store, harness) => {
      const last = 40;
      const follow = async (): Promise<number> => {
        let seen: Versioned | undefined;
        while (seen?.value !== last) {
          const next: Versioned | undefined = await store.watch('key', seen?.version ?? 0, new AbortController());
          assert(next !== undefined && next.version > (seen?.version ?? 0), 'Each news is newer than the last.');
          seen = next;
        }
        return seen.version;
      };
      const followers = Promise.all([follow(), follow(), follow()]);
      let version = 0;
      for (let value = 1; value <= last; value += 1) version = (await store.compareAndSet('key', version, value)) ?? 0;
      assert.deepEqual(
        await harness.settled(followers, 'The last change'),
        [version, version, version],
        'Where it ends.',
      );
    }),
  },
  {
    name: 'wakes everybody who watches',
    proves: 'One change resolves every watch of its key.',
    run: StoreHarness.case(async (store, harness) => {
      const watchers = Promise.all(Array.from({ length: 20 }, () => store.watch('key', 0, new AbortController())));
      const version = await store.compareAndSet('key', 0, 'made');
      const news = await harness.settled(watchers, 'News for everybody');
      assert(
        news.every((entry) => entry?.version === version),
        'The same news for everybody.',
      );
    }),
  },
  {
    name: 'ends a watch that is aborted',
    proves: 'An abort resolves to undefined, also one from before the watch, and whatever is there to be told.',
    run: StoreHarness.case(async (store, harness) => {
      const controller = new AbortController();
      const waiting = store.watch('key', 0, controller);
      controller.abort();
      assert.equal(await harness.settled(waiting, 'The end of an aborted watch'), undefined, 'Aborted.');
      const before = store.watch('key', 0, controller);
      assert.equal(await harness.settled(before, 'The end of a watch aborted before'), undefined, 'Aborted before.');
    }),
  },
  {
    name: 'leaves no listener behind a watch',
    proves: 'However a watch ends, nothing of it listens to the signal or waits on the clock any more.',
    run: StoreHarness.case(async (store, harness) => {
      const controller = new AbortController();
      const pending = harness.clock.pending;
      const waiting = store.watch('key', 0, controller);
      await store.compareAndSet('key', 0, 'made');
      await harness.settled(waiting, 'The news');
      await harness.settled(store.watch('key', 0, controller), 'News that is there already');
      assert.equal(getEventListeners(controller.signal, 'abort').length, 0, 'Listeners on the signal.');
      assert(harness.clock.pending <= pending, 'Timers on the clock.');
    }),
  },
];
