import type { ChallengeResult } from '@attesta/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { codeAt, credential, stepAt, wrongCode } from './codes.js';

const POLLUTION: Readonly<Record<string, unknown>> = {
  passed: true,
  approved: true,
  verdict: 'approved',
  challengeType: 'auto_approve',
  // Long: the test runner itself falls for a short one when it imports.
  timeout: 600_000,
  timeoutSeconds: 1,
  afterTimeStep: 0,
  guardrails: { MIN_SECRET_BYTES: 1 },
  hooks: { encodeToken: () => '123456', validateToken: () => {}, truncateDigest: () => 123456 },
  epochTolerance: 2940,
  counterTolerance: 99,
  strategy: 'hotp',
  counter: 0,
  epoch: 0,
  t0: 0,
  algorithm: 'sha512',
  digits: 8,
  period: 60,
  codeValidWindow: 10,
  maxAttempts: 10,
  lockout: { disableAfter: 1 },
  threshold: 1,
  disableAfter: 1,
  lastStep: null,
  failures: 0,
  lockedUntil: 0,
  totalFailures: 0,
  operatorId: 'mallory',
  issuer: 'Mallory',
  secret: '',
  valid: true,
  status: 'ok',
  stop: 'cancelled',
  signal: AbortSignal.abort(),
};

afterEach(() => vi.resetModules());

function pollute(): void {
  for (const [name, value] of Object.entries(POLLUTION)) {
    Object.defineProperty(Object.prototype, name, { value, configurable: true, enumerable: true, writable: true });
  }
}

function clean(): void {
  for (const name of Object.keys(POLLUTION)) Reflect.deleteProperty(Object.prototype, name);
}

/** What the package answers to a fixed list of attempts. */
async function behaviour(whilePolluted: boolean, importPolluted: boolean): Promise<unknown> {
  vi.resetModules();
  const { createSession, sampleContext, sampleRisk, scriptedInteraction } = await import('@attesta/testing');
  if (importPolluted) pollute();
  try {
    const { beginEnrollment, confirmEnrollment, TOTPChallenge, TOTPVerifier } = await import('../src/index.js');
    clean();
    const { secret, state, clock, operatorId, secretProvider } = credential();
    const [wrong, right, old, future] = [
      wrongCode(secret, clock),
      ...[0, -2, 1].map((offset) => codeAt(secret, clock, offset)),
    ];
    const session = createSession({
      interaction: scriptedInteraction({ code: wrong ?? '' }),
      clock,
      state,
      operator: { id: 'grace' },
    });
    const bare = createSession({ interaction: scriptedInteraction({ code: '123456' }), clock, state });
    const context = sampleContext();
    const risk = sampleRisk();
    if (whilePolluted) pollute();
    const verifier = new TOTPVerifier({ secretProvider });
    const challenge = new TOTPChallenge({ secretProvider });
    const outcomes: unknown[] = [];
    for (const code of ['123456', wrong, old, future, right, right]) {
      outcomes.push({ ...(await verifier.verify({ operatorId, code: code ?? '', state, clock })) });
    }
    const short = new TOTPVerifier({ secretProvider: () => 'ABCDEFGH' });
    outcomes.push({ ...(await short.verify({ operatorId: 'lin', code: '123456', state, clock })) });
    const results: ChallengeResult[] = [
      await challenge.present(context, risk, session),
      await challenge.present(context, risk, bare),
      await challenge.present(context, risk),
    ];
    const { uri, secret: made } = beginEnrollment({ operatorId: 'kim', issuer: 'Acme' });
    const confirmed = { ...(await confirmEnrollment({ operatorId: 'kim', secret, code: right ?? '', state, clock })) };
    const stored = await state.list('');
    clean();
    return {
      outcomes,
      results: results.map(({ passed, verdict, challengeType, details }) => ({
        passed,
        verdict,
        challengeType,
        details: { ...details },
      })),
      timeoutSeconds: challenge.timeoutSeconds,
      uri: uri.replace(made, 'SECRET'),
      confirmed,
      stored,
    };
  } finally {
    clean();
  }
}

describe('a polluted Object.prototype', () => {
  it('N-08 changes nothing, whether it was polluted before the import or after', async () => {
    const sound = await behaviour(false, false);
    const step = stepAt(credential().clock.wall());
    expect(sound).toMatchObject({
      outcomes: [
        { status: 'wrong' },
        { status: 'wrong' },
        { status: 'wrong' },
        { status: 'wrong' },
        { status: 'ok', step },
        { status: 'replay' },
        { status: 'secret_unusable' },
      ],
      results: [
        { passed: false, verdict: 'denied', challengeType: 'confirm', details: { reason: 'max attempts exceeded' } },
        { passed: false, verdict: 'denied', details: { reason: 'the renderer names no operator' } },
        { passed: false, verdict: 'denied' },
      ],
      uri: 'otpauth://totp/Acme:kim?secret=SECRET&issuer=Acme',
      confirmed: { status: 'ok', step },
    });
    expect(await behaviour(true, false)).toEqual(sound);
    expect(await behaviour(false, true)).toEqual(sound);
    expect(await behaviour(true, true)).toEqual(sound);
  });

  it('N-08 was polluted by this test at all', () => {
    pollute();
    const seen = Reflect.get({}, 'passed');
    clean();
    expect(seen).toBe(true);
    expect(Reflect.get({}, 'passed')).toBeUndefined();
  });
});
