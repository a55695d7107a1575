import { MemoryStateStore, type StateStore } from '@attesta/core';
import { createSession, fakeClock, sampleContext, sampleRisk, scriptedInteraction } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { campaignSeed, campaignSize } from '../../../tests/campaigns/campaign.js';
import { TOTPChallenge, TOTPVerifier } from '../src/index.js';
import { codeAt, codeOf, credential, NOW, stepAt, wrongCode } from './codes.js';

const ROUNDS = campaignSize({ normal: 50, long: 200 });
const RUNS = campaignSize({ normal: 300, long: 100_000 });

/** A store whose answers come in random order: each call waits until it is drawn. */
class ShuffledStore extends MemoryStateStore {
  readonly #waiting: (() => void)[] = [];
  readonly #random: () => number;

  constructor(random: () => number) {
    super();
    this.#random = random;
  }

  override async get(key: string): ReturnType<StateStore['get']> {
    await this.#turn();
    const entry = await super.get(key);
    await this.#turn();
    return entry;
  }

  override async compareAndSet(...args: Parameters<StateStore['compareAndSet']>): Promise<number | undefined> {
    await this.#turn();
    const version = await super.compareAndSet(...args);
    await this.#turn();
    return version;
  }

  /** Draws until nobody waits any more. */
  async run(): Promise<void> {
    for (let idle = 0; idle < 3; idle += 1) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      while (this.#waiting.length > 0) {
        idle = 0;
        this.#waiting.splice(Math.floor(this.#random() * this.#waiting.length), 1)[0]?.();
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
    }
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

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

describe('at the same time', () => {
  it(`T-04 one code passes once, in ${ROUNDS} rounds of 16 verifiers`, async () => {
    const { secret, clock, secretProvider } = credential();
    const random = seeded(4);
    const code = codeAt(secret, clock);
    let passes = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const state = new ShuffledStore(random);
      const outcomes = Array.from({ length: 16 }, () =>
        new TOTPVerifier({ secretProvider }).verify({ operatorId: `operator-${round}`, code, state, clock }),
      );
      await state.run();
      const statuses = (await Promise.all(outcomes)).map(({ status }) => status);
      expect(statuses.filter((status) => status === 'replay')).toHaveLength(15);
      passes += statuses.filter((status) => status === 'ok').length;
    }
    expect(passes).toBe(ROUNDS);
  });

  it('T-20 one code satisfies one of two open challenges', async () => {
    const { secret, state, clock, operatorId, secretProvider } = credential();
    const challenge = new TOTPChallenge({ secretProvider, maxAttempts: 1 });
    const present = (functionName: string) => {
      const interaction = scriptedInteraction([codeAt(secret, clock)]);
      const session = createSession({ interaction, clock, state, operator: { id: operatorId } });
      return challenge.present(sampleContext({ functionName }), sampleRisk(), session);
    };
    const results = await Promise.all([present('first'), present('second')]);
    expect(results.filter(({ passed }) => passed)).toHaveLength(1);
    expect(results.find(({ passed }) => !passed)?.details).toMatchObject({ reason: 'replay' });
  });

  it('T-10 wrong codes are counted one by one: no more than 5 of 40 are looked at before the lock', async () => {
    const { secret, clock, operatorId, secretProvider } = credential();
    const state = new ShuffledStore(seeded(10));
    const verifier = new TOTPVerifier({ secretProvider });
    const code = wrongCode(secret, clock);
    const outcomes = Array.from({ length: 40 }, () => verifier.verify({ operatorId, code, state, clock }));
    await state.run();
    const statuses = (await Promise.all(outcomes)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 'wrong')).toHaveLength(5);
    expect(statuses.filter((status) => status === 'locked')).toHaveLength(35);
  });

  it('T-06 the last used step only grows and no step passes twice, in whatever order things complete', async () => {
    const { secret, operatorId, secretProvider } = credential();
    const seed = campaignSeed(0);
    for (let run = 0; run < RUNS; run += 1) {
      const random = seeded(seed + run);
      const state = new ShuffledStore(random);
      const verifier = new TOTPVerifier({ secretProvider, codeValidWindow: 2 });
      const watermarks: number[] = [];
      const compareAndSet = state.compareAndSet.bind(state);
      state.compareAndSet = async (key, version, value) => {
        const written = await compareAndSet(key, version, value);
        const { lastStep } = Object(value);
        if (written !== undefined && lastStep !== null) watermarks[written] = lastStep;
        return written;
      };
      const outcomes = Array.from({ length: 6 }, () => {
        const clock = fakeClock({ now: NOW + Math.floor(random() * 6) * 30_000 });
        const step = stepAt(clock.wall()) - Math.floor(random() * 4);
        return verifier.verify({ operatorId, code: codeOf(secret, step), state, clock });
      });
      await state.run();
      const steps = (await Promise.all(outcomes)).flatMap((outcome) => (outcome.status === 'ok' ? [outcome.step] : []));
      expect(new Set(steps).size).toBe(steps.length);
      const written = Object.values(watermarks);
      expect(written).toEqual([...written].sort((a, b) => a - b));
      expect(Math.max(...written)).toBe(Math.max(...steps));
    }
  });
});
