import { randomBytes } from 'node:crypto';
import { ScureBase32Plugin } from 'otplib';

/** A new random secret of 160 bits (RFC 4226, requirement R6), as 32 letters and digits of base32. */
export function generateTOTPSecret(): string {
  return BASE32.encode(randomBytes(20));
}

/**
 * The bytes of a secret; undefined when it is not base32 (RFC 4648; lower case counts) of 128 to 512 bits.
 *
 * The decoder folds case by Unicode, where three foreign letters become S and I, and its errors quote the secret: so
 * letters are checked before it, and nothing of its errors leaves this function.
 */
export function secretBytes(secret: string): Uint8Array | undefined {
  if (secret.length > LONGEST || !ALPHABET.test(secret)) return undefined;
  if (secret.endsWith('=') && secret.length % 8 !== 0) return undefined;
  try {
    const bytes = BASE32.decode(secret);
    return bytes.length >= 16 && bytes.length <= 64 ? bytes : undefined;
  } catch {
    return undefined;
  }
}

const BASE32 = new ScureBase32Plugin();
const ALPHABET = /^[A-Za-z2-7]+=*$/;
/** Of 64 bytes, with padding. */
const LONGEST = 104;
