import { AttestaError } from '@attesta/core';
import { createSession, sampleContext, sampleRisk, scriptedInteraction } from '@attesta/testing';
import { ScureBase32Plugin } from 'otplib';
import { describe, expect, it } from 'vitest';
import { beginEnrollment, confirmEnrollment, generateTOTPSecret, TOTPChallenge, TOTPVerifier } from '../src/index.js';
import { base32, codeAt, credential, NOW, secretOf, stepAt, wrongCode, wrongCodes } from './codes.js';

describe('a new secret', () => {
  it('T-13 has 160 bits, and is another one each time', () => {
    const secrets = Array.from({ length: 200 }, generateTOTPSecret);
    for (const secret of secrets) {
      expect(secret).toMatch(/^[A-Z2-7]{32}$/);
      expect(new ScureBase32Plugin().decode(secret)).toHaveLength(20);
    }
    expect(new Set(secrets).size).toBe(200);
    // Each of the 160 bits is drawn: over 200 secrets none stays the same.
    const bytes = secrets.map((secret) => new ScureBase32Plugin().decode(secret));
    for (let bit = 0; bit < 160; bit += 1) {
      const drawn = bytes.map((each) => ((each[bit >> 3] ?? 0) >> (bit & 7)) & 1);
      expect(new Set(drawn).size).toBe(2);
    }
  });

  it('comes with an otpauth URI that an authenticator reads', () => {
    const { operatorId, secret, uri } = beginEnrollment({ operatorId: 'ada', issuer: 'Acme' });
    expect(operatorId).toBe('ada');
    expect(uri).toBe(`otpauth://totp/Acme:ada?secret=${secret}&issuer=Acme`);
  });

  it('says how its codes are made where that is not the default', () => {
    const { secret, uri } = beginEnrollment({
      operatorId: 'ada',
      issuer: 'Acme',
      algorithm: 'sha256',
      digits: 8,
      period: 60,
    });
    expect(uri).toBe(`otpauth://totp/Acme:ada?secret=${secret}&issuer=Acme&algorithm=SHA256&digits=8&period=60`);
  });

  it.each([
    ['ada@example.com', 'Acme & Söhne'],
    ['a/b?secret=x&issuer=y#z', '100% Acme?'],
    ['line\nfeed \u202e', 'Acme\u0000'],
    ['tenant:ada', 'Acme'],
    ['漢字', '会社'],
  ])('escapes the names %j and %j', (operatorId, issuer) => {
    const { secret, uri } = beginEnrollment({ operatorId, issuer });
    expect(uri).toMatch(/^otpauth:\/\/totp\/[\x21-\x7e]+$/);
    const parsed = new URL(uri);
    expect(decodeURIComponent(parsed.pathname.slice(1))).toBe(`${issuer}:${operatorId}`);
    expect([...parsed.searchParams]).toEqual([
      ['secret', secret],
      ['issuer', issuer],
    ]);
    expect(parsed.hash).toBe('');
  });

  it.each([
    [{ operatorId: '', issuer: 'Acme' }, /operatorId must be/],
    [{ operatorId: 'ada', issuer: '' }, /issuer must be a text of 1 to 256 characters without a colon/],
    [{ operatorId: 'ada', issuer: 'Acme: prod' }, /issuer must be/],
    [{ operatorId: 'ada', issuer: '\ud800' }, /issuer must be/],
    [{ operatorId: 'ada' }, /issuer is required/],
    [{ operatorId: 'ada', issuer: 'Acme', digits: 1 }, /digits must be/],
    [{ operatorId: 'ada', issuer: 'Acme', guardrails: {} }, /no option "guardrails"/],
    [{ operatorId: 'ada', issuer: 'Acme', secret: secretOf('ada') }, /no option "secret"/],
  ])('is refused for wrong options: %j', (options, message) => {
    expect(() => Reflect.apply(beginEnrollment, undefined, [options])).toThrow(message);
  });

  it('T-15 does not show when the enrollment is printed', () => {
    const enrollment = beginEnrollment({ operatorId: 'ada', issuer: 'Acme' });
    expect(JSON.stringify({ enrollment, copy: { ...enrollment } })).toBe('{"enrollment":{},"copy":{}}');
  });
});

describe('confirming', () => {
  it('spends the first code, which then approves nothing', async () => {
    const { state, clock, operatorId } = credential();
    const { secret } = beginEnrollment({ operatorId, issuer: 'Acme' });
    const code = codeAt(secret, clock);
    const outcome = await confirmEnrollment({ operatorId, secret, code, state, clock });
    expect(outcome).toEqual({ status: 'ok', step: stepAt(NOW) });

    const challenge = new TOTPChallenge({ secretProvider: () => secret, maxAttempts: 1 });
    const present = (answer: string) => {
      const interaction = scriptedInteraction([answer]);
      const session = createSession({ interaction, clock, state, operator: { id: operatorId } });
      return challenge.present(sampleContext(), sampleRisk(), session);
    };
    expect((await present(code)).details).toMatchObject({ reason: 'replay' });
    clock.setWall(NOW + 30_000);
    expect((await present(codeAt(secret, clock))).passed).toBe(true);
  });

  it('takes the settings that the challenge will have', async () => {
    const { state, clock, operatorId } = credential();
    const kind = { algorithm: 'sha512', digits: 8, period: 60 } as const;
    const { secret } = beginEnrollment({ operatorId, issuer: 'Acme', ...kind });
    const code = codeAt(secret, clock, 0, kind);
    expect(await confirmEnrollment({ operatorId, secret, code, state, clock })).toEqual({ status: 'malformed' });
    expect(await confirmEnrollment({ operatorId, secret, code, state, clock, ...kind })).toMatchObject({
      status: 'ok',
    });
  });

  it('refuses a wrong code, counts it, and locks', async () => {
    const { state, clock, operatorId } = credential();
    const { secret } = beginEnrollment({ operatorId, issuer: 'Acme' });
    for (const code of wrongCodes(secret, clock, 5)) {
      expect(await confirmEnrollment({ operatorId, secret, code, state, clock })).toEqual({ status: 'wrong' });
    }
    const right = { operatorId, secret, code: codeAt(secret, clock), state, clock };
    expect(await confirmEnrollment(right)).toEqual({ status: 'locked', until: NOW + 30_000 });
  });

  it('T-11 of a new secret lifts no lock and takes no failure away', async () => {
    const { secret: old, state, clock, operatorId, secretProvider } = credential();
    const verifier = new TOTPVerifier({ secretProvider });
    const { secret } = beginEnrollment({ operatorId, issuer: 'Acme' });
    const failures = async (): Promise<unknown> => (await state.get('totp/ada'))?.value;

    for (const code of wrongCodes(old, clock, 4)) await verifier.verify({ operatorId, code, state, clock });
    expect(await confirmEnrollment({ operatorId, secret, code: codeAt(secret, clock), state, clock })).toMatchObject({
      status: 'ok',
    });
    expect(await failures()).toMatchObject({ failures: 4, totalFailures: 4, lastStep: stepAt(NOW) });

    await verifier.verify({ operatorId, code: wrongCode(old, clock), state, clock });
    const locked = { status: 'locked', until: NOW + 30_000 };
    const again = { operatorId, secret, code: codeAt(secret, clock), state, clock };
    expect(await confirmEnrollment(again)).toEqual(locked);
    expect(await new TOTPVerifier({ secretProvider: () => secret }).verify(again)).toEqual(locked);
    expect(await failures()).toMatchObject({ failures: 5, totalFailures: 5 });
  });

  const good = base32(new Uint8Array(20).fill(3));
  it.each([
    base32(new Uint8Array(10).fill(3)),
    base32(new Uint8Array(15).fill(3)),
    base32(new Uint8Array(65).fill(3)),
    '',
    `\u017f${good.slice(1)}`,
    `\u0131${good.slice(1)}`,
    `\u00df${good.slice(2)}`,
    good.replaceAll(/(.{4})/g, '$1 ').trim(),
    `${good}=`,
    `${good}\n`,
  ])('T-13, T-19 refuses the secret %j at registration, with a message that holds nothing of it', async (secret) => {
    const { state, clock, operatorId } = credential();
    const error: unknown = await confirmEnrollment({ operatorId, secret, code: '123456', state, clock }).catch(
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof AttestaError)) throw error;
    expect(error.code).toBe('invalid_option');
    expect(error.message).toBe(
      'confirmEnrollment: secret must be base32 (letters A to Z, digits 2 to 7) of 128 to 512 bits.',
    );
    expect(error.cause).toBeUndefined();
    expect(await state.list('')).toEqual([]);
  });

  it.each([
    [{ guardrails: {} }, /no option "guardrails"/],
    [{ codeValidWindow: 99 }, /codeValidWindow must be/],
    [{ operatorId: 5 }, /operatorId must be/],
    [{ clock: {} }, /clock must be an object with wall, monotonic, after/],
    [{ state: undefined }, /state is required/],
    [{ secret: undefined }, /secret is required/],
  ])('is refused for wrong options: %j', async (options, message) => {
    const { secret, state, clock, operatorId } = credential();
    const whole = { operatorId, secret, code: codeAt(secret, clock), state, clock, ...options };
    await expect(Reflect.apply(confirmEnrollment, undefined, [whole])).rejects.toThrow(message);
  });
});
