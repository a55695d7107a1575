import assert from 'node:assert/strict';
import { systemClock } from '@attesta/core';
import type { FakeClock } from '../fake-clock.js';

/** A promise that tells whether it has settled. */
export interface Started<T> {
  readonly promise: Promise<T>;
  readonly isOver: boolean;
}

/** Watches a promise; one that rejects later than it is looked at harms nobody. */
export function started<T>(promise: Promise<T>): Started<T> {
  let isOver = false;
  const over = (): void => {
    isOver = true;
  };
  promise.then(over, over);
  return {
    promise,
    get isOver() {
      return isOver;
    },
  };
}

/**
 * Waits for what was promised while time passes on the clock: some turns without any, then a second at a time. It waits for real
 * only where `isOutside` says that the answer comes from outside of the process.
 */
export async function settled<T>(clock: FakeClock, promise: Promise<T>, what: string, isOutside = false): Promise<T> {
  const watched = started(promise);
  for (let round = 0; round < ROUNDS && !watched.isOver; round += 1) {
    await clock.advance(round < 5 ? 0 : 1000);
    if (isOutside && !watched.isOver) await systemClock.sleep(5);
  }
  assert(watched.isOver, `${what} did not happen.`);
  return await promise;
}

const ROUNDS = 150;
