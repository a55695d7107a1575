import { describe, expect, it } from 'vitest';
import { MemoryStateStore } from '../../src/state/memory-state-store.js';

const PARTS = ['', '/', 'a', 'b', 'a/', 'ab/', 'a/b', 'é', '\u{1F600}'];
const KEYS = PARTS.flatMap((first) => PARTS.flatMap((second) => PARTS.map((third) => first + second + third)));

describe('MemoryStateStore.list', () => {
  it('finds what begins with the prefix, in order, wherever the slashes are', async () => {
    const store = new MemoryStateStore();
    const kept = new Set<string>();
    for (const [at, key] of KEYS.entries()) {
      const version = await store.compareAndSet(key, (await store.get(key))?.version ?? 0, at);
      if (at % 3 === 0) await store.delete(key, version ?? 0);
      if (at % 3 === 0) kept.delete(key);
      else kept.add(key);
    }
    for (const prefix of KEYS) {
      for (const after of ['', prefix, `${prefix}a`]) {
        const expected = [...kept].filter((key) => key.startsWith(prefix) && key > after).sort();
        const listed = await store.list(prefix, { after, limit: 1000 });
        expect(listed.map(({ key }) => key)).toEqual(expected);
        expect((await store.list(prefix, { after, limit: 2 })).map(({ key }) => key)).toEqual(expected.slice(0, 2));
      }
    }
  });
});
