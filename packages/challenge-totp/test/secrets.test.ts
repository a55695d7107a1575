import { MemoryStateStore, type StateStore } from '@attesta/core';
import { createSession, faultyStateStore, sampleContext, sampleRisk, scriptedInteraction } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { generateTOTPKey, TOTPChallenge, TOTPSecrets, TOTPVerifier } from '../src/index.js';
import { codeAt, NOW, stepAt, wrongCode, wrongCodes } from './codes.js';
import { enrolled, totpFixture } from './totp-fixture.js';

describe('enrolling', () => {
  it('T-03 puts a secret into use with its first code, which is spent by that', async () => {
    const { secrets, verifier, state, clock } = totpFixture();
    const { secret, uri } = await secrets.beginEnrollment('ada');
    expect(uri).toBe(`otpauth://totp/Attesta:ada?secret=${secret}&issuer=Attesta`);
    const code = codeAt(secret, clock);
    expect(await verifier.verify({ operatorId: 'ada', code, state, clock })).toEqual({ status: 'secret_not_found' });

    expect(await secrets.confirmEnrollment('ada', code)).toEqual({ status: 'ok', step: stepAt(NOW) });
    expect(await verifier.verify({ operatorId: 'ada', code, state, clock })).toEqual({ status: 'replay' });
    clock.setWall(NOW + 30_000);
    const next = { operatorId: 'ada', code: codeAt(secret, clock), state, clock };
    expect(await verifier.verify(next)).toMatchObject({ status: 'ok' });
  });

  it('passes a challenge through the provider, which may be taken off', async () => {
    const parts = totpFixture();
    const { secretProvider } = parts.secrets;
    const secret = await enrolled(parts, 'ada');
    const interaction = scriptedInteraction([codeAt(secret, parts.clock)]);
    const session = createSession({ interaction, clock: parts.clock, state: parts.state, operator: { id: 'ada' } });
    const result = await new TOTPChallenge({ secretProvider }).present(sampleContext(), sampleRisk(), session);
    expect(result).toMatchObject({ passed: true, responder: 'ada' });
  });

  it('leaves the older secret in use until the first code of the new one', async () => {
    const parts = totpFixture();
    const { secrets, verifier, state, clock } = parts;
    const old = await enrolled(parts, 'ada');
    const { secret } = await secrets.beginEnrollment('ada');
    expect(await secrets.find('ada')).toMatchObject({ status: 'active', isReplacing: true });
    expect(await verifier.verify({ operatorId: 'ada', code: codeAt(old, clock), state, clock })).toMatchObject({
      status: 'ok',
    });
    clock.setWall(clock.wall() + 30_000);
    expect(await secrets.confirmEnrollment('ada', codeAt(secret, clock))).toMatchObject({ status: 'ok' });
    expect(await secrets.find('ada')).toMatchObject({ status: 'active', isReplacing: false });
    clock.setWall(clock.wall() + 30_000);
    const [code, stale] = [codeAt(secret, clock), codeAt(old, clock)];
    expect(await verifier.verify({ operatorId: 'ada', code: stale, state, clock })).toEqual({ status: 'wrong' });
    expect(await verifier.verify({ operatorId: 'ada', code, state, clock })).toMatchObject({ status: 'ok' });
  });

  it('takes the first code of the newest pending secret only', async () => {
    const { secrets, clock } = totpFixture();
    const first = await secrets.beginEnrollment('ada');
    const second = await secrets.beginEnrollment('ada');
    expect(await secrets.confirmEnrollment('ada', codeAt(first.secret, clock))).toEqual({ status: 'wrong' });
    expect(await secrets.confirmEnrollment('ada', codeAt(second.secret, clock))).toMatchObject({ status: 'ok' });
    expect(await secrets.confirmEnrollment('ada', codeAt(second.secret, clock))).toEqual({
      status: 'secret_not_found',
    });
  });

  it('does not put a secret into use that was replaced while its code was looked at', async () => {
    const { state, clock, key, secrets } = totpFixture();
    const first = await secrets.beginEnrollment('ada');
    const late = withHook(state, 'totp/ada', async () => void (await secrets.beginEnrollment('ada')));
    const slow = new TOTPSecrets({ state: late, clock, key });
    expect(await slow.confirmEnrollment('ada', codeAt(first.secret, clock))).toEqual({ status: 'unavailable' });
    expect(await secrets.find('ada')).toMatchObject({ status: 'pending' });
  });

  it('T-04 of two confirmations with one code takes one', async () => {
    const { secrets, clock } = totpFixture();
    const { secret } = await secrets.beginEnrollment('ada');
    const code = codeAt(secret, clock);
    const outcomes = await Promise.all([
      secrets.confirmEnrollment('ada', code),
      secrets.confirmEnrollment('ada', code),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['ok', 'replay']);
  });

  it('counts wrong first codes, and none where nothing is pending', async () => {
    const { secrets, clock, state } = totpFixture();
    const { secret } = await secrets.beginEnrollment('ada');
    for (const code of wrongCodes(secret, clock, 5)) {
      expect(await secrets.confirmEnrollment('ada', code)).toEqual({ status: 'wrong' });
    }
    expect(await secrets.confirmEnrollment('ada', codeAt(secret, clock))).toEqual({
      status: 'locked',
      until: NOW + 30_000,
    });
    expect(await secrets.confirmEnrollment('lin', '123456')).toEqual({ status: 'secret_not_found' });
    expect((await state.list('totp/')).map(({ key }) => key)).toEqual(['totp/ada']);
  });

  it('has the settings of codes that the challenge has', async () => {
    const { state, clock, key } = totpFixture();
    const kind = { algorithm: 'sha256', digits: 8, period: 60 } as const;
    const secrets = new TOTPSecrets({ state, clock, key, issuer: 'Acme', ...kind });
    const { secret, uri } = await secrets.beginEnrollment('ada');
    expect(uri).toBe(`otpauth://totp/Acme:ada?secret=${secret}&issuer=Acme&algorithm=SHA256&digits=8&period=60`);
    expect(await secrets.confirmEnrollment('ada', codeAt(secret, clock, 0, kind))).toMatchObject({ status: 'ok' });
  });

  it.each(['', 'ad\u202ea', 'ad\u0430', '\u200b', '---', 'a'.repeat(257), 7, undefined])(
    'refuses an id that does not tell one person from others: %j',
    async (operatorId) => {
      const { secrets, state } = totpFixture();
      await expect(Reflect.apply(secrets.beginEnrollment, secrets, [operatorId])).rejects.toMatchObject({
        code: 'invalid_option',
      });
      expect(await state.list('')).toEqual([]);
    },
  );

  it('records an enrollment and a removal, before they take effect', async () => {
    const parts = totpFixture();
    await enrolled(parts, 'ada');
    expect(await parts.secrets.remove('ada')).toBe(true);
    expect(parts.auditLog.events).toEqual([
      { kind: 'event', at: NOW, event: 'enrollment', details: { challenge: 'totp', operatorId: 'ada', version: 1 } },
      { kind: 'event', at: NOW + 30_000, event: 'removal', details: { challenge: 'totp', operatorId: 'ada' } },
    ]);
  });

  it('does nothing that the log does not take', async () => {
    const { state, clock, key } = totpFixture();
    for (const record of [() => Promise.reject(new Error('full')), async () => '']) {
      const secrets = new TOTPSecrets({ state, clock, key, auditLog: { record } });
      const { secret } = await secrets.beginEnrollment('ada');
      expect(await secrets.confirmEnrollment('ada', codeAt(secret, clock))).toEqual({ status: 'unavailable' });
      expect(await secrets.find('ada')).toMatchObject({ status: 'pending' });
      await expect(secrets.remove('ada')).rejects.toMatchObject({ code: 'not_recorded' });
      expect(await secrets.find('ada')).toMatchObject({ status: 'pending' });
      clock.setWall(clock.wall() + 30_000);
    }
  });
});

describe('removing', () => {
  it('T-11 takes the secret away and leaves failures, lock and the last code used', async () => {
    const parts = totpFixture();
    const { secrets, verifier, state, clock } = parts;
    const old = await enrolled(parts, 'ada');
    for (const code of wrongCodes(old, clock, 5)) await verifier.verify({ operatorId: 'ada', code, state, clock });
    const before = await state.get('totp/ada');
    expect(await secrets.remove('ada')).toBe(true);
    expect(await secrets.remove('ada')).toBe(false);
    expect(await secrets.find('ada')).toBeUndefined();
    expect(await state.get('totp/ada')).toEqual(before);

    const { secret } = await secrets.beginEnrollment('ada');
    const until = clock.wall() + 30_000;
    expect(await secrets.confirmEnrollment('ada', codeAt(secret, clock))).toEqual({ status: 'locked', until });
    expect(await state.get('totp/ada')).toEqual(before);
  });

  it('says when the record was changed at the same time', async () => {
    const { state, clock, key, secrets } = totpFixture();
    await secrets.beginEnrollment('ada');
    const slow = new TOTPSecrets({
      state,
      clock,
      key,
      auditLog: { record: async () => `${(await secrets.beginEnrollment('ada')).operatorId}-1` },
    });
    await expect(slow.remove('ada')).rejects.toMatchObject({ code: 'unavailable' });
    expect(await secrets.find('ada')).toMatchObject({ status: 'pending' });
  });
});

describe('listing', () => {
  it('tells of each operator how they stand, in order of id, over pages', async () => {
    const parts = totpFixture();
    const { secrets, verifier, state, clock } = parts;
    for (let number = 0; number < 205; number += 1)
      await secrets.beginEnrollment(`op-${String(number).padStart(3, '0')}`);
    const secret = await enrolled(parts, 'ada');
    for (const code of wrongCodes(secret, clock, 5)) await verifier.verify({ operatorId: 'ada', code, state, clock });
    const list = await secrets.list();
    expect(list).toHaveLength(206);
    expect(list.map(({ operatorId }) => operatorId)).toEqual(list.map(({ operatorId }) => operatorId).sort());
    expect(list[0]).toEqual({
      operatorId: 'ada',
      status: 'active',
      isReplacing: false,
      enrolledAt: NOW,
      keyId: parts.key.split(':')[0],
      failures: 5,
      barrier: { status: 'locked', until: clock.wall() + 30_000 },
    });
    expect(list[1]).toMatchObject({ operatorId: 'op-000', status: 'pending', failures: 0, barrier: undefined });
  });

  it('tells of a damaged record, which stays as it is until somebody enrols anew', async () => {
    const { secrets, state } = totpFixture();
    for (const [index, value] of [null, 'x', [], {}, { active: 1 }, { active: { version: 1 } }].entries()) {
      await state.compareAndSet(`totp-secret/op-${index}`, 0, value);
    }
    const list = await secrets.list();
    expect(list.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 'unreadable'));
    expect(await secrets.reencrypt()).toEqual({ reencrypted: 0, unreadable: list.map(({ operatorId }) => operatorId) });
    await secrets.beginEnrollment('op-3');
    expect(await secrets.find('op-3')).toMatchObject({ status: 'pending' });
    expect(await secrets.remove('op-4')).toBe(true);
  });
});

describe('a store that fails', () => {
  it.each(['get', 'compareAndSet', 'delete', 'list'] as const)('is told of: %s', async (broken) => {
    const { state, clock, key, secrets } = totpFixture();
    await secrets.beginEnrollment('ada');
    const faulty = faultyStateStore(state, (operation) => (operation === broken ? 'rejects' : undefined));
    const lame = new TOTPSecrets({ state: faulty, clock, key });
    const work: Readonly<Record<typeof broken, () => Promise<unknown>>> = {
      get: () => lame.find('ada'),
      compareAndSet: () => lame.beginEnrollment('ada'),
      delete: () => lame.remove('ada'),
      list: () => lame.list(),
    };
    await expect(work[broken]()).rejects.toThrow(`faultyStateStore: ${broken} fails`);
  });

  it('counts as hanging after 10 seconds', async () => {
    const { state, clock, key } = totpFixture();
    const secrets = new TOTPSecrets({ state: faultyStateStore(state, () => 'hangs'), clock, key });
    const found = expect(secrets.find('ada')).rejects.toMatchObject({ code: 'unavailable' });
    await clock.advance(10_000);
    await found;
    expect(clock.pending).toBe(0);
  });

  it('T-12 denies a right code, and counts it where it can', async () => {
    const parts = totpFixture();
    const secret = await enrolled(parts, 'ada');
    const { state, clock, key } = parts;
    const faulty = faultyStateStore(state, (_operation, key) =>
      key.startsWith('totp-secret/') ? 'rejects' : undefined,
    );
    const { secretProvider } = new TOTPSecrets({ state: faulty, clock, key });
    const attempt = { operatorId: 'ada', code: codeAt(secret, clock), state, clock };
    expect(await new TOTPVerifier({ secretProvider }).verify(attempt)).toEqual({ status: 'secret_not_found' });
    expect((await state.get('totp/ada'))?.value).toMatchObject({ failures: 1 });
  });

  it('is not asked for ever where somebody else is always first', async () => {
    const { clock, key } = totpFixture();
    const state = Object.assign(new MemoryStateStore(), { compareAndSet: async () => undefined });
    await expect(new TOTPSecrets({ state, clock, key }).beginEnrollment('ada')).rejects.toMatchObject({
      code: 'unavailable',
    });
  });
});

describe('options', () => {
  it.each([
    [{ state: undefined }, /state is required/],
    [{ state: {} }, /state must be an object with get, compareAndSet, delete, list/],
    [{ key: undefined }, /key is required/],
    [{ key: 5 }, /key must be a text, not 5/],
    [{ issuer: 'a:b' }, /issuer must be/],
    [{ auditLog: {} }, /auditLog must be an object with record/],
    [{ clock: {} }, /clock must be an object with/],
    [{ guardrails: {} }, /no option "guardrails"/],
    [{ digits: 5 }, /digits must be/],
    [{ lockout: { disableAfter: 51 } }, /disableAfter must be/],
  ])('are refused: %j', (options, message) => {
    const whole: object = { state: new MemoryStateStore(), key: generateTOTPKey(), ...options };
    expect(() => Reflect.construct(TOTPSecrets, [whole])).toThrow(message);
  });
});

describe('who is not enrolled', () => {
  it('T-10 is counted and locked like everybody else', async () => {
    const { verifier, state, clock, secrets } = totpFixture();
    const { secret } = await secrets.beginEnrollment('pending');
    for (const operatorId of ['nobody', 'pending']) {
      const attempt = { operatorId, code: wrongCode(secret, clock), state, clock };
      for (let failure = 1; failure <= 5; failure += 1) {
        expect(await verifier.verify(attempt)).toEqual({ status: 'secret_not_found' });
      }
      expect(await verifier.verify(attempt)).toMatchObject({ status: 'locked' });
    }
  });
});

/** The store, with something happening once a key is written. */
function withHook(state: MemoryStateStore, key: string, hook: () => Promise<void>): StateStore {
  return Object.assign(Object.create(state), {
    get: (name: string) => state.get(name),
    async compareAndSet(...args: Parameters<StateStore['compareAndSet']>) {
      const version = await state.compareAndSet(...args);
      if (args[0] === key) await hook();
      return version;
    },
    delete: (...args: Parameters<StateStore['delete']>) => state.delete(...args),
    list: (...args: Parameters<StateStore['list']>) => state.list(...args),
  });
}
