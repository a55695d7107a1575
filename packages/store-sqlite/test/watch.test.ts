import { getEventListeners, setMaxListeners } from 'node:events';
import type { Versioned } from '@attesta/core/authoring';
import { fakeClock } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { openSqliteStore, SqliteStoreError } from '../src/index.js';
import { StateWatch, type WatchSource } from '../src/state-watch.js';
import { freshPath, openStore } from './places.js';

const { signal } = new AbortController();
setMaxListeners(0, signal);

/** A watch on nothing, that counts how often it is looked at. */
function counted(overrides: Partial<WatchSource> = {}) {
  const clock = fakeClock();
  const counts = { reads: 0, polls: 0 };
  const watch = new StateWatch({
    path: 'path',
    read: () => {
      counts.reads += 1;
      return undefined;
    },
    dataVersion: () => {
      counts.polls += 1;
      return 1;
    },
    clock,
    pollMilliseconds: 100,
    ...overrides,
  });
  return { clock, counts, watch };
}

describe('waiting', () => {
  it('costs one poll, however many wait for however many keys', async () => {
    const { clock, counts, watch } = counted();
    for (let number = 0; number < 1000; number += 1) void watch.watch(`key/${number % 100}`, 0, signal);
    expect(clock.pending).toBe(1);
    const { reads, polls } = counts;
    await clock.advance(1000);
    expect(clock.pending).toBe(1);
    expect(counts.polls - polls).toBe(10);
    expect(counts.reads).toBe(reads);
  });

  it('N-01 costs nothing while nobody waits', async () => {
    const { clock, counts, watch } = counted();
    const controllers = Array.from({ length: 50 }, () => new AbortController());
    const waiting = controllers.map((controller) => watch.watch('key', 0, controller.signal));
    await clock.advance(250);
    for (const controller of controllers) controller.abort();
    expect(await Promise.all(waiting)).toEqual(waiting.map(() => undefined));
    expect(clock.pending).toBe(0);
    const { polls } = counts;
    await clock.advance(10_000);
    expect(counts.polls).toBe(polls);
    for (const controller of controllers) expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  it('N-01 leaves nothing behind, 10,000 times', async () => {
    const { clock, watch } = counted();
    for (let round = 0; round < 10_000; round += 1) {
      const controller = new AbortController();
      const waiting = watch.watch(`key/${round}`, 0, controller.signal);
      controller.abort();
      await waiting;
      if (getEventListeners(controller.signal, 'abort').length > 0) expect.fail('A listener is left.');
    }
    expect(clock.pending).toBe(0);
  });
});

describe('news', () => {
  it('of this store come at once, without time', async () => {
    const clock = fakeClock();
    const { state } = await openStore(freshPath(), { clock });
    const waiting = state.watch('key', 0, { signal });
    expect(clock.pending).toBe(1);
    const version = await state.compareAndSet('key', 0, { a: 1 });
    expect(await waiting).toEqual({ value: { a: 1 }, version });
    expect(clock.pending).toBe(0);
    const deletion = state.watch('key', version ?? 0, { signal });
    await state.delete('key', version ?? 0);
    expect(await deletion).toBeUndefined();
    expect(clock.pending).toBe(0);
  });

  it('of others come with the next poll, changes and deletions', async () => {
    const path = freshPath();
    const clock = fakeClock();
    const { state } = await openStore(path, { clock, pollIntervalSeconds: 0.5 });
    const other = (await openStore(path)).state;
    const version = (await other.compareAndSet('gone', 0, 1)) ?? 0;
    const settled: (Versioned | undefined)[] = [];
    const waiting = [
      state.watch('key', 0, { signal }),
      state.watch('key', 0, { signal }),
      state.watch('gone', version, { signal }),
    ];
    for (const watch of waiting) void watch.then((entry) => settled.push(entry));
    void state.watch('another', 0, { signal });
    const set = await other.compareAndSet('key', 0, ['news']);
    await other.delete('gone', version);
    await clock.advance(499);
    expect(settled).toEqual([]);
    await clock.advance(1);
    expect(await Promise.all(waiting)).toEqual([
      { value: ['news'], version: set },
      { value: ['news'], version: set },
      undefined,
    ]);
    expect(settled[0]?.value).not.toBe(settled[1]?.value);
    expect(clock.pending).toBe(1);
  });

  it('between two waits are not missed', async () => {
    const path = freshPath();
    const clock = fakeClock();
    const { state } = await openStore(path, { clock });
    const other = (await openStore(path)).state;
    const first = (await state.compareAndSet('key', 0, 1)) ?? 0;
    const second = (await other.compareAndSet('key', first, 2)) ?? 0;
    expect(await state.watch('key', first, { signal })).toEqual({ value: 2, version: second });
    const waiting = state.watch('key', second, { signal });
    const third = await other.compareAndSet('key', second, 3);
    await clock.advance(100);
    expect(await waiting).toEqual({ value: 3, version: third });
  });

  it('that cannot be looked at for the moment are looked at the next time', async () => {
    let isBusy = true;
    const { clock, watch } = counted({
      read: () => {
        if (isBusy) throw new SqliteStoreError('busy', 'held');
        return undefined;
      },
    });
    let isOver = false;
    const waiting = watch.watch('key', 5, signal).then((entry) => {
      isOver = true;
      return entry;
    });
    await clock.advance(1000);
    expect(isOver).toBe(false);
    isBusy = false;
    await clock.advance(100);
    expect(await waiting).toBeUndefined();
    expect(clock.pending).toBe(0);
  });

  it('that cannot be had reject every watch', async () => {
    let isBroken = false;
    const { clock, watch } = counted({
      dataVersion: () => {
        if (isBroken) throw new Error('input/output error');
        return 1;
      },
    });
    const waiting = Promise.allSettled([watch.watch('a', 0, signal), watch.watch('b', 0, signal)]);
    isBroken = true;
    await clock.advance(100);
    expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(clock.pending).toBe(0);
  });

  it('without a clock are not waited for', async () => {
    const { watch } = counted({
      clock: {
        ...fakeClock(),
        after: () => {
          throw new Error('no clock');
        },
      },
    });
    await expect(watch.watch('key', 0, signal)).rejects.toThrow('no clock');
    await expect(watch.watch('key', 0, signal)).rejects.toThrow('no clock');
  });
});

describe('closing', () => {
  it('ends every watch as an abort would, and its timer', async () => {
    const clock = fakeClock();
    const controller = new AbortController();
    const { state, close } = await openSqliteStore({ path: freshPath(), clock });
    const waiting = [1, 2, 3].map((version) => state.watch(`key/${version}`, 0, controller));
    await close();
    expect(await Promise.all(waiting)).toEqual([undefined, undefined, undefined]);
    expect([clock.pending, getEventListeners(controller.signal, 'abort').length]).toEqual([0, 0]);
  });

  it('refuses a version that is not a number', async () => {
    const { state } = await openStore();
    await expect(state.watch('key', Number.NaN, { signal })).rejects.toThrow(/non-negative integer, got NaN/);
  });
});
