import type { JsonValue, StateStore } from '@attesta/core';
import { NobleCryptoPlugin } from 'otplib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TOTPVerifier } from '../src/index.js';
import { base32, codeAt, credential } from './codes.js';

afterEach(() => vi.restoreAllMocks());

const never = (): Promise<never> => new Promise(() => {});

/** Verifies on a fresh credential, letting what hangs run into its limit. */
async function verify(parts: {
  readonly code?: unknown;
  readonly secretProvider?: unknown;
  readonly state?: (whole: StateStore) => StateStore;
}): Promise<{ readonly status: string; readonly record: JsonValue | undefined }> {
  const { secret, state, clock, operatorId, secretProvider } = credential();
  const verifier: TOTPVerifier = Reflect.construct(TOTPVerifier, [
    { secretProvider: parts.secretProvider ?? secretProvider },
  ]);
  const code = 'code' in parts ? parts.code : codeAt(secret, clock);
  const used = parts.state?.(state) ?? state;
  const pending: Promise<{ status: string }> = Reflect.apply(verifier.verify, verifier, [
    { operatorId, code, state: used, clock },
  ]);
  for (let wait = 0; wait < 4; wait += 1) await clock.advance(10_000);
  expect(clock.pending).toBe(0);
  return { status: (await pending).status, record: (await state.get('totp/ada'))?.value };
}

const COUNTED = { lastStep: null, failures: 1, lockedUntil: 0, totalFailures: 1 };

describe('a code that is none', () => {
  const boxed = Object('123456');
  const codes: readonly unknown[] = [
    null,
    undefined,
    123456,
    123456n,
    Number.NaN,
    true,
    {},
    ['1', '2', '3', '4', '5', '6'],
    boxed,
    Symbol('123456'),
    () => '123456',
    { toString: () => '123456', length: 6 },
    '',
    '12345',
    '1234567',
    'abcdef',
    '12345a',
    '-12345',
    '1e5000',
    '12.345',
    '１２３４５６',
    '١٢٣٤٥٦',
    '12345\n',
    '123456\n',
    '\u0000\u0000\u0000\u0000\u0000\u0000',
    '9'.repeat(1_000_000),
  ];

  it.each(codes.map((code, index) => ({ index, code })))('T-12 is refused and counted ($index)', async ({ code }) => {
    expect(await verify({ code })).toEqual({ status: 'malformed', record: COUNTED });
  });
});

describe('a provider that gives no secret', () => {
  const providers: Readonly<Record<string, () => unknown>> = {
    'gives undefined': () => undefined,
    'gives null': () => null,
    'gives an empty text': () => '',
    'gives a number': () => 7,
    'gives bytes': () => new Uint8Array(20),
    'gives an object with toString': () => ({ toString: () => base32(new Uint8Array(20)) }),
    throws: () => {
      throw new Error('no such row');
    },
    'throws nothing': () => {
      throw undefined;
    },
    rejects: () => Promise.reject(new Error('connection lost')),
    'resolves to nothing': async () => {},
    hangs: never,
    'gives a thenable that throws': () =>
      Object.defineProperty({}, 'then', {
        get() {
          throw new Error('then');
        },
      }),
  };

  it.each(Object.entries(providers))('T-12 is a counted denial: it %s', async (_name, secretProvider) => {
    expect(await verify({ secretProvider })).toEqual({ status: 'secret_not_found', record: COUNTED });
  });
});

describe('a secret that is none', () => {
  const good = base32(new Uint8Array(20).fill(3));
  const secrets: Readonly<Record<string, string>> = {
    'of 10 bytes': base32(new Uint8Array(10)),
    'of 15 bytes': base32(new Uint8Array(15)),
    'of 65 bytes': base32(new Uint8Array(65)),
    'with spaces': good.replaceAll(/(.{4})/g, '$1 ').trim(),
    'with hyphens': good.replaceAll(/(.{4})/g, '$1-').slice(0, -1),
    'with 0, 1, 8 and 9': `0189${good.slice(4)}`,
    'with a line feed': `${good}\n`,
    'with bad padding': `${good}=`,
    'with padding in the middle': `${good.slice(0, 8)}====${good.slice(8)}`,
    'with part of its padding': `${base32(new Uint8Array(16))}=`,
    'with bits left over': `${'A'.repeat(25)}B`,
    'of a length that base32 never has': 'A'.repeat(30),
    'with a long s': `\u017f${good.slice(1)}`,
    'with a dotless i': `\u0131${good.slice(1)}`,
    'with a sharp s': `\u00df${good.slice(2)}`,
    'of one megabyte': 'A'.repeat(1_000_000),
    'in hexadecimal': '00112233445566778899aabbccddeeff00112233',
  };

  it.each(Object.entries(secrets))('T-12, T-13, T-19 is a counted denial: %s', async (_name, secret) => {
    expect(await verify({ secretProvider: () => secret })).toEqual({ status: 'secret_unusable', record: COUNTED });
  });
});

describe('cryptography that fails', () => {
  it('T-12 is a counted denial', async () => {
    vi.spyOn(NobleCryptoPlugin.prototype, 'hmac').mockImplementation(() => {
      throw new Error('no SHA-1 here');
    });
    expect(await verify({ code: '123456' })).toEqual({ status: 'unavailable', record: COUNTED });
  });
});

describe('a store that fails', () => {
  const fails = async (): Promise<never> => {
    throw new Error('EIO');
  };
  const throws = (): never => {
    throw new Error('EIO');
  };
  const faults: Readonly<Record<string, Partial<StateStore>>> = {
    'get rejects': { get: fails },
    'get throws': { get: throws },
    'get hangs': { get: never },
    'compareAndSet rejects': { compareAndSet: fails },
    'compareAndSet throws': { compareAndSet: throws },
    'compareAndSet hangs': { compareAndSet: never },
    'compareAndSet loses for ever': { compareAndSet: async () => undefined },
  };

  it.each(Object.entries(faults))('T-12 denies a right code: %s', async (_name, fault) => {
    const result = await verify({ state: (whole) => withFault(whole, fault) });
    expect(result).toEqual({ status: 'unavailable', record: undefined });
  });

  it('T-12 denies when it says true instead of a version', async () => {
    const lying = { compareAndSet: () => Promise.resolve(true) };
    const result = await verify({ state: (whole) => withFault(whole, Object(lying)) });
    expect(result).toEqual({ status: 'unavailable', record: undefined });
  });

  it('T-12 denies when the write took place and its answer was lost; the code is spent', async () => {
    const { secret, state, clock, operatorId, secretProvider } = credential();
    const forgetful = withFault(state, {
      async compareAndSet(...args) {
        await state.compareAndSet(...args);
        throw new Error('ETIMEDOUT');
      },
    });
    const verifier = new TOTPVerifier({ secretProvider });
    const attempt = { operatorId, code: codeAt(secret, clock), clock };
    expect(await verifier.verify({ ...attempt, state: forgetful })).toEqual({ status: 'unavailable' });
    expect(await verifier.verify({ ...attempt, state })).toEqual({ status: 'replay' });
  });
});

describe('a record that is none', () => {
  const sound = { lastStep: 5, failures: 0, lockedUntil: 0, totalFailures: 0 };
  const records: readonly JsonValue[] = [
    null,
    0,
    '{}',
    [],
    [null, 0, 0, 0],
    {},
    { ...sound, lastStep: '5' },
    { ...sound, lastStep: -1 },
    { ...sound, lastStep: 5.5 },
    { ...sound, lastStep: true },
    { lastStep: 5, failures: 0, lockedUntil: 0 },
    { ...sound, failures: -1 },
    { ...sound, failures: null },
    { ...sound, lockedUntil: '0' },
    { ...sound, lockedUntil: 1e300 },
    { ...sound, totalFailures: {} },
  ];

  it.each(records.map((record) => ({ record: JSON.stringify(record), value: record })))(
    'T-12 denies and is left alone: $record',
    async ({ value }) => {
      const result = await verify({
        state: (whole) => {
          whole.compareAndSet('totp/ada', 0, value).catch(() => {});
          return whole;
        },
      });
      expect(result).toEqual({ status: 'unavailable', record: value });
    },
  );
});

function withFault(whole: StateStore, fault: Partial<StateStore>): StateStore {
  return {
    get: (key) => whole.get(key),
    compareAndSet: (key, version, value) => whole.compareAndSet(key, version, value),
    delete: (key, version) => whole.delete(key, version),
    list: (prefix, options) => whole.list(prefix, options),
    watch: (key, version, options) => whole.watch(key, version, options),
    ...fault,
  };
}
