import { type ArgumentValue, Attesta, type ChallengeProtocol, MemoryStateStore } from '@attesta/core';
import { describe, expect, it } from 'vitest';
import { campaignSeed, campaignSize } from '../../../../tests/campaigns/campaign.js';

const ROUNDS = campaignSize({ normal: 1000, long: 100_000 });

/** A seeded generator, so that a failure can be repeated. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Something that cannot be frozen, with a number in it that `change` makes another. */
function changeable(random: (below: number) => number): {
  readonly value: ArgumentValue;
  readonly change: (value: unknown) => void;
} {
  const before = random(1000);
  const after = before + 1 + random(1000);
  switch (random(4)) {
    case 0:
      return {
        value: new Map([['amount', before]]),
        change: (value) => value instanceof Map && value.set('amount', after),
      };
    case 1:
      return { value: new Date(before), change: (value) => value instanceof Date && value.setTime(after) };
    case 2:
      return { value: new Set([before]), change: (value) => value instanceof Set && value.add(after) };
    default:
      return {
        value: new Uint8Array([before % 200]),
        change: (value) => value instanceof Uint8Array && value.fill((before % 200) + 1),
      };
  }
}

function nested(value: ArgumentValue, depth: number): ArgumentValue {
  if (depth === 0) return value;
  return depth % 2 === 0 ? [nested(value, depth - 1)] : { inner: nested(value, depth - 1) };
}

function innermost(value: unknown, depth: number): unknown {
  return depth === 0 ? value : innermost(Object.values(Object(value))[0], depth - 1);
}

describe('B-01 what changes after the approval', () => {
  it(`B-01 runs nothing in ${ROUNDS} random changes of the arguments, of what inspect returns, and of the stored digest`, async () => {
    const random = generator(campaignSeed(1));
    const codes = new Map<string, number>();
    let runs = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const { value, change } = changeable(random);
      const depth = random(5);
      const original = { current: nested(value, depth) };
      const state = new MemoryStateStore();
      const kind = random(3);
      const attack: ChallengeProtocol = {
        challengeType: 'confirm',
        async present({ args }) {
          if (kind === 0) change(innermost(args[0], depth));
          if (kind === 1) change(innermost(original.current, depth));
          if (kind === 2)
            await state.compareAndSet('call/c', (await state.get('call/c'))?.version ?? 0, `${random(1e9)}`);
          return { passed: true, challengeType: 'confirm' };
        },
      };
      const { gate } = new Attesta({ state, challengeMap: { critical: attack } });
      const run = (): number => (runs += 1);
      const guarded =
        kind === 1
          ? gate(
              { risk: 'critical', name: 'f', inspect: (given: typeof original) => [given.current] },
              (_given: typeof original) => run(),
            ).with({})(original)
          : gate({ risk: 'critical', name: 'f' }, (_given: ArgumentValue) => run()).with(
              kind === 2 ? { callId: 'c' } : {},
            )(original.current);
      const code = await guarded.then(
        () => 'ran',
        (error: { code: string }) => error.code,
      );
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect(runs).toBe(0);
    expect([...codes.keys()].toSorted()).toEqual(['call_mismatch', 'changed']);
  });
});
