import { setMaxListeners } from 'node:events';
import { Attesta, MemoryStateStore } from '@attesta/core';
import { callDependency, createClock } from '@attesta/core/authoring';
import { fakeClock, scriptedRenderer } from '@attesta/testing';
import { describe, expect, it, vi } from 'vitest';
import { onAbort } from '../../src/clock/on-abort.js';
import { systemClock } from '../../src/clock/system-clock.js';

/** A signal that counts its listeners. */
function counted(): { controller: AbortController; listeners: () => number; most: () => number } {
  const controller = new AbortController();
  const { signal } = controller;
  let [now, most] = [0, 0];
  const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
  vi.spyOn(signal, 'addEventListener').mockImplementation((...args: Parameters<typeof add>) => {
    now += 1;
    most = Math.max(most, now);
    add(...args);
  });
  vi.spyOn(signal, 'removeEventListener').mockImplementation((...args: Parameters<typeof remove>) => {
    now -= 1;
    remove(...args);
  });
  setMaxListeners(1, signal);
  return { controller, listeners: () => now, most: () => most };
}

describe('X-29 one signal for many', () => {
  it('has one listener for eleven calls that wait at once, and none afterwards', async () => {
    const { controller, listeners, most } = counted();
    const guarded = new Attesta({ renderer: scriptedRenderer(), clock: fakeClock() }).gate(
      { name: 'wipe', risk: 'medium' },
      () => 1,
    );
    const calls = Array.from({ length: 11 }, () => guarded.with({ signal: controller.signal })());
    controller.abort();
    const codes = await Promise.all(calls.map((call) => call.catch(({ code }: { code: string }) => code)));
    expect(new Set(codes)).toEqual(new Set(['cancelled']));
    expect([most(), listeners()]).toEqual([1, 0]);
  });

  it('has one listener for dependencies, sleeps and watches together', async () => {
    const { controller, listeners, most } = counted();
    const { signal } = controller;
    const store = new MemoryStateStore();
    const waits = Array.from({ length: 5 }, () => [
      callDependency({ clock: systemClock, signal }, () => new Promise(() => {})),
      createClock(systemClock).sleep(60_000, signal),
      store.watch('a', 0, { signal }),
    ]).flat();
    expect([most(), listeners()]).toEqual([1, 1]);
    controller.abort();
    await Promise.all(waits);
    expect(listeners()).toBe(0);
  });

  it('tells each that still waits, once, and none that took it back', () => {
    const controller = new AbortController();
    const told: string[] = [];
    onAbort(controller.signal, () => told.push('one'));
    onAbort(controller.signal, () => told.push('two'))();
    onAbort(controller.signal, () => told.push('three'));
    controller.abort();
    controller.abort();
    expect(told).toEqual(['one', 'three']);
  });
});
