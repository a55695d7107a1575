import { type OptionRule, option } from '@attesta/core/authoring';
import { type Lockout, type LockoutOptions, readLockout } from './lockout.js';

/** How codes are made (RFC 6238): the same at enrollment and at every check of a credential. */
export interface TOTPCodeOptions {
  /** Default `sha1`, the one that every authenticator knows. */
  readonly algorithm?: 'sha1' | 'sha256' | 'sha512';
  /** Length of a code, 6 to 8. Default 6. */
  readonly digits?: 6 | 7 | 8;
  /** Seconds that a code stands for, a whole number from 15 to 60. Default 30. */
  readonly period?: number;
}

/** Which codes are taken, and how often. */
export interface TOTPCheckOptions extends TOTPCodeOptions {
  /** So many steps before the current one are accepted too, 0 to 10; a future step never is. Default 1. */
  readonly codeValidWindow?: number;
  /** Default: see each of its options. It cannot be turned off. */
  readonly lockout?: LockoutOptions;
}

/** What every check follows, with nothing left open. */
export interface ResolvedOptions extends Readonly<Required<TOTPCheckOptions>> {
  readonly lockout: Lockout;
}

export const CODE_RULES: Readonly<Record<keyof TOTPCodeOptions, OptionRule>> = {
  algorithm: option.oneOf(['sha1', 'sha256', 'sha512']),
  digits: option.integer(6, 8),
  period: option.integer(15, 60),
};

export const CHECK_RULES: Readonly<Record<keyof TOTPCheckOptions, OptionRule>> = {
  ...CODE_RULES,
  codeValidWindow: option.integer(0, 10),
  lockout: option.object,
};

/** The settings of codes, of options that passed `CODE_RULES`. */
export function codeSettings(given: TOTPCodeOptions): Readonly<Required<TOTPCodeOptions>> {
  return { algorithm: given.algorithm ?? 'sha1', digits: given.digits ?? 6, period: given.period ?? 30 };
}

/**
 * The options of options that passed `CHECK_RULES`.
 *
 * @throws AttestaError (`invalid_option`) that names the option of `lockout`.
 */
export function resolveOptions(given: TOTPCheckOptions): ResolvedOptions {
  const settings = codeSettings(given);
  const codeValidWindow = given.codeValidWindow ?? 1;
  const lockout = readLockout(given.lockout, settings.digits, codeValidWindow);
  return Object.freeze({ ...settings, codeValidWindow, lockout });
}
