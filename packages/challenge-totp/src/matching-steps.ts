import { createHash, timingSafeEqual } from 'node:crypto';
import { NobleCryptoPlugin, type OTPVerifyFunctionalOptions, verifySync } from 'otplib';
import type { Policy } from './policy.js';

/** The steps of the window whose code is the given one; by far most often the two are the same. */
export interface MatchingSteps {
  readonly oldest: number;
  readonly newest: number;
}

/** Whether `code` could be a code at all: ASCII digits, exactly as many as there must be. */
export function isCode(code: unknown, { digits }: Policy): code is string {
  return typeof code === 'string' && code.length === digits && ASCII_DIGITS.test(code);
}

/**
 * Looks for `code` among the codes of `currentStep` and the `codeValidWindow` steps before it.
 *
 * Every step is tried each time, whatever the code is and whatever was found before, so the work tells nothing; what is no code
 * is never found. Not otplib's own window: it stops at the first hit, the oldest, and leaves the newest open to a replay.
 *
 * @throws what otplib throws.
 */
export function matchingSteps(
  secret: Uint8Array,
  code: string,
  currentStep: number,
  policy: Policy,
): MatchingSteps | undefined {
  const isPossible = isCode(code, policy);
  const token = isPossible ? code : '0'.repeat(policy.digits);
  let found: MatchingSteps | undefined;
  for (let step = Math.max(0, currentStep - policy.codeValidWindow); step <= currentStep; step += 1) {
    const { valid } = verifySync(verification(secret, token, step, policy));
    if (valid && isPossible) found = { oldest: found?.oldest ?? step, newest: step };
  }
  return found;
}

function verification(
  secret: Uint8Array,
  token: string,
  step: number,
  { algorithm, digits, period }: Policy,
): OTPVerifyFunctionalOptions {
  // Without a prototype: otplib reads options by name (`hooks`, `guardrails`, ...), and must not find inherited ones.
  return Object.assign(Object.create(null), {
    strategy: 'totp',
    secret,
    token,
    algorithm,
    digits,
    period,
    epoch: step * period,
    epochTolerance: 0,
    crypto: CRYPTO,
  } satisfies OTPVerifyFunctionalOptions);
}

/** otplib's default, comparing by Node's own constant-time comparison. */
class TimingSafePlugin extends NobleCryptoPlugin {
  override constantTimeEqual(a: string | Uint8Array, b: string | Uint8Array): boolean {
    return timingSafeEqual(sha256(a), sha256(b));
  }
}

function sha256(data: string | Uint8Array): Uint8Array {
  return createHash('sha256').update(data).digest();
}

const CRYPTO = new TimingSafePlugin();
const ASCII_DIGITS = /^[0-9]+$/;
