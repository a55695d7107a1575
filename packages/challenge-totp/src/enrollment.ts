import { AttestaError } from '@attesta/core';
import { type OptionRule, option, readOptions } from '@attesta/core/authoring';
import { generateURI } from 'otplib';
import {
  CHECK_RULES,
  CODE_RULES,
  codeSettings,
  resolveOptions,
  type TOTPCheckOptions,
  type TOTPCodeOptions,
} from './check-options.js';
import type { TOTPOutcome } from './decide.js';
import { generateTOTPSecret, secretBytes } from './secret.js';
import { submitCode } from './submit-code.js';
import { ATTEMPT_RULES, type TOTPAttempt } from './totp-verifier.js';

/** Options of `beginEnrollment`. */
export interface EnrollmentOptions extends TOTPCodeOptions {
  readonly operatorId: string;
  /** The service's name in the authenticator, without a colon. */
  readonly issuer: string;
}

/** Options of `confirmEnrollment`; those of the check as they will be at the challenge. */
export interface ConfirmationOptions extends TOTPCheckOptions, TOTPAttempt {
  /** The new secret, in base32. */
  readonly secret: string;
}

/** A new secret on its way into an authenticator. It shows nothing when it is printed or turned into JSON. */
export class Enrollment {
  readonly #operatorId: string;
  readonly #secret: string;
  readonly #uri: string;

  constructor(operatorId: string, secret: string, uri: string) {
    this.#operatorId = operatorId;
    this.#secret = secret;
    this.#uri = uri;
    Object.freeze(this);
  }

  get operatorId(): string {
    return this.#operatorId;
  }

  /** To be kept for the `secretProvider` once it is confirmed, encrypted; and to be typed where no code can be scanned. */
  get secret(): string {
    return this.#secret;
  }

  /** `otpauth://totp/...`, to be shown as a QR code to this operator alone: it holds the secret. */
  get uri(): string {
    return this.#uri;
  }
}

/**
 * Makes a new secret of 160 bits for an operator. Keeps nothing: store it once `confirmEnrollment` says `ok`.
 *
 * @throws AttestaError (`invalid_option`) that names the option.
 * @example
 * const enrollment = beginEnrollment({ operatorId: 'ada', issuer: 'Acme' });
 * showQrCode(enrollment.uri);
 * const { status } = await confirmEnrollment({ operatorId: 'ada', secret: enrollment.secret, code, state, clock });
 * if (status === 'ok') await save('ada', enrollment.secret);
 */
export function beginEnrollment(options: EnrollmentOptions): Enrollment {
  const given = readOptions<EnrollmentOptions>('beginEnrollment', options, {
    ...CODE_RULES,
    operatorId: option.required(option.id),
    issuer: option.required(ISSUER),
  });
  const { operatorId, issuer } = given;
  const secret = generateTOTPSecret();
  const uri = generateURI({ strategy: 'totp', issuer, label: operatorId, secret, ...codeSettings(given) });
  return new Enrollment(operatorId, secret, uri);
}

/**
 * Checks the first code of a new secret, which shows that the authenticator has it.
 *
 * The code is spent by this: it approves nothing afterwards. Failures of the operator count on as before: a new secret lifts no
 * lock, and failures here count too. Give it the same `state` as the challenge.
 *
 * @returns `ok`, or why not; see `TOTPOutcome`.
 * @throws AttestaError (`invalid_option`) that names the option; for a secret that is not base32 of 128 to 512 bits, too.
 */
export async function confirmEnrollment(options: ConfirmationOptions): Promise<TOTPOutcome> {
  const given = readOptions<ConfirmationOptions>('confirmEnrollment', options, CONFIRMATION_RULES);
  const { operatorId, secret, code, state, clock } = given;
  if (secretBytes(secret) === undefined) {
    throw new AttestaError(
      'invalid_option',
      'confirmEnrollment: secret must be base32 (letters A to Z, digits 2 to 7) of 128 to 512 bits.',
    );
  }
  const secretProvider = (): string => secret;
  return await submitCode(resolveOptions(given), {
    operatorId,
    code,
    state,
    clock,
    secretProvider,
    purpose: 'enrollment',
  });
}

export const ISSUER: OptionRule = {
  // A colon ends the issuer in the label of the URI.
  allowed: 'a text of 1 to 256 characters without a colon',
  accepts: (value: unknown) => option.id.accepts(value) && !String(value).includes(':'),
};

const CONFIRMATION_RULES = {
  ...CHECK_RULES,
  ...ATTEMPT_RULES,
  secret: option.required(option.text),
  code: option.any,
};
