export type { TOTPCheckOptions, TOTPCodeOptions } from './check-options.js';
export type { CountedFailure, TOTPOutcome } from './decide.js';
export type { EnrolledOperator } from './enrolled-operator.js';
export {
  beginEnrollment,
  type ConfirmationOptions,
  confirmEnrollment,
  type Enrollment,
  type EnrollmentOptions,
} from './enrollment.js';
export { addTOTPKey, createTOTPKeyFile, readTOTPKeyFile, type TOTPKeyFileOptions } from './key-file.js';
export { generateTOTPKey } from './key-ring.js';
export type { LockoutOptions } from './lockout.js';
export type { Reencryption } from './reencrypt.js';
export type { SecretStatus } from './sealed-secret.js';
export { generateTOTPSecret } from './secret.js';
export type { SecretProvider } from './submit-code.js';
export { TOTPChallenge, type TOTPChallengeOptions } from './totp-challenge.js';
export { TOTPSecrets, type TOTPSecretsOptions } from './totp-secrets.js';
export { type TOTPAttempt, TOTPVerifier, type TOTPVerifierOptions } from './totp-verifier.js';
export type { UnlockOutcome } from './unlock.js';
