import { AttestaError, MemoryStateStore } from '@attesta/core';
import { fakeClock } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { TOTPChallenge, TOTPVerifier, type TOTPVerifierOptions } from '../src/index.js';
import { base32, codeAt, codeOf, credential, NOW, rfcKey, stepAt, wrongCode } from './codes.js';

const HOUR = 3_600_000;

describe('a code', () => {
  it('T-03 is honoured once, by whichever verifier over one store', async () => {
    const { secret, state, clock, operatorId, secretProvider } = credential();
    const code = codeAt(secret, clock);
    const attempt = { operatorId, code, state, clock };
    expect(await new TOTPVerifier({ secretProvider }).verify(attempt)).toEqual({ status: 'ok', step: stepAt(NOW) });
    expect(await new TOTPVerifier({ secretProvider }).verify(attempt)).toEqual({ status: 'replay' });
    expect(await new TOTPVerifier({ secretProvider, codeValidWindow: 2 }).verify(attempt)).toEqual({
      status: 'replay',
    });
  });

  it('T-03 of an older step is refused once a newer one was used', async () => {
    const { secret, state, clock, operatorId, secretProvider } = credential();
    const verifier = new TOTPVerifier({ secretProvider });
    await verifier.verify({ operatorId, code: codeAt(secret, clock), state, clock });
    const older = { operatorId, code: codeAt(secret, clock, -1), state, clock };
    expect(await verifier.verify(older)).toEqual({ status: 'replay' });
  });

  it('T-03 spends nothing of anybody else', async () => {
    const { secret, state, clock, secretProvider } = credential();
    const verifier = new TOTPVerifier({ secretProvider });
    const code = codeAt(secret, clock);
    expect(await verifier.verify({ operatorId: 'ada', code, state, clock })).toMatchObject({ status: 'ok' });
    expect(await verifier.verify({ operatorId: 'grace', code, state, clock })).toMatchObject({ status: 'ok' });
  });

  it('T-17 passes in no other spelling, neither before nor after a success', async () => {
    const { secret, state, clock, operatorId, secretProvider } = credential();
    const verifier = new TOTPVerifier({ secretProvider });
    const code = codeAt(secret, clock);
    const inDigitsFrom = (zero: number): string =>
      code.replaceAll(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)));
    const spellings = [
      ` ${code}`,
      `${code} `,
      `${code}\n`,
      `${code.slice(0, 3)} ${code.slice(3)}`,
      `${code}\u0000`,
      `\u200b${code}`,
      `0${code}`,
      `+${code}`,
      `${code}.0`,
      inDigitsFrom(0x0660), // Arabic-Indic
      inDigitsFrom(0xff10), // full width
      inDigitsFrom(0x1d7ce), // mathematical bold
    ];
    const statuses = async (): Promise<string[]> => {
      const outcomes = [];
      for (const spelling of spellings) {
        await state.delete('totp/grace', (await state.get('totp/grace'))?.version ?? 0);
        outcomes.push((await verifier.verify({ operatorId: 'grace', code: spelling, state, clock })).status);
      }
      return outcomes;
    };
    expect(new Set(await statuses())).toEqual(new Set(['malformed']));
    expect(await verifier.verify({ operatorId, code, state, clock })).toMatchObject({ status: 'ok' });
    for (const spelling of spellings.slice(0, 4)) {
      expect(await verifier.verify({ operatorId, code: spelling, state, clock })).toEqual({ status: 'malformed' });
    }
    expect(await verifier.verify({ operatorId, code, state, clock })).toEqual({ status: 'replay' });
  });
});

describe('what is no code', () => {
  const secret = rfcKey(20);
  const step = 349_495;

  it('T-17 does not pass by what stands in for it: at a step whose code is 000000', async () => {
    expect(codeOf(secret, step)).toBe('000000');
    const clock = fakeClock({ now: step * 30_000 });
    const verifier = new TOTPVerifier({ secretProvider: () => secret });
    for (const code of ['', '0', '00000', '0000000', 'abcdef', '00000o', '-00000']) {
      const { status } = await verifier.verify({ operatorId: 'ada', code, state: new MemoryStateStore(), clock });
      expect(status).toBe('malformed');
    }
  });
});

describe('the clock', () => {
  it('T-08 denies when it is behind the last used step, without counting a failure', async () => {
    const { secret, state, clock, operatorId, secretProvider } = credential();
    const verifier = new TOTPVerifier({ secretProvider });
    await verifier.verify({ operatorId, code: codeAt(secret, clock), state, clock });
    clock.setWall(NOW - HOUR);
    const outcome = await verifier.verify({ operatorId, code: codeAt(secret, clock), state, clock });
    expect(outcome).toEqual({ status: 'clock_behind_watermark' });
    expect(await state.get('totp/ada')).toMatchObject({ value: { lastStep: stepAt(NOW), totalFailures: 0 } });
  });

  it('T-08 is the only source of time: an epoch in the request is ignored', async () => {
    const { secret, state, clock, operatorId, secretProvider } = credential();
    const verifier = new TOTPVerifier({ secretProvider });
    const code = codeAt(secret, clock, -100);
    const request = {
      operatorId,
      code,
      state,
      clock,
      epoch: NOW / 1000 - 3000,
      afterTimeStep: 0,
      now: NOW - 3_000_000,
    };
    expect(await verifier.verify(request)).toEqual({ status: 'wrong' });
    expect(await verifier.verify({ ...request, code: codeAt(secret, clock) })).toMatchObject({ status: 'ok' });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 1e300])('T-12 denies when it says %s', async (wall) => {
    const { state, clock, operatorId, secretProvider } = credential();
    const broken = { ...clock, wall: () => wall };
    const outcome = await new TOTPVerifier({ secretProvider }).verify({
      operatorId,
      code: '123456',
      state,
      clock: broken,
    });
    expect(outcome).toEqual({ status: 'unavailable' });
  });
});

describe('options', () => {
  const secretProvider = (): undefined => undefined;
  const construct = (options: unknown): unknown => Reflect.construct(TOTPVerifier, [options]);
  const challenge = (options: unknown): unknown => Reflect.construct(TOTPChallenge, [options]);

  it.each([0, 1, 5, 9, Number.NaN, '6'])('T-18 refuse digits: %s', (digits) => {
    for (const make of [construct, challenge]) {
      expect(() => make({ secretProvider, digits })).toThrow(/digits must be an integer from 6 to 8/);
    }
  });

  it.each([0, 1, 14, 61, 3600, 29.5, '30'])('T-18 refuse a period of %s', (period) => {
    for (const make of [construct, challenge]) {
      expect(() => make({ secretProvider, period })).toThrow(/period must be an integer from 15 to 60/);
    }
  });

  it.each(['md5', 'SHA1', 'sha384', '', null])('T-18 refuse algorithm: %s', (algorithm) => {
    for (const make of [construct, challenge]) {
      expect(() => make({ secretProvider, algorithm })).toThrow(/algorithm must be one of sha1, sha256, sha512/);
    }
  });

  it('T-18 allow every combination in between', async () => {
    for (const algorithm of ['sha1', 'sha256', 'sha512'] as const) {
      for (const digits of [6, 7, 8] as const) {
        for (const period of [15, 30, 60]) {
          const { secret, state, clock, operatorId, secretProvider: provider } = credential();
          const kind: TOTPVerifierOptions = { secretProvider: provider, algorithm, digits, period };
          const code = codeAt(secret, clock, 0, { algorithm, digits, period });
          expect(code).toHaveLength(digits);
          expect(await new TOTPVerifier(kind).verify({ operatorId, code, state, clock })).toMatchObject({
            status: 'ok',
          });
        }
      }
    }
  });

  it('T-13 include no guardrails', () => {
    for (const make of [construct, challenge]) {
      expect(() => make({ secretProvider, guardrails: { MIN_SECRET_BYTES: 1 } })).toThrow(/no option "guardrails"/);
    }
  });

  it.each([undefined, null, 'secret', 5, {}])('need a secretProvider, which %s is not', (given) => {
    for (const make of [construct, challenge]) {
      expect(() => make({ secretProvider: given })).toThrow(AttestaError);
    }
    expect(() => construct(undefined)).toThrow(/secretProvider is required/);
  });

  it.each(['', 5, null, 'x'.repeat(257), '\ud800'])('refuse the operatorId %j at each call', async (operatorId) => {
    const { state, clock, secretProvider: provider } = credential();
    const attempt = { operatorId, code: '123456', state, clock };
    const call = Reflect.apply(TOTPVerifier.prototype.verify, new TOTPVerifier({ secretProvider: provider }), [
      attempt,
    ]);
    await expect(call).rejects.toThrow(/operatorId must be a text of 1 to 256 characters/);
  });
});

describe('secrets of the provider', () => {
  it.each([16, 20, 32, 64])('T-13 of %s bytes are used', async (length) => {
    const { state, clock, operatorId } = credential();
    const secret = base32(new Uint8Array(length).fill(7));
    const verifier = new TOTPVerifier({ secretProvider: () => secret });
    const attempt = { operatorId, code: codeAt(secret, clock), state, clock };
    expect(await verifier.verify(attempt)).toMatchObject({ status: 'ok' });
  });

  it('T-19 may be written in lower case and with whole padding', async () => {
    const secret = base32(new Uint8Array(16).fill(9));
    const longest = base32(new Uint8Array(64).fill(9));
    for (const spelling of [secret.toLowerCase(), `${secret}======`, `${longest}=`]) {
      const { state, clock, operatorId } = credential();
      const verifier = new TOTPVerifier({ secretProvider: () => spelling });
      const attempt = { operatorId, code: codeAt(spelling.replace(/=+$/, ''), clock), state, clock };
      expect(await verifier.verify(attempt)).toMatchObject({ status: 'ok' });
    }
  });

  it('are looked up afresh for each code', async () => {
    const { secret, state, clock, operatorId } = credential();
    let current: string | undefined;
    const verifier = new TOTPVerifier({ secretProvider: async () => current });
    expect(await verifier.verify({ operatorId, code: wrongCode(secret, clock), state, clock })).toEqual({
      status: 'secret_not_found',
    });
    current = secret;
    expect(await verifier.verify({ operatorId, code: codeAt(secret, clock), state, clock })).toMatchObject({
      status: 'ok',
    });
  });
});
