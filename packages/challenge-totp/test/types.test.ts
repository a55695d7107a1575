import type { ChallengeProtocol } from '@attesta/core';
import { describe, expectTypeOf, it } from 'vitest';
import {
  beginEnrollment,
  type confirmEnrollment,
  type SecretProvider,
  TOTPChallenge,
  type TOTPChallengeOptions,
  type TOTPOutcome,
  TOTPVerifier,
} from '../src/index.js';

// Checked by the compiler: `npm run check` fails where one of these lines is right after all.
describe('types', () => {
  const secretProvider = (): undefined => undefined;
  const never = (): boolean => false;

  it('T-13 guardrails are no option', () => {
    if (never()) {
      // @ts-expect-error
      new TOTPVerifier({ secretProvider, guardrails: {} });
      // @ts-expect-error
      new TOTPChallenge({ secretProvider, guardrails: {} });
      // @ts-expect-error
      beginEnrollment({ operatorId: 'ada', issuer: 'Acme', guardrails: {} });
      // @ts-expect-error
      new TOTPVerifier({ secretProvider, lockout: { enabled: false } });
    }
  });

  it('T-18 what codes are made of is closed', () => {
    if (never()) {
      // @ts-expect-error
      new TOTPVerifier({ secretProvider, digits: 5 });
      // @ts-expect-error
      new TOTPVerifier({ secretProvider, algorithm: 'md5' });
      // @ts-expect-error
      new TOTPVerifier({});
      // @ts-expect-error
      new TOTPVerifier();
    }
  });

  it('N-14 no attempt without an operator, a store and a clock; no pass without looking', () => {
    expectTypeOf<Parameters<TOTPVerifier['verify']>[0]>().toHaveProperty('operatorId').toEqualTypeOf<string>();
    expectTypeOf<Parameters<typeof confirmEnrollment>[0]>().toHaveProperty('state');
    if (never()) {
      const verifier = new TOTPVerifier({ secretProvider });
      // @ts-expect-error
      void verifier.verify({ code: '123456' });
      // @ts-expect-error
      const outcome: TOTPOutcome = { status: 'approved' };
      // @ts-expect-error
      const ok: TOTPOutcome = { status: 'ok' };
      void [outcome, ok];
    }
  });

  it('a challenge is a challenge, and a provider may be synchronous or not', () => {
    expectTypeOf<TOTPChallenge>().toExtend<ChallengeProtocol>();
    expectTypeOf<TOTPChallengeOptions['maxAttempts']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<(operatorId: string) => string>().toExtend<SecretProvider>();
    expectTypeOf<(operatorId: string) => Promise<string | null>>().toExtend<SecretProvider>();
    expectTypeOf<() => undefined>().toExtend<SecretProvider>();
    expectTypeOf<() => Uint8Array>().not.toExtend<SecretProvider>();
  });
});
