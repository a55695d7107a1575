import { MemoryStateStore } from '@attesta/core';
import { createSession, sampleContext, sampleRisk, scriptedInteraction } from '@attesta/testing';
import { NobleCryptoPlugin, ScureBase32Plugin } from 'otplib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { campaignSize } from '../../../tests/campaigns/campaign.js';
import { TOTPChallenge, TOTPVerifier } from '../src/index.js';
import { mostFailures } from '../src/lockout.js';
import { codeAt, credential, NOW, wrongCode, wrongCodes } from './codes.js';

const SECOND = 1000;
const YEAR = 365 * 24 * 3600 * SECOND;
const ATTEMPTS = campaignSize({ normal: 1000, long: 10_000 });

/** What a store that outlives the process holds after a restart. */
async function restarted(state: MemoryStateStore): Promise<MemoryStateStore> {
  const next = new MemoryStateStore();
  for (const { key, value } of await state.list('')) await next.compareAndSet(key, 0, value);
  return next;
}

afterEach(() => vi.restoreAllMocks());

/** Counts from now on how often a verifier compares something with a code of this secret. */
function comparisonsWith(secret: string): () => number {
  const key = Buffer.from(new ScureBase32Plugin().decode(secret));
  const { mock } = vi.spyOn(NobleCryptoPlugin.prototype, 'hmac').mockClear();
  // The codes that the test computes come from otplib's own plugin, not from the verifier's.
  const isVerifiers = (index: number): boolean => Object(mock.contexts[index]).constructor !== NobleCryptoPlugin;
  return () => mock.calls.filter(([, used], index) => isVerifiers(index) && key.equals(used)).length;
}

describe('counting', () => {
  it('T-09 goes over challenges, actions and a restart: after 5 wrong codes a right one is locked', async () => {
    const { secret, clock, operatorId, secretProvider, ...fresh } = credential();
    let { state } = fresh;
    const present = async (code: string, functionName: string) => {
      const challenge = new TOTPChallenge({ secretProvider, maxAttempts: 1 });
      const interaction = scriptedInteraction([code]);
      const session = createSession({ interaction, clock, state, operator: { id: operatorId } });
      return await challenge.present(sampleContext({ functionName }), sampleRisk(), session);
    };
    for (const [index, code] of wrongCodes(secret, clock, 5).entries()) {
      expect((await present(code, `action_${index}`)).details).toMatchObject({ reason: 'max attempts exceeded' });
      if (index === 2) state = await restarted(state);
    }
    state = await restarted(state);
    const sixth = await present(codeAt(secret, clock), 'action_6');
    expect(sixth).toMatchObject({ passed: false, details: { method: 'totp', attempts: 1, reason: 'locked' } });
  });

  it('T-09 keeps one credential out of another', async () => {
    const { secret, state, clock, secretProvider } = credential();
    const verifier = new TOTPVerifier({ secretProvider });
    for (const code of wrongCodes(secret, clock, 5)) await verifier.verify({ operatorId: 'ada', code, state, clock });
    const code = codeAt(secret, clock);
    expect(await verifier.verify({ operatorId: 'ada', code, state, clock })).toMatchObject({ status: 'locked' });
    expect(await verifier.verify({ operatorId: 'ada/2', code, state, clock })).toMatchObject({ status: 'ok' });
  });

  it('T-09 leaves replays out, and only a success takes failures away', async () => {
    const { secret, state, clock, operatorId, secretProvider } = credential();
    const verifier = new TOTPVerifier({ secretProvider });
    const failures = async () => (await state.get('totp/ada'))?.value;
    const right = { operatorId, code: codeAt(secret, clock), state, clock };
    await verifier.verify(right);
    await verifier.verify({ ...right, code: wrongCode(secret, clock) });
    for (let replay = 0; replay < 10; replay += 1) {
      expect(await verifier.verify(right)).toEqual({ status: 'replay' });
    }
    expect(await failures()).toMatchObject({ failures: 1, totalFailures: 1 });
    clock.setWall(NOW + 30 * SECOND);
    expect(await verifier.verify({ ...right, code: codeAt(secret, clock) })).toMatchObject({ status: 'ok' });
    expect(await failures()).toMatchObject({ failures: 0, totalFailures: 1 });
  });
});

describe('waiting', () => {
  it('T-10 is 30 s after the 5th failure, doubles, and ends at 3,600 s', async () => {
    const { secret, state, clock, operatorId, secretProvider } = credential();
    const verifier = new TOTPVerifier({ secretProvider });
    const fail = () => verifier.verify({ operatorId, code: wrongCode(secret, clock), state, clock });
    for (let failure = 1; failure <= 4; failure += 1) expect(await fail()).toEqual({ status: 'wrong' });
    for (const wait of [30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]) {
      const failedAt = clock.wall();
      expect(await fail()).toEqual({ status: 'wrong' });
      clock.setWall(failedAt + wait * SECOND - 1);
      const early = await verifier.verify({ operatorId, code: codeAt(secret, clock), state, clock });
      expect(early).toEqual({ status: 'locked', until: failedAt + wait * SECOND });
      clock.setWall(failedAt + wait * SECOND);
    }
    const late = await verifier.verify({ operatorId, code: codeAt(secret, clock), state, clock });
    expect(late).toMatchObject({ status: 'ok' });
  });

  it('T-10 is over for good after a success: four more failures cost no wait', async () => {
    const { secret, state, clock, operatorId, secretProvider } = credential();
    const verifier = new TOTPVerifier({ secretProvider });
    const verify = (code: string) => verifier.verify({ operatorId, code, state, clock });
    for (const code of wrongCodes(secret, clock, 5)) await verify(code);
    clock.setWall(NOW + 30 * SECOND);
    expect(await verify(codeAt(secret, clock))).toMatchObject({ status: 'ok' });
    expect((await state.get('totp/ada'))?.value).toMatchObject({ failures: 0, lockedUntil: 0, totalFailures: 5 });
    for (const code of wrongCodes(secret, clock, 4)) expect(await verify(code)).toEqual({ status: 'wrong' });
    clock.setWall(NOW + 60 * SECOND);
    expect(await verify(codeAt(secret, clock))).toMatchObject({ status: 'ok' });
  });

  it('T-10 answers at once: a lock sets no timer; and asks the provider as ever, so that time tells nothing', async () => {
    const { secret, state, clock, operatorId, secretProvider } = credential();
    const verifier = new TOTPVerifier({ secretProvider });
    for (const code of wrongCodes(secret, clock, 5)) await verifier.verify({ operatorId, code, state, clock });
    const asked: string[] = [];
    const strict = new TOTPVerifier({ secretProvider: (id) => void asked.push(id) });
    const before = clock.monotonic();
    const outcome = await strict.verify({ operatorId, code: codeAt(secret, clock), state, clock });
    expect(outcome).toEqual({ status: 'locked', until: NOW + 30 * SECOND });
    expect({ asked, pending: clock.pending, passed: clock.monotonic() - before }).toEqual({
      asked: [operatorId],
      pending: 0,
      passed: 0,
    });
  });

  it(`T-10 lets 50 of ${ATTEMPTS} attempts in a year reach the secret, then disables the credential`, async () => {
    const { secret, state, clock, operatorId, secretProvider } = credential();
    const reached = comparisonsWith(secret);
    const verifier = new TOTPVerifier({ secretProvider });
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      clock.setWall(NOW + Math.floor((attempt * YEAR) / ATTEMPTS));
      const [code = ''] = wrongCodes(secret, clock, 1, {}, 1);
      await verifier.verify({ operatorId, code, state, clock });
    }
    // Two steps each.
    expect(reached()).toBe(100);
    clock.setWall(NOW + 10 * YEAR);
    const right = { operatorId, code: codeAt(secret, clock), state, clock };
    expect(await verifier.verify(right)).toEqual({ status: 'disabled' });
    expect(reached()).toBe(100);
  });

  it('T-10 locks those that nobody enrolled in the same way', async () => {
    const { state, clock } = credential();
    const verifier = new TOTPVerifier({ secretProvider: () => undefined });
    const attempt = { operatorId: 'mallory', code: '123456', state, clock };
    for (let failure = 1; failure <= 5; failure += 1) {
      expect(await verifier.verify(attempt)).toEqual({ status: 'secret_not_found' });
    }
    expect(await verifier.verify(attempt)).toEqual({ status: 'locked', until: NOW + 30 * SECOND });
  });
});

describe('the chance of a guess', () => {
  const PUBLISHED = 1.5e-4;
  const windows = Array.from({ length: 11 }, (_, window) => window);

  it('T-10 is 50 guesses at 2 codes of 1,000,000 by default: 1 in 10,000', () => {
    expect(mostFailures(6, 1)).toBe(50);
    let chance = 0;
    for (let guess = 1; guess <= mostFailures(6, 1); guess += 1) chance += 2 / 1_000_000;
    expect(chance).toBeCloseTo(1e-4, 12);
  });

  it.each(windows)('T-10 stays within what is published for a window of %s', async (codeValidWindow) => {
    for (const digits of [6, 7, 8] as const) {
      const { secret, state, clock, operatorId, secretProvider } = credential();
      const reached = comparisonsWith(secret);
      const verifier = new TOTPVerifier({ digits, codeValidWindow, secretProvider });
      for (let attempt = 0; attempt < 60; attempt += 1) {
        clock.setWall(NOW + attempt * 3600 * SECOND);
        const [code = ''] = wrongCodes(secret, clock, 1, { digits }, codeValidWindow);
        await verifier.verify({ operatorId, code, state, clock });
      }
      // Each comparison is with one code of the window.
      const chance = reached() / 10 ** digits;
      expect(chance).toBeGreaterThan(0);
      expect(chance).toBeLessThanOrEqual(PUBLISHED * (1 + 1e-9));
    }
  });
});

describe('options', () => {
  const make = (lockout: unknown, more: object = {}): unknown =>
    Reflect.construct(TOTPVerifier, [{ secretProvider: () => undefined, lockout, ...more }]);

  it.each([
    [{ threshold: 0 }, /threshold must be an integer from 1 to 5/],
    [{ threshold: 6 }, /threshold must be an integer from 1 to 5/],
    [{ waitSeconds: 29 }, /waitSeconds must be an integer from 30 to 3600/],
    [{ longestWaitSeconds: 60 }, /longestWaitSeconds must be an integer from 3600 to 86400/],
    [{ disableAfter: 51 }, /disableAfter must be an integer from 1 to 50, not 51/],
    [{ disableAfter: Number.POSITIVE_INFINITY }, /disableAfter must be an integer from 1 to 50/],
    [{ enabled: false }, /no option "enabled"/],
    [false, /lockout must be a plain object/],
    [null, /lockout must be a plain object/],
  ])('T-10 cannot be loosened by %j', (lockout, message) => {
    expect(() => make(lockout)).toThrow(message);
  });

  it('T-10 allow fewer failures where the window is wide', () => {
    expect(() => make({ disableAfter: 14 }, { codeValidWindow: 10 })).toThrow(
      /disableAfter must be an integer from 1 to 13/,
    );
    expect(() => make({ disableAfter: 13 }, { codeValidWindow: 10 })).not.toThrow();
  });

  it('T-10 can be made stricter', async () => {
    const { secret, state, clock, operatorId, secretProvider } = credential();
    const lockout = { threshold: 2, waitSeconds: 600, longestWaitSeconds: 7200, disableAfter: 3 };
    const verifier = new TOTPVerifier({ secretProvider, lockout });
    const fail = () => verifier.verify({ operatorId, code: wrongCode(secret, clock), state, clock });
    expect(await fail()).toEqual({ status: 'wrong' });
    expect(await fail()).toEqual({ status: 'wrong' });
    expect(await fail()).toEqual({ status: 'locked', until: NOW + 600 * SECOND });
    clock.setWall(NOW + 600 * SECOND);
    expect(await fail()).toEqual({ status: 'wrong' });
    expect(await fail()).toEqual({ status: 'disabled' });
  });
});
