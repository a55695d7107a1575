import { MemoryStateStore } from '@attesta/core';
import { fakeClock } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { TOTPVerifier, type TOTPVerifierOptions } from '../src/index.js';
import { rfcKey } from './codes.js';

const SHA1 = { algorithm: 'sha1', digits: 8, secretProvider: () => rfcKey(20) } as const;
const SHA256 = { algorithm: 'sha256', digits: 8, secretProvider: () => rfcKey(32) } as const;
const SHA512 = { algorithm: 'sha512', digits: 8, secretProvider: () => rfcKey(64) } as const;
const HOTP = { algorithm: 'sha1', digits: 6, secretProvider: () => rfcKey(20) } as const;

// RFC 6238, appendix B: seconds, then the codes by SHA-1, SHA-256 and SHA-512.
const TOTP_TABLE = [
  [59, '94287082', '46119246', '90693936'],
  [1111111109, '07081804', '68084774', '25091201'],
  [1111111111, '14050471', '67062674', '99943326'],
  [1234567890, '89005924', '91819424', '93441116'],
  [2000000000, '69279037', '90698825', '38618901'],
  [20000000000, '65353130', '77737706', '47863826'],
] as const;

// RFC 4226, appendix D: the codes of the counters 0 to 9.
const HOTP_TABLE = '755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' ');

interface Vector {
  readonly options: TOTPVerifierOptions;
  readonly seconds: number;
  readonly code: string;
}

const VECTORS: readonly Vector[] = [
  ...TOTP_TABLE.flatMap(([seconds, sha1, sha256, sha512]) => [
    { options: SHA1, seconds, code: sha1 },
    { options: SHA256, seconds, code: sha256 },
    { options: SHA512, seconds, code: sha512 },
  ]),
  ...HOTP_TABLE.map((code, counter) => ({ options: HOTP, seconds: counter * 30, code })),
];

async function statusOf({ options, seconds, code }: Vector): Promise<string> {
  // Of the current step only: a code with a digit changed must not be right by belonging to another one.
  const verifier = new TOTPVerifier({ ...options, codeValidWindow: 0 });
  const clock = fakeClock({ now: seconds * 1000 });
  return (await verifier.verify({ operatorId: 'ada', code, state: new MemoryStateStore(), clock })).status;
}

function withDigitChanged(code: string, position: number): string {
  const digit = (Number(code[position]) + 1) % 10;
  return `${code.slice(0, position)}${digit}${code.slice(position + 1)}`;
}

describe('RFC 6238 and RFC 4226', () => {
  it('T-01 has all 18 and 10 vectors', () => {
    expect(VECTORS).toHaveLength(28);
  });

  it.each(VECTORS)('T-01 accepts $code at $seconds s ($options.algorithm)', async (vector) => {
    expect(await statusOf(vector)).toBe('ok');
  });

  it.each(VECTORS)(
    'T-01 refuses $code at $seconds s ($options.algorithm) with any one digit changed',
    async (vector) => {
      for (let position = 0; position < vector.code.length; position += 1) {
        expect(await statusOf({ ...vector, code: withDigitChanged(vector.code, position) })).toBe('wrong');
      }
    },
  );
});
