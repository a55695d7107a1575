import type { Clock, StateStore } from '@attesta/core';
import { deadlineIn, within } from '@attesta/core/authoring';
import { CredentialLedger } from './credential-ledger.js';
import { type Attempt, barrier, decide, type Moment } from './decide.js';
import { isCode, matchingSteps } from './matching-steps.js';
import type { Policy } from './policy.js';
import { secretBytes } from './secret.js';
import type { TOTPOutcome } from './totp-outcome.js';

/** Finds an operator's secret, in base32; nothing when there is none. Synchronous or not; 10 seconds at most. */
export type SecretProvider = (operatorId: string) => string | null | undefined | PromiseLike<string | null | undefined>;

/** A code, whose it is said to be, and what it is for. */
export interface Submission {
  readonly operatorId: string;
  readonly code: string;
  readonly state: StateStore;
  readonly clock: Clock;
  readonly secretProvider: SecretProvider;
  readonly purpose: Attempt['purpose'];
}

/**
 * Checks a code and spends it. Never throws, never sleeps; the same work for every code, known operator or not: the provider is
 * asked at a lock too, though nothing is then compared with what it gives.
 *
 * The time is that of the clock at the call: a code counts as of when it came, not of when the provider answered.
 */
export async function submitCode(policy: Policy, submission: Submission): Promise<TOTPOutcome> {
  try {
    const { operatorId, state, clock, purpose } = submission;
    const at = clock.wall();
    if (!(at >= 0 && at <= LAST_MOMENT)) return UNAVAILABLE;
    const moment: Moment = { at, step: Math.floor(at / 1000 / policy.period) };
    const ledger = new CredentialLedger(operatorId, state, clock);
    const entry = await ledger.read();
    const barred = entry === undefined ? UNAVAILABLE : barrier(entry.record, moment, policy.lockout);
    const secret = await lookUp(submission);
    if (entry === undefined || barred !== undefined) {
      compare(DECOY, submission.code, moment, policy);
      return barred ?? UNAVAILABLE;
    }
    const attempt: Attempt = { moment, finding: findingOf(secret, submission.code, moment, policy), purpose };
    return (await ledger.advance(entry, (record) => decide(record, attempt, policy.lockout))) ?? UNAVAILABLE;
  } catch {
    return UNAVAILABLE;
  }
}

function findingOf(secret: string | undefined, code: string, moment: Moment, policy: Policy): Attempt['finding'] {
  const bytes = secret === undefined ? undefined : secretBytes(secret);
  const found = compare(bytes ?? DECOY, code, moment, policy);
  if (secret === undefined) return 'secret_not_found';
  if (bytes === undefined) return 'secret_unusable';
  return found;
}

function compare(secret: Uint8Array, code: string, { step }: Moment, policy: Policy): Attempt['finding'] {
  try {
    const found = matchingSteps(secret, code, step, policy);
    return found ?? (isCode(code, policy) ? 'wrong' : 'malformed');
  } catch {
    return 'unavailable';
  }
}

async function lookUp({ operatorId, clock, secretProvider }: Submission): Promise<string | undefined> {
  const deadline = deadlineIn(clock, PROVIDER_SECONDS);
  const settled = await within(() => secretProvider(operatorId), { clock, deadline, signal: undefined });
  const secret: unknown = settled.status === 'fulfilled' ? settled.value : undefined;
  return typeof secret === 'string' && secret !== '' ? secret : undefined;
}

/** Compared with where there is no secret to compare with; what comes of it is thrown away. */
const DECOY = new Uint8Array(20);
/** The last millisecond that a Date can stand for; a clock beyond it is broken. */
const LAST_MOMENT = 8.64e15;
/** After so long a provider counts as hanging. */
const PROVIDER_SECONDS = 10;

const UNAVAILABLE: TOTPOutcome = Object.freeze({ status: 'unavailable' });
