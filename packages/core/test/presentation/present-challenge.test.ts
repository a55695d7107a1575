import { createSession, fakeClock, scriptedInteraction } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { callDependency, denied, type Outcome, passed, presentChallenge } from '../../src/authoring.js';

const challenge = { challengeType: 'confirm' } as const;

async function resultOf(body: () => Promise<unknown>, details?: () => never) {
  const untyped = body as () => Promise<Outcome>;
  return await presentChallenge(challenge, createSession({ interaction: scriptedInteraction() }), untyped, details);
}

describe('presentChallenge()', () => {
  it('passes only what the body passed', async () => {
    expect(await resultOf(async () => passed())).toMatchObject({ passed: true, verdict: undefined });
    expect(await resultOf(async () => denied('no'))).toMatchObject({ passed: false, details: { reason: 'no' } });
  });

  it.each([undefined, null, 1, 'passed', true, {}, { passed: 'yes' }, { passed: true, details: { run: () => 1 } }])(
    'is a denial and no rejection when the body gives %j, which is not an outcome',
    async (given) => {
      const result = await resultOf(async () => given);
      expect(result).toMatchObject({ passed: false, details: { reason: 'the challenge failed' } });
    },
  );

  it('is a denial and no rejection when the body or its details throw', async () => {
    const fail = (): never => {
      throw new Error('seeded');
    };
    const failed = { passed: false, details: { reason: 'the challenge failed' } };
    expect(await resultOf(async () => fail())).toMatchObject(failed);
    expect(await resultOf(async () => passed(), fail)).toMatchObject(failed);
  });

  it('is a denial with a reason when the renderer does not hand its session on', async () => {
    const result = await presentChallenge(challenge, undefined, async () => passed());
    expect(result).toMatchObject({ passed: false, details: { reason: expect.stringContaining('no session') } });
  });
});

describe('callDependency()', () => {
  it('aborts the signal of a call that is over, also when it is read for the first time then', async () => {
    let late: (() => AbortSignal) | undefined;
    await callDependency({ clock: fakeClock() }, (call) => {
      late = () => call.signal;
    });
    expect(late?.().aborted).toBe(true);
  });
});
