import type { JsonValue, MemoryStateStore } from '@attesta/core';
import { describe, expect, it } from 'vitest';
import { generateTOTPKey, TOTPSecrets } from '../src/index.js';
import { codeAt } from './codes.js';
import { enrolled, totpFixture } from './totp-fixture.js';

type Fields = Readonly<Record<string, JsonValue>>;

async function stored(state: MemoryStateStore, operatorId: string): Promise<Fields> {
  return Object((await state.get(`totp-secret/${operatorId}`))?.value);
}

/** Puts another value in the place of a record, as somebody may who can write to the store. */
async function replace(state: MemoryStateStore, operatorId: string, value: JsonValue): Promise<void> {
  const key = `totp-secret/${operatorId}`;
  await state.compareAndSet(key, (await state.get(key))?.version ?? 0, value);
}

describe('an enrolled secret at rest', () => {
  it('is read back whole', async () => {
    const parts = totpFixture();
    const secret = await enrolled(parts, 'ada');
    expect(await parts.secrets.secretProvider('ada')).toBe(secret);
    expect(await parts.secrets.secretProvider('lin')).toBeUndefined();
  });

  it('is another text each time, also for the same secret', async () => {
    const { secrets, state } = totpFixture();
    const texts = new Set<unknown>();
    for (let round = 0; round < 50; round += 1) {
      await secrets.beginEnrollment('ada');
      const { nonce, data } = Object((await stored(state, 'ada')).pending);
      texts.add(nonce).add(data);
    }
    expect(texts.size).toBe(100);
  });

  it('cannot be changed in any bit of any field', async () => {
    const parts = totpFixture();
    await enrolled(parts, 'ada');
    const { secrets, state } = parts;
    const { active } = await stored(state, 'ada');
    const fields: Fields = Object(active);
    expect(Object.keys(fields).sort()).toEqual(['at', 'data', 'keyId', 'nonce', 'version']);
    for (const name of ['data', 'nonce']) {
      const bytes = Buffer.from(String(fields[name]), 'base64');
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        await replace(state, 'ada', { active: { ...fields, [name]: changed.toString('base64') } });
        expect(await secrets.secretProvider('ada')).toBe('-');
      }
    }
    for (const change of [
      { version: 2 },
      { at: 0 },
      { keyId: 'other' },
      { data: '' },
      { nonce: '' },
      { data: 'AAAA' },
    ]) {
      await replace(state, 'ada', { active: { ...fields, ...change } });
      expect(await secrets.secretProvider('ada')).toBe('-');
      expect(await secrets.find('ada')).toMatchObject({ status: 'unreadable' });
    }
    await replace(state, 'ada', { active: fields });
    expect(await secrets.find('ada')).toMatchObject({ status: 'active' });
  });

  it('cannot be given to another operator, nor put into use without its first code', async () => {
    const parts = totpFixture();
    const { secrets, state } = parts;
    await enrolled(parts, 'mallory');
    await replace(state, 'ada', await stored(state, 'mallory'));
    expect(await secrets.secretProvider('ada')).toBe('-');

    await secrets.beginEnrollment('lin');
    const { pending } = await stored(state, 'lin');
    await replace(state, 'lin', { active: pending ?? null });
    expect(await secrets.secretProvider('lin')).toBe('-');
  });

  it('is denied as not usable, and counted, where it cannot be read', async () => {
    const parts = totpFixture();
    const secret = await enrolled(parts, 'ada');
    const { state, clock } = parts;
    await replace(state, 'ada', { active: { ...Object((await stored(state, 'ada')).active), version: 9 } });
    const attempt = { operatorId: 'ada', code: codeAt(secret, clock), state, clock };
    expect(await parts.verifier.verify(attempt)).toEqual({ status: 'secret_unusable' });
    expect((await state.get('totp/ada'))?.value).toMatchObject({ failures: 1 });
  });
});

describe('rotation', () => {
  it('lets the newest key encrypt and every key decrypt', async () => {
    const parts = totpFixture();
    const old = await enrolled(parts, 'ada');
    const next = generateTOTPKey();
    const { state, clock } = parts;
    const secrets = new TOTPSecrets({ state, clock, key: `${parts.key}\n${next}` });
    const young = await enrolled({ secrets, clock }, 'lin');
    const idOf = (key: string) => key.split(':')[0];
    expect((await secrets.list()).map(({ keyId }) => keyId)).toEqual([idOf(parts.key), idOf(next)]);
    expect([await secrets.secretProvider('ada'), await secrets.secretProvider('lin')]).toEqual([old, young]);
  });

  it('brings everything under the newest key; then the older ones can go', async () => {
    const parts = totpFixture();
    const { state, clock } = parts;
    const secret = await enrolled(parts, 'ada');
    const waiting = await parts.secrets.beginEnrollment('ada');
    await parts.secrets.beginEnrollment('lin');
    const next = generateTOTPKey();
    const both = new TOTPSecrets({ state, clock, key: `${parts.key},${next}` });
    expect(await both.reencrypt()).toEqual({ reencrypted: 2, unreadable: [] });
    const before = await state.list('totp-secret/');
    expect(await both.reencrypt()).toEqual({ reencrypted: 0, unreadable: [] });
    expect(await state.list('totp-secret/')).toEqual(before);

    const alone = new TOTPSecrets({ state, clock, key: next });
    expect((await alone.list()).map(({ status }) => status)).toEqual(['active', 'pending']);
    expect(await alone.secretProvider('ada')).toBe(secret);
    expect(await alone.confirmEnrollment('ada', codeAt(waiting.secret, clock))).toMatchObject({ status: 'ok' });
  });

  it('leaves alone, and names, what it cannot read', async () => {
    const parts = totpFixture();
    const { state, clock } = parts;
    await enrolled(parts, 'ada');
    const before = await state.list('totp-secret/');
    const stranger = new TOTPSecrets({ state, clock, key: generateTOTPKey() });
    expect(await stranger.reencrypt()).toEqual({ reencrypted: 0, unreadable: ['ada'] });
    expect(await stranger.confirmEnrollment('ada', '123456')).toEqual({ status: 'secret_not_found' });
    await parts.secrets.beginEnrollment('lin');
    expect(await stranger.confirmEnrollment('lin', '123456')).toEqual({ status: 'secret_unusable' });
    expect((await state.list('totp-secret/')).slice(0, 1)).toEqual(before);
  });
});

describe('keys', () => {
  it('have 256 random bits and an id', () => {
    const keys = Array.from({ length: 100 }, generateTOTPKey);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}:[\w-]{43}$/);
    expect(new Set(keys.map((key) => key.slice(9))).size).toBe(100);
  });

  const [good = '', other = ''] = [generateTOTPKey(), generateTOTPKey()];
  it.each([
    ['', /there is none/],
    [' \n', /there is none/],
    ['password', /number 1 has another form/],
    [`${good} ${other.slice(0, -1)}`, /number 2 has another form/],
    [`${good} ${other}A`, /number 2 has another form/],
    [good.replace(':', ''), /number 1 has another form/],
    [`${'x'.repeat(65)}:${good.slice(9)}`, /number 1 has another form/],
    [`${good}\n${good.slice(0, 9)}${other.slice(9)}`, /two of them have the same id/],
    ['k'.repeat(100_000), /number 1 has another form/],
  ])('T-15 of another form are refused without a word of them (%#)', (key, message) => {
    const { state } = totpFixture();
    const error = thrownBy(() => new TOTPSecrets({ state, key }));
    expect(error).toMatchObject({ code: 'invalid_option', message: expect.stringMatching(message) });
    for (const part of key.split(/[\s:]+/).filter((part) => part.length > 7)) {
      expect(String(Object(error).stack)).not.toContain(part);
    }
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('It did not throw.');
}
