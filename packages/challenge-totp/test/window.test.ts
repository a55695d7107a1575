import { MemoryStateStore } from '@attesta/core';
import { fakeClock } from '@attesta/testing';
import { NobleCryptoPlugin } from 'otplib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TOTPVerifier } from '../src/index.js';
import { codeAt, codeOf, credential, NOW, rfcKey, secretOf, stepAt, wrongCode } from './codes.js';

afterEach(() => vi.restoreAllMocks());

describe('the window', () => {
  const secret = secretOf('window');
  const cells = [0, 1, 2].flatMap((window) =>
    [-3, -2, -1, 0, 1, 2, 3].flatMap((offset) => [0, 1, 29].map((second) => ({ window, offset, second }))),
  );

  it('T-07 is proved on 63 cells with a code of its own for each step', () => {
    expect(cells).toHaveLength(63);
    expect(new Set([-3, -2, -1, 0, 1, 2, 3].map((offset) => codeOf(secret, stepAt(NOW) + offset))).size).toBe(7);
  });

  it.each(cells)('T-07 window $window, step $offset, second $second', async ({ window, offset, second }) => {
    const clock = fakeClock({ now: NOW + second * 1000 });
    const verifier = new TOTPVerifier({ secretProvider: () => secret, codeValidWindow: window });
    const code = codeOf(secret, stepAt(NOW) + offset);
    const outcome = await verifier.verify({ operatorId: 'ada', code, state: new MemoryStateStore(), clock });
    const isInside = offset <= 0 && offset >= -window;
    expect(outcome).toEqual(isInside ? { status: 'ok', step: stepAt(NOW) + offset } : { status: 'wrong' });
  });

  it.each([-1, 0.5, 11, Number.NaN, '1'])('T-07 refuses a window of %s', (codeValidWindow) => {
    const options: object = { secretProvider: () => secret, codeValidWindow };
    expect(() => Reflect.construct(TOTPVerifier, [options])).toThrow(/codeValidWindow must be an integer from 0 to 10/);
  });
});

describe('the first step of 1970', () => {
  it('T-07 has none before it, whatever the window', async () => {
    const secret = secretOf('window');
    const clock = fakeClock({ now: 0 });
    const verifier = new TOTPVerifier({ secretProvider: () => secret, codeValidWindow: 10 });
    const attempt = { operatorId: 'ada', code: codeAt(secret, clock), state: new MemoryStateStore(), clock };
    expect(await verifier.verify(attempt)).toEqual({ status: 'ok', step: 0 });
  });
});

describe('neighbouring steps with one code', () => {
  const secret = rfcKey(20);
  const [older, newer] = [910737, 910738];
  const verifier = new TOTPVerifier({ secretProvider: () => secret });
  const verify = (state: MemoryStateStore, step: number, code: string) =>
    verifier.verify({ operatorId: 'ada', code, state, clock: fakeClock({ now: step * 30_000 }) });

  it('T-05 exist: the RFC key has 911617 for two steps in a row', () => {
    expect(codeOf(secret, older)).toBe('911617');
    expect(codeOf(secret, newer)).toBe('911617');
  });

  it('T-05 pass once as the newer step, then are refused for as long as the window holds one', async () => {
    const state = new MemoryStateStore();
    expect(await verify(state, newer, '911617')).toEqual({ status: 'ok', step: newer });
    expect(await verify(state, newer, '911617')).toEqual({ status: 'replay' });
    expect(await verify(state, newer + 1, '911617')).toEqual({ status: 'replay' });
  });

  it('T-05 pass once as the older step, then are refused as the newer', async () => {
    const state = new MemoryStateStore();
    expect(await verify(state, older, '911617')).toEqual({ status: 'ok', step: older });
    expect(await verify(state, newer, '911617')).toEqual({ status: 'replay' });
    expect(await verify(state, newer + 1, codeOf(secret, newer + 1))).toMatchObject({ status: 'ok' });
  });
});

describe('T-22 the work', () => {
  const cases = ['hit', 'oldest', 'miss', 'replay', 'malformed', 'unknown', 'unusable', 'locked', 'behind'] as const;

  it.each(cases.flatMap((name) => [0, 1, 2, 10].map((window) => ({ name, window }))))(
    'T-22 is $window + 1 HMACs for: $name',
    async ({ name, window }) => {
      const { secret, state, clock, operatorId } = credential();
      const step = stepAt(NOW);
      const records = {
        replay: { lastStep: step, failures: 0, lockedUntil: 0, totalFailures: 0 },
        locked: { lastStep: null, failures: 5, lockedUntil: NOW + 1, totalFailures: 5 },
        behind: { lastStep: step + 1, failures: 0, lockedUntil: 0, totalFailures: 0 },
      };
      if (name in records) await state.compareAndSet('totp/ada', 0, records[name as keyof typeof records]);
      const secrets: Partial<Record<string, string>> = { unknown: '', unusable: 'no base32' };
      const verifier = new TOTPVerifier({
        secretProvider: () => secrets[name] ?? secret,
        codeValidWindow: window,
      });
      const codes: Partial<Record<string, string>> = {
        oldest: codeAt(secret, clock, -window),
        miss: wrongCode(secret, clock),
        malformed: '12 34',
      };
      const code = codes[name] ?? codeAt(secret, clock);
      const hmac = vi.spyOn(NobleCryptoPlugin.prototype, 'hmac');
      const { status } = await verifier.verify({ operatorId, code, state, clock });
      expect(status).toBe(
        {
          hit: 'ok',
          oldest: 'ok',
          miss: 'wrong',
          replay: 'replay',
          malformed: 'malformed',
          unknown: 'secret_not_found',
          unusable: 'secret_unusable',
          locked: 'locked',
          behind: 'clock_behind_watermark',
        }[name],
      );
      expect(hmac).toHaveBeenCalledTimes(window + 1);
    },
  );
});
