import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock/system-clock.js';
import { MemoryStateStore } from '../../src/state/memory-state-store.js';
import { updateRecord } from '../../src/state/update-record.js';

describe('updateRecord()', () => {
  const write = (acknowledged: unknown, entry?: unknown) => {
    const state = Object.assign(new MemoryStateStore(), {
      get: async () => entry,
      compareAndSet: async () => acknowledged,
    });
    return updateRecord({ state: state as never, clock: systemClock }, 'key', () => ({
      action: 'write',
      value: 'new',
      result: true,
    }));
  };

  it('N-07 counts a write as stored once the store acknowledges it with a newer version', async () => {
    expect(await write(1)).toEqual({ status: 'fulfilled', value: true });
    expect(await write(8, { value: 'old', version: 7 })).toEqual({ status: 'fulfilled', value: true });
  });

  it.each([null, true, 0, -1, 0.5, Number.NaN, '8', {}, 7, 6])(
    'N-07 rejects when the store acknowledges a write over version 7 with %j',
    async (acknowledged) => {
      expect(await write(acknowledged, { value: 'old', version: 7 })).toMatchObject({ status: 'rejected' });
    },
  );

  it.each([0, -1, 0.5, '1', null])('N-07 rejects when the store reads a version that is %j', async (version) => {
    expect(await write(1, { value: 'old', version })).toMatchObject({ status: 'rejected' });
  });
});
