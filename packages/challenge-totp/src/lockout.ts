import { option, readOptions } from '@attesta/core/authoring';

/** How guessing is slowed down and stopped. Every value can be made stricter than its default, none looser. */
export interface LockoutOptions {
  /** The consecutive failure that brings the first wait, 1 to 5. Default 5. */
  readonly threshold?: number;
  /** Seconds of the first wait, 30 to 3,600; each further failure doubles it. Default 30. */
  readonly waitSeconds?: number;
  /** Seconds of the longest wait, 3,600 to 86,400. Default 3,600. */
  readonly longestWaitSeconds?: number;
  /**
   * The consecutive failure that disables the credential: 1 to 50, less where short codes and a wide window would lift the
   * chance of a guess above 1.5 in 10,000. Default: the most that is allowed.
   */
  readonly disableAfter?: number;
}

/** A lockout with nothing left open. */
export type Lockout = Readonly<Required<LockoutOptions>>;

/** @throws AttestaError (`invalid_option`) that names the option of `lockout` and what is allowed. */
export function readLockout(given: LockoutOptions | undefined, digits: number, codeValidWindow: number): Lockout {
  const most = mostFailures(digits, codeValidWindow);
  const read = readOptions<LockoutOptions>('lockout', given, {
    threshold: option.integer(1, 5),
    waitSeconds: option.integer(30, 3600),
    longestWaitSeconds: option.integer(3600, 86_400),
    disableAfter: option.integer(1, most),
  });
  return Object.freeze({
    threshold: read.threshold ?? 5,
    waitSeconds: read.waitSeconds ?? 30,
    longestWaitSeconds: read.longestWaitSeconds ?? 3600,
    disableAfter: read.disableAfter ?? most,
  });
}

/**
 * How many guesses may fail in a row before somebody has to look at it: each hits one of `codeValidWindow + 1` codes of
 * 10^digits, and all together stay within 1.5 in 10,000. NIST SP 800-63B (5.2.2) allows 100; we allow 50 at most.
 */
export function mostFailures(digits: number, codeValidWindow: number): number {
  return Math.min(50, Math.floor((15 * 10 ** (digits - 5)) / (codeValidWindow + 1)));
}

/** Seconds for which no code is looked at after so many consecutive failures. */
export function waitAfter(failures: number, { threshold, waitSeconds, longestWaitSeconds }: Lockout): number {
  if (failures < threshold) return 0;
  return Math.min(longestWaitSeconds, waitSeconds * 2 ** (failures - threshold));
}
