import { TOTPVerifier } from '@attesta/challenge-totp';
import type { StateStore } from '@attesta/core';
import { codeOf, fixedClock, NOW, SECRET, STEP } from '@attesta/test-programs/codes';
import { describe, expect, it } from 'vitest';
import { campaignSeed, campaignSize } from '../../../tests/campaigns/campaign.js';
import { freshPath, openStore } from './places.js';

const RUNS = campaignSize({ normal: 100, long: 100_000 });

/** mulberry32: the same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A store that answers late, as chance has it. */
function shuffled(state: StateStore, random: () => number): Pick<StateStore, 'get' | 'compareAndSet'> {
  const turns = async (): Promise<void> => {
    for (let turn = Math.floor(random() * 4); turn > 0; turn -= 1)
      await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    async get(key) {
      await turns();
      const entry = await state.get(key);
      await turns();
      return entry;
    },
    async compareAndSet(...given) {
      await turns();
      return await state.compareAndSet(...given);
    },
  };
}

describe('the last used step', () => {
  it(`T-06 only grows and none passes twice, in ${RUNS} runs over two stores on one file`, async () => {
    const path = freshPath();
    const stores = [(await openStore(path)).state, (await openStore(path)).state];
    const verifier = new TOTPVerifier({ secretProvider: () => SECRET, codeValidWindow: 2 });
    const seed = campaignSeed(0);
    for (let run = 0; run < RUNS; run += 1) {
      const random = seeded(seed + run);
      const watermarks = new Map<number, number>();
      const noting = (state: StateStore): StateStore => ({
        ...state,
        ...shuffled(state, random),
        async compareAndSet(key, version, value) {
          const written = await shuffled(state, random).compareAndSet(key, version, value);
          const { lastStep } = Object(value);
          if (written !== undefined && lastStep !== null) watermarks.set(written, lastStep);
          return written;
        },
      });
      const outcomes = Array.from({ length: 6 }, (_, index) => {
        const now = NOW + Math.floor(random() * 6) * 30_000;
        const code = codeOf(STEP + Math.floor((now - NOW) / 30_000) - Math.floor(random() * 4));
        const state = noting(stores[index % 2] ?? expect.fail('A store.'));
        return verifier.verify({ operatorId: `operator-${run}`, code, state, clock: fixedClock(now) });
      });
      const settled = await Promise.all(outcomes);
      const steps = settled.flatMap((outcome) => (outcome.status === 'ok' ? [outcome.step] : []));
      expect(new Set(steps).size).toBe(steps.length);
      const written = [...watermarks.entries()].sort(([a], [b]) => a - b).map(([, step]) => step);
      expect(written).toEqual([...written].sort((a, b) => a - b));
      if (steps.length > 0) expect(Math.max(...written)).toBe(Math.max(...steps));
      expect(settled.map(({ status }) => status)).not.toContain('unavailable');
    }
  });
});
