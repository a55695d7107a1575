/**
 * What came of a code.
 *
 * - `ok`: it was right, and is spent now; `step` is the time step it belongs to.
 * - `wrong`, `malformed` (not the right number of ASCII digits): counted as a failure.
 * - `secret_not_found` (the provider has none, failed, or took more than 10 seconds), `secret_unusable` (it gave something
 *   else than base32 of 128 to 512 bits): counted too, so that guessing tells nothing about who is enrolled.
 * - `replay`: right, but that step or a later one was used before. Not counted.
 * - `locked`: too many failures; no code is looked at before `until` (milliseconds since 1970). `disabled`: far too many; only
 *   somebody else can lift that.
 * - `clock_behind_watermark`: the clock says that the last code used lies in the future. No code is looked at.
 * - `unavailable`: the state store or the cryptography failed, so nothing can be said.
 */
export type TOTPOutcome =
  | { readonly status: 'ok'; readonly step: number }
  | { readonly status: 'locked'; readonly until: number }
  | { readonly status: CountedFailure | 'replay' | 'disabled' | 'clock_behind_watermark' };

/** An outcome that counts as a failure. */
export type CountedFailure = 'wrong' | 'malformed' | 'secret_not_found' | 'secret_unusable' | 'unavailable';
