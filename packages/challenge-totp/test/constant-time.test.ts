import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { codeAt, credential, wrongCode } from './codes.js';

const compared: [number, number][] = [];

vi.mock('node:crypto', async (importOriginal) => {
  const original = await importOriginal<typeof import('node:crypto')>();
  return {
    ...original,
    timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean {
      compared.push([a.length, b.length]);
      return original.timingSafeEqual(a, b);
    },
  };
});

// Files of one process share its modules: those of others have the real function, and this one leaves none without it.
vi.resetModules();
const { TOTPVerifier } = await import('../src/index.js');
afterAll(() => {
  vi.resetModules();
});

afterEach(() => {
  compared.length = 0;
});

describe('N-10 comparing', () => {
  const codes = { right: '', wrong: '', 'too short': '1', 'too long': '1'.repeat(100), empty: '' };

  it.each(Object.keys(codes))(
    'N-10 is done by timingSafeEqual over digests of one length, for every step: %s',
    async (name) => {
      const { secret, state, clock, operatorId, secretProvider } = credential();
      const typed = { ...codes, right: codeAt(secret, clock), wrong: wrongCode(secret, clock) };
      const verifier = new TOTPVerifier({ secretProvider, codeValidWindow: 3 });
      const code = new Map(Object.entries(typed)).get(name) ?? '';
      const { status } = await verifier.verify({ operatorId, code, state, clock });
      expect(status).toBe(name === 'right' ? 'ok' : name === 'wrong' ? 'wrong' : 'malformed');
      expect(compared).toEqual(Array.from({ length: 4 }, () => [32, 32]));
    },
  );
});
