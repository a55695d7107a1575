export {
  beginEnrolment,
  type ConfirmationOptions,
  confirmEnrolment,
  type Enrolment,
  type EnrolmentOptions,
} from './enrolment.js';
export type { LockoutOptions } from './lockout.js';
export type { TOTPCheckOptions, TOTPCodeOptions } from './policy.js';
export { generateTOTPSecret } from './secret.js';
export type { SecretProvider } from './submit-code.js';
export { TOTPChallenge, type TOTPChallengeOptions } from './totp-challenge.js';
export type { CountedFailure, TOTPOutcome } from './totp-outcome.js';
export { type TOTPAttempt, TOTPVerifier, type TOTPVerifierOptions } from './totp-verifier.js';
