import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { documents } from './document.js';
import { filesUnder, root } from './project-files.js';

/** The keys of RFC 4226 and RFC 6238 are `1234567890`, over and over. They protect nothing. */
const RFC_KEY = 'GEZDGNBVGY3TQOJQ'.repeat(7);

describe('secrets', () => {
  it('T-14 no usable secret stands in any file', () => {
    const found = filesUnder('.').flatMap((path) =>
      secretsIn(readFileSync(join(root, path), 'utf8')).map((secret) => `${path}: ${secret}`),
    );
    expect(found).toEqual([]);
  });

  it('T-14 notices a secret of base32, and the well-known one in any case', () => {
    const known = ['JBSWY3DP', 'EHPK3PXP'].join('');
    expect(secretsIn(`secret: '${known}'`)).toEqual([known]);
    expect(secretsIn(known.toLowerCase())).toEqual([known.toLowerCase()]);
    expect(secretsIn(`otpauth://totp/a?secret=${'MFRGGZDF'.repeat(4)}&issuer=a`)).toEqual(['MFRGGZDF'.repeat(4)]);
    expect(secretsIn(`${RFC_KEY.slice(0, 32)} and MAX_ATTEMPTS_BEFORE_LOCKOUT and CONFIRM`)).toEqual([]);
  });
});

describe('what is written for readers', () => {
  for (const { path, text } of documents) {
    it(`${path} names no path or host of a machine it was made on`, () => {
      expect(text.match(/(?<![\w.])\/(?:home|root|Users|work|tmp|mnt|srv)\/[\w.-]+|https?:\/\/registry[^\s)]*/g)).toBe(
        null,
      );
    });
  }
});

/** Literals that an authenticator would take for a secret: 16 and more characters of base32. */
function secretsIn(text: string): readonly string[] {
  const literals = text.match(/(?<![\w+/])[A-Z2-7]{16,}(?![\w+/])|jbswy3dp[a-z2-7]{8,}/gi) ?? [];
  return literals.filter((literal) => isSecret(literal));
}

function isSecret(literal: string): boolean {
  if (literal.toLowerCase().startsWith('jbswy3dp')) return true;
  // Nothing but zeros is nobody's secret.
  return /^[A-Z2-7]+$/.test(literal) && /[^A]/.test(literal) && !RFC_KEY.startsWith(literal);
}
