import { type Clock, MemoryStateStore, type StateStore } from '@attesta/core';
import { createClock } from '@attesta/core/authoring';
import { fakeClock } from '@attesta/testing';
import type { Fault } from './faults.js';

/** One use of a dependency, and what goes wrong at it. */
export interface Cell {
  /** `notifier.send`, or `state.get 3` for the third time that the store is asked. */
  readonly use: string;
  readonly fault: Fault;
}

/** What a gate depends on, all of it under one name each, so that any of it can fail. */
export class Fixture {
  readonly clock = fakeClock();
  /** The store as it is, for whoever looks at it from outside. */
  readonly whole = new MemoryStateStore();
  readonly uses = new Set<string>();
  readonly #cell: Cell | undefined;
  readonly #counts = new Map<string, number>();
  /** A process that was killed: nothing comes back to it. */
  isDead = false;

  constructor(cell?: Cell) {
    this.#cell = cell;
  }

  /** A dependency: the function, with the cell's fault in its place. */
  dependency<A extends readonly unknown[], R>(name: string, work: (...args: A) => R): (...args: A) => R {
    return (...args) => this.#play(name, () => work(...args));
  }

  get state(): StateStore {
    const counted = <R>(operation: string, work: () => Promise<R>): Promise<R> => {
      const count = (this.#counts.get(operation) ?? 0) + 1;
      this.#counts.set(operation, count);
      return this.#play(`state.${operation} ${count}`, work);
    };
    const { whole } = this;
    return {
      get: (key) => counted('get', () => whole.get(key)),
      compareAndSet: (key, version, value) => counted('set', () => whole.compareAndSet(key, version, value)),
      delete: (key, version) => counted('delete', () => whole.delete(key, version)),
      list: (prefix, options) => counted('list', () => whole.list(prefix, options)),
      watch: (key, version, options) => counted('watch', () => whole.watch(key, version, options)),
    };
  }

  /** The gate's clock. What moves it is sound. */
  get gateClock(): Clock {
    return createClock({
      wall: this.dependency('clock.wall', () => this.clock.wall()),
      monotonic: this.dependency('clock.monotonic', () => this.clock.monotonic()),
      after: this.dependency('clock.after', (ms: number, run: () => void) => this.clock.after(ms, run)),
    });
  }

  #play<R>(use: string, work: () => R): R {
    this.uses.add(use);
    if (this.isDead && !isSynchronous(use)) return never();
    return this.#cell?.use === use ? this.#cell.fault.play(work, this) : work();
  }
}

/** Whether a dependency answers at once. */
export function isSynchronous(use: string): boolean {
  return use.startsWith('clock.') || use.startsWith('random') || use === 'redactor';
}

/** A promise that is never kept, whatever it should be of. */
export function never<R>(): R {
  const promise: unknown = new Promise(() => {});
  return promise as R;
}
