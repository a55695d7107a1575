import type { Clock, StateStore } from '@attesta/core';
import { type OptionRule, option, readOptions } from '@attesta/core/authoring';
import { CHECK_RULES, type ResolvedOptions, resolveOptions, type TOTPCheckOptions } from './check-options.js';
import type { TOTPOutcome } from './decide.js';
import { type SecretProvider, submitCode } from './submit-code.js';

/** Options of `TOTPVerifier`. */
export interface TOTPVerifierOptions extends TOTPCheckOptions {
  /** Called with the operator's id for each code that is looked at. */
  readonly secretProvider: SecretProvider;
}

/** A code to verify. Time comes from the clock alone. */
export interface TOTPAttempt {
  /** Whose code it is; authenticated by the caller, and never the agent's id. */
  readonly operatorId: string;
  /** As it was typed. */
  readonly code: string;
  /** Keeps the last used step and the failures, under `totp/<operatorId>`. */
  readonly state: StateStore;
  readonly clock: Clock;
}

/**
 * Verifies one-time codes (RFC 6238): each once, over all actions and challenges, with a lockout that slows guessing and stops
 * it at a chance of 1.5 in 10,000.
 *
 * Replay protection and lockout last as long as the state store does: with a `MemoryStateStore` they end with the process,
 * and after a restart a code can be used again and guessing starts anew.
 *
 * @example
 * const verifier = new TOTPVerifier({ secretProvider: (operatorId) => secrets.get(operatorId) });
 * const { status } = await verifier.verify({ operatorId: 'ada', code: '492039', state, clock: systemClock });
 */
export class TOTPVerifier {
  readonly #options: ResolvedOptions;
  readonly #secretProvider: SecretProvider;

  /** @throws AttestaError (`invalid_option`) that names the option, what was given and what is allowed. */
  constructor(options: TOTPVerifierOptions) {
    const given = readOptions<TOTPVerifierOptions>('TOTPVerifier', options, VERIFIER_RULES);
    this.#options = resolveOptions(given);
    this.#secretProvider = given.secretProvider;
  }

  /**
   * Looks at one code and spends it where it is right. Answers as soon as it can, a lock at once.
   *
   * @returns What came of it; faults of the provider and the store are outcomes too.
   * @throws AttestaError (`invalid_option`) when `operatorId` is not a text of 1 to 256 characters, or `state` or `clock` is none.
   */
  async verify({ operatorId, code, state, clock }: TOTPAttempt): Promise<TOTPOutcome> {
    readOptions<Omit<TOTPAttempt, 'code'>>('TOTPVerifier.verify', { operatorId, state, clock }, ATTEMPT_RULES);
    const secretProvider = this.#secretProvider;
    return await submitCode(this.#options, { operatorId, code, state, clock, secretProvider, purpose: 'approval' });
  }
}

export const VERIFIER_RULES: Readonly<Record<keyof TOTPVerifierOptions, OptionRule>> = {
  ...CHECK_RULES,
  secretProvider: option.required(option.function),
};

export const ATTEMPT_RULES: Readonly<Record<Exclude<keyof TOTPAttempt, 'code'>, OptionRule>> = {
  operatorId: option.required(option.id),
  state: option.required(option.with('get', 'compareAndSet')),
  clock: option.required(option.with('wall', 'monotonic', 'after')),
};
