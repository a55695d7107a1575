import { MemoryStateStore } from '@attesta/core';
import { faultyStateStore } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { TOTPSecrets, TOTPVerifier } from '../src/index.js';
import { codeAt, NOW, stepAt, wrongCode, wrongCodes } from './codes.js';
import { enrolled, type TOTPFixture, totpFixture } from './totp-fixture.js';

const HOUR = 3_600_000;

/** An operator who failed so often. */
async function failed(parts: TOTPFixture, operatorId: string, failures: number): Promise<string> {
  const { verifier, state, clock } = parts;
  const secret = await enrolled(parts, operatorId);
  for (let failure = 0; failure < failures; failure += 1) {
    await verifier.verify({ operatorId, code: wrongCode(secret, clock), state, clock });
    if (failure >= 4) clock.setWall(clock.wall() + HOUR);
  }
  return secret;
}

describe('unlocking', () => {
  it.each([
    ['locked', 5],
    ['disabled', 50],
  ])('T-11 lifts a lock by a second person: %s', async (status, failures) => {
    const parts = totpFixture();
    const { secrets, verifier, state, clock, auditLog } = parts;
    const secret = await failed(parts, 'ada', failures);
    if (status === 'locked') clock.setWall(clock.wall() - HOUR);
    const attempt = () => verifier.verify({ operatorId: 'ada', code: codeAt(secret, clock), state, clock });
    expect(await attempt()).toMatchObject({ status });
    expect(await secrets.unlock('ada', { by: 'grace' })).toEqual({ status: 'ok', failures });
    expect(auditLog.events.at(-1)).toEqual({
      kind: 'event',
      at: clock.wall(),
      event: 'unlock',
      details: { challenge: 'totp', operatorId: 'ada', by: 'grace', failures },
    });
    expect((await state.get('totp/ada'))?.value).toEqual({
      lastStep: stepAt(NOW),
      failures: 0,
      lockedUntil: 0,
      totalFailures: failures,
    });
    expect(await attempt()).toMatchObject({ status: 'ok' });
  });

  it('T-06 leaves the last code used: it is refused afterwards', async () => {
    const { secrets, verifier, state, clock } = totpFixture();
    const { secret } = await secrets.beginEnrollment('ada');
    const code = codeAt(secret, clock);
    await secrets.confirmEnrollment('ada', code);
    for (const wrong of wrongCodes(secret, clock, 5)) {
      await verifier.verify({ operatorId: 'ada', code: wrong, state, clock });
    }
    expect(await secrets.unlock('ada', { by: 'grace' })).toEqual({ status: 'ok', failures: 5 });
    expect(await verifier.verify({ operatorId: 'ada', code, state, clock })).toEqual({ status: 'replay' });
  });

  it.each(['ada', 'ADA', ' ada ', '\uff41\uff44\uff41', 'a\u0301da', 'ad\u200ba', '\u0430da', 'ad\u0251'])(
    'T-11 is refused to the operator themself, under any spelling: %j',
    async (by) => {
      const parts = totpFixture();
      await failed(parts, 'ada', 5);
      const before = await parts.state.get('totp/ada');
      expect(await parts.secrets.unlock('ada', { by })).toEqual({ status: 'same_person' });
      expect(await parts.state.get('totp/ada')).toEqual(before);
      expect(parts.auditLog.events.map(({ event }) => event)).not.toContain('unlock');
    },
  );

  it.each(['system', 'timeout', 'unknown', 'gr\u0430ce', 'gr\u202eace', '\u2800'])(
    'L-05 is refused to who is no person that can be told from others: %j',
    async (by) => {
      const parts = totpFixture();
      await failed(parts, 'ada', 5);
      expect(await parts.secrets.unlock('ada', { by })).toEqual({ status: 'not_a_person' });
    },
  );

  it('T-11 needs no lock that holds now, and does nothing where nothing failed', async () => {
    const parts = totpFixture();
    await failed(parts, 'ada', 3);
    expect(await parts.secrets.unlock('ada', { by: 'grace' })).toEqual({ status: 'ok', failures: 3 });
    expect(await parts.secrets.unlock('ada', { by: 'grace' })).toEqual({ status: 'not_locked' });
    expect(await parts.secrets.unlock('nobody', { by: 'grace' })).toEqual({ status: 'not_locked' });
    expect(parts.auditLog.events.filter(({ event }) => event === 'unlock')).toHaveLength(1);
  });

  it('T-11 is nothing that a new challenge, a new secret or a removal does', async () => {
    const parts = totpFixture();
    const { secrets, state, clock } = parts;
    await failed(parts, 'ada', 4);
    const failures = async (): Promise<unknown> => Object((await state.get('totp/ada'))?.value).failures;
    const { secret } = await secrets.beginEnrollment('ada');
    expect(await secrets.confirmEnrollment('ada', codeAt(secret, clock))).toMatchObject({ status: 'ok' });
    expect(await failures()).toBe(4);
    await secrets.remove('ada');
    expect(await failures()).toBe(4);
    clock.setWall(clock.wall() + 30_000);
    await enrolled(parts, 'ada');
    expect(await failures()).toBe(4);
    const verifier = new TOTPVerifier({ secretProvider: secrets.secretProvider });
    await verifier.verify({ operatorId: 'ada', code: 'x', state, clock });
    expect(await failures()).toBe(5);
  });

  it('T-11 does not happen when it cannot be recorded', async () => {
    const { state, clock, key, ...parts } = totpFixture();
    await failed({ state, clock, key, ...parts }, 'ada', 5);
    const before = await state.get('totp/ada');
    for (const record of [
      () => Promise.reject(new Error('full')),
      async () => '',
      () => new Promise<string>(() => {}),
    ]) {
      const secrets = new TOTPSecrets({ state, clock, key, auditLog: { record } });
      const outcome = secrets.unlock('ada', { by: 'grace' });
      await clock.advance(10_000);
      expect(await outcome).toEqual({ status: 'not_recorded' });
    }
    expect(await state.get('totp/ada')).toEqual(before);
    expect(clock.pending).toBe(0);
  });

  it('T-11 works without a log', async () => {
    const { state, clock, key, ...parts } = totpFixture();
    await failed({ state, clock, key, ...parts }, 'ada', 5);
    const secrets = new TOTPSecrets({ state, clock, key });
    expect(await secrets.unlock('ada', { by: 'grace' })).toEqual({ status: 'ok', failures: 5 });
  });

  it.each([{}, { by: '' }, { by: 7 }, { by: 'x'.repeat(257) }])(
    'is refused without another person: %j',
    async (options) => {
      const { secrets } = totpFixture();
      const unlocking: Promise<unknown> = Reflect.apply(secrets.unlock, secrets, ['ada', options]);
      await expect(unlocking).rejects.toMatchObject({ code: 'invalid_option' });
    },
  );

  it('says so where the store fails or the record is broken, and leaves it alone', async () => {
    const { state, clock, key } = totpFixture();
    await state.compareAndSet('totp/ada', 0, { failures: 'many' });
    const whole = new TOTPSecrets({ state, clock, key });
    expect(await whole.unlock('ada', { by: 'grace' })).toEqual({ status: 'unavailable' });
    expect((await state.get('totp/ada'))?.value).toEqual({ failures: 'many' });

    const record = { lastStep: 1, failures: 5, lockedUntil: NOW + 1, totalFailures: 5 };
    for (const broken of ['get', 'compareAndSet'] as const) {
      const store = new MemoryStateStore();
      await store.compareAndSet('totp/ada', 0, record);
      const faulty = faultyStateStore(store, (operation) => (operation === broken ? 'rejects' : undefined));
      const lame = new TOTPSecrets({ state: faulty, clock, key });
      expect(await lame.unlock('ada', { by: 'grace' })).toEqual({ status: 'unavailable' });
      expect((await store.get('totp/ada'))?.value).toEqual(record);
    }
  });

  it('loses no failure that comes at the same time, nor an approval', async () => {
    const parts = totpFixture();
    const secret = await failed(parts, 'ada', 3);
    const { state, clock, key, verifier } = parts;
    const wrong = { operatorId: 'ada', code: wrongCode(secret, clock), state, clock };
    const auditLog = { record: async () => `${(await verifier.verify(wrong)).status}-1` };
    const secrets = new TOTPSecrets({ state, clock, key, auditLog });
    expect(await secrets.unlock('ada', { by: 'grace' })).toEqual({ status: 'ok', failures: 4 });
    expect((await state.get('totp/ada'))?.value).toMatchObject({ failures: 0, totalFailures: 4 });
  });
});
