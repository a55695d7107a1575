import { type StoredEntry, startWatch, type Watcher } from '@attesta/core/authoring';
import { expect, it } from 'vitest';

/** A place that keeps its watchers, and the entry of a key at a version. */
function placeWith(added: (watcher: Watcher) => void = () => {}) {
  const watchers = new Set<Watcher>();
  return {
    watchers,
    add: (watcher: Watcher): void => {
      watchers.add(watcher);
      added(watcher);
    },
    remove: (watcher: Watcher): void => {
      watchers.delete(watcher);
    },
  };
}

const at = (version: number): StoredEntry => ({ version, copy: () => ({ version, value: `at ${version}` }) });

it('a watch waits at its version, and settles at a later one', async () => {
  const place = placeWith((watcher) => watcher.offer(at(2)));
  const watch = startWatch(2, new AbortController().signal, place);
  for (const watcher of place.watchers) watcher.offer(at(1));
  expect(place.watchers.size).toBe(1);
  for (const watcher of place.watchers) watcher.offer(at(3));
  expect(place.watchers.size).toBe(0);
  expect(await watch).toEqual({ version: 3, value: 'at 3' });
});

it('a watch of a missing key waits for the first version; that of an entry ends with its deletion', async () => {
  const missing = placeWith((watcher) => watcher.offer(undefined));
  void startWatch(0, new AbortController().signal, missing);
  expect(missing.watchers.size).toBe(1);
  const deleted = placeWith((watcher) => watcher.offer(undefined));
  expect(await startWatch(4, new AbortController().signal, deleted)).toBeUndefined();
  expect(deleted.watchers.size).toBe(0);
});

it('an abort ends a watch, also one before it starts, and leaves no watcher', async () => {
  const [place, controller] = [placeWith(), new AbortController()];
  const watch = startWatch(0, controller.signal, place);
  controller.abort();
  expect(await watch).toBeUndefined();
  expect(await startWatch(0, controller.signal, place)).toBeUndefined();
  expect(place.watchers.size).toBe(0);
});

it('a watch rejects if its place cannot keep it, and stays pending if an entry cannot be read', async () => {
  const fault = new Error('no timer');
  const refusing = placeWith(() => {
    throw fault;
  });
  await expect(startWatch(0, new AbortController().signal, refusing)).rejects.toBe(fault);
  expect(refusing.watchers.size).toBe(0);
  const place = placeWith();
  const watch = startWatch(0, new AbortController().signal, place);
  const damaged: StoredEntry = {
    version: 1,
    copy: () => {
      throw fault;
    },
  };
  for (const watcher of place.watchers) {
    expect(() => watcher.offer(damaged)).toThrow(fault);
    watcher.fail(fault);
  }
  await expect(watch).rejects.toBe(fault);
});
