import { MemoryStateStore, type StateStore } from '@attesta/core';
import { fakeClock, faultyStateStore, type StoreOperation } from '@attesta/testing';
import { describe, expect, it } from 'vitest';

const { signal } = new AbortController();
const OPERATIONS: Readonly<Record<StoreOperation, (store: StateStore) => Promise<unknown>>> = {
  get: (store) => store.get('key'),
  compareAndSet: (store) => store.compareAndSet('key', 1, 'new'),
  delete: (store) => store.delete('key', 1),
  list: (store) => store.list('key', { limit: 1 }),
  watch: (store) => store.watch('key', 0, { signal }),
};

async function storeWithKey(): Promise<MemoryStateStore> {
  const store = new MemoryStateStore();
  await store.compareAndSet('key', 0, 'old');
  return store;
}

describe.each(Object.entries(OPERATIONS))('faultyStateStore: %s', (name, operate) => {
  it('goes through where nothing is chosen, with the same outcome', async () => {
    const calls: string[] = [];
    const store = faultyStateStore(await storeWithKey(), (operation, key) => {
      calls.push(`${operation} ${key}`);
      return undefined;
    });
    expect(await operate(store)).toEqual(await operate(await storeWithKey()));
    expect(calls).toEqual([`${name} key`]);
  });

  it('rejects and changes nothing', async () => {
    const inner = await storeWithKey();
    await expect(operate(faultyStateStore(inner, () => 'rejects'))).rejects.toThrow(`${name} fails`);
    expect(await inner.get('key')).toEqual({ value: 'old', version: 1 });
  });

  it('never settles', async () => {
    let isSettled = false;
    const settle = (): void => {
      isSettled = true;
    };
    operate(faultyStateStore(await storeWithKey(), () => 'hangs')).then(settle, settle);
    await fakeClock().advance(3_600_000);
    expect(isSettled).toBe(false);
  });
});

describe('faultyStateStore', () => {
  it('loses the answer to a change that was made', async () => {
    const inner = await storeWithKey();
    const store = faultyStateStore(inner, (operation) => (operation === 'compareAndSet' ? 'rejects_after' : undefined));
    await expect(store.compareAndSet('key', 1, 'new')).rejects.toThrow('compareAndSet fails');
    expect(await store.get('key')).toEqual({ value: 'new', version: 2 });
  });
});
