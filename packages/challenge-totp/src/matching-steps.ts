import { hash, timingSafeEqual } from 'node:crypto';
import { generateSync, type TOTPGenerateOptions } from '@otplib/totp';
import { NobleCryptoPlugin } from 'otplib';
import type { ResolvedOptions } from './check-options.js';

/** The steps of the window whose code is the given one; by far most often the two are the same. */
export interface MatchingSteps {
  readonly oldest: number;
  readonly newest: number;
}

/** Whether `code` could be a code at all: ASCII digits, exactly as many as there must be. */
export function isCode(code: unknown, { digits }: ResolvedOptions): code is string {
  return typeof code === 'string' && code.length === digits && ASCII_DIGITS.test(code);
}

/**
 * Looks for `code` among the codes of `currentStep` and the `codeValidWindow` steps before it.
 *
 * Every step is tried each time, whatever the code is and whatever was found before, so the work tells nothing; what is no code
 * is never found. Not otplib's own verification: its window stops at the first hit, the oldest, and leaves the newest open
 * to a replay.
 *
 * @throws what otplib throws.
 */
export function matchingSteps(
  secret: Uint8Array,
  code: string,
  currentStep: number,
  options: ResolvedOptions,
): MatchingSteps | undefined {
  const isPossible = isCode(code, options);
  const typed = digestOf(isPossible ? code : '0'.repeat(options.digits));
  let found: MatchingSteps | undefined;
  for (let step = Math.max(0, currentStep - options.codeValidWindow); step <= currentStep; step += 1) {
    const isHit = timingSafeEqual(typed, digestOf(generateSync(stepOf(secret, step, options))));
    if (isHit && isPossible) found = { oldest: found?.oldest ?? step, newest: step };
  }
  return found;
}

function stepOf(secret: Uint8Array, step: number, { algorithm, digits, period }: ResolvedOptions): TOTPGenerateOptions {
  // Without a prototype: otplib reads options by name (`hooks`, `guardrails`, ...), and must not find inherited ones.
  return Object.assign(Object.create(null), {
    secret,
    algorithm,
    digits,
    period,
    epoch: step * period,
    crypto: CRYPTO,
  } satisfies TOTPGenerateOptions);
}

/** Codes are secrets, and secrets are compared over digests of one length. */
function digestOf(code: string): Uint8Array {
  return hash('sha256', code, 'buffer');
}

/** otplib's default, in a class of its own: what a check computes can be told from what anybody else does. */
class CheckingPlugin extends NobleCryptoPlugin {}

const CRYPTO = new CheckingPlugin();
const ASCII_DIGITS = /^[0-9]+$/;
