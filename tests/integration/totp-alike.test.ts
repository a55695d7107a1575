import { TOTPChallenge } from '@attesta/challenge-totp';
import { Attesta, AttestaDenied, MemoryStateStore } from '@attesta/core';
import { fakeClock, type ScriptedStep, scriptedRenderer } from '@attesta/testing';
import { generateSecret, generateSync } from 'otplib';
import { describe, expect, it } from 'vitest';

/** One denied call: all that its operator and its caller get to see, and what only the record tells. */
async function denied(
  codes: readonly ScriptedStep[],
  secretProvider: () => string | undefined,
  state: MemoryStateStore,
) {
  const clock = fakeClock();
  const renderer = scriptedRenderer([...codes], { operator: { id: 'ada' } });
  const challengeMap = { critical: new TOTPChallenge({ secretProvider }) };
  const guarded = new Attesta({ clock, renderer, state, challengeMap }).gate(
    { risk: 'critical', name: 'wipe' },
    () => {},
  );
  const error = await guarded().catch((caught: unknown) => caught);
  if (!(error instanceof AttestaDenied)) throw error;
  const screen = JSON.stringify(renderer.interaction.transcript, (key, value) =>
    key === 'context' ? value.functionName : value,
  );
  return { screen, message: error.message, code: error.code, reason: error.decision.reason };
}

describe('T-16 through the gate', () => {
  it('T-16 shows unknown, unenrolled, wrong, replayed and locked alike; only the record differs', async () => {
    const secret = generateSecret();
    const known = (): string => secret;
    const epoch = fakeClock().wall() / 1000;
    const right = generateSync({ secret, epoch });
    const near = new Set([-2, -1, 0, 1, 2].map((steps) => generateSync({ secret, epoch: epoch + steps * 30 })));
    const wrong =
      ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !near.has(code)) ?? '666666';
    const three = (code: string): readonly string[] => [code, code, code];

    const spent = new MemoryStateStore();
    const first = new Attesta({
      clock: fakeClock(),
      state: spent,
      renderer: scriptedRenderer([right], { operator: { id: 'ada' } }),
      challengeMap: { critical: new TOTPChallenge({ secretProvider: known }) },
    });
    await first.gate({ risk: 'critical', name: 'wipe' }, () => {})();
    const locked = new MemoryStateStore();
    await denied(three(wrong), known, locked);
    await denied(three(wrong), known, locked);

    const ends = [
      await denied(three(wrong), () => undefined, new MemoryStateStore()),
      await denied(
        three(wrong),
        () => {
          throw new Error('no such operator');
        },
        new MemoryStateStore(),
      ),
      await denied(three(wrong), known, new MemoryStateStore()),
      await denied(three(right), known, spent),
      await denied(three(right), known, locked),
    ];
    expect(new Set(ends.map(({ screen }) => screen)).size).toBe(1);
    expect(new Set(ends.map(({ message, code }) => `${code} ${message}`)).size).toBe(1);
    expect(ends.map(({ reason }) => reason)).toEqual([
      'TOTP secret not found',
      'TOTP secret not found',
      'max attempts exceeded',
      'replay',
      'locked',
    ]);
  });
});
