import assert from 'node:assert/strict';
import { systemClock } from '@attesta/core';
import type { FakeClock } from '../fake-clock.js';

/** A promise, and whether it has settled. */
export interface TrackedPromise<T> {
  readonly promise: Promise<T>;
  readonly isSettled: boolean;
}

/** Tracks a promise. A rejection counts as handled: a case may look at it later, or never. */
export function track<T>(promise: Promise<T>): TrackedPromise<T> {
  let isSettled = false;
  const settle = (): void => {
    isSettled = true;
  };
  promise.then(settle, settle);
  return {
    promise,
    get isSettled() {
      return isSettled;
    },
  };
}

/**
 * Waits for a promise while time passes on the clock: some turns without any, then a second at a time. It waits for real only where
 * `isOutside` says that the answer comes from outside of the process.
 */
export async function settled<T>(clock: FakeClock, promise: Promise<T>, what: string, isOutside = false): Promise<T> {
  const tracked = track(promise);
  for (let turn = 0; turn < TURNS && !tracked.isSettled; turn += 1) {
    await clock.advance(turn < 5 ? 0 : 1000);
    if (isOutside && !tracked.isSettled) await systemClock.sleep(5);
  }
  assert(tracked.isSettled, `${what} did not happen.`);
  return await promise;
}

const TURNS = 150;

/** Asserts that `work` rejects or throws, with any error. */
export async function assertRejects(work: () => Promise<unknown>, what: string): Promise<void> {
  let isRejected = false;
  try {
    await work();
  } catch {
    isRejected = true;
  }
  assert(isRejected, `${what} must reject.`);
}
