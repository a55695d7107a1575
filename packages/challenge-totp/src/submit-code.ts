import { callDependency } from '@attesta/core/authoring';
import type { ResolvedOptions } from './check-options.js';
import { type Credential, readCredential, updateCredential } from './credential-record.js';
import { type Attempt, barrier, decide, type Moment, type TOTPOutcome } from './decide.js';
import { isCode, matchingSteps } from './matching-steps.js';
import { secretBytes } from './secret.js';

/** Finds an operator's secret, in base32; nothing when there is none. Synchronous or not; 10 seconds at most. */
export type SecretProvider = (operatorId: string) => string | null | undefined | PromiseLike<string | null | undefined>;

/** A code, whose it is said to be, and what it is for. */
export interface Submission extends Credential {
  readonly code: string;
  readonly secretProvider: SecretProvider;
  readonly purpose: Attempt['purpose'];
}

/**
 * Checks a code and spends it. Never throws, never sleeps. Every code and operator means the same work: at a lock too the provider is
 * asked and a comparison is made, but not with the secret.
 *
 * The time is that of the clock at the call: a code counts as of its arrival, not as of the provider's answer.
 */
export async function submitCode(options: ResolvedOptions, submission: Submission): Promise<TOTPOutcome> {
  try {
    const { code, clock, purpose } = submission;
    const at = clock.wall();
    if (!(at >= 0 && at <= LAST_MOMENT)) return UNAVAILABLE;
    const moment: Moment = { at, step: Math.floor(at / 1000 / options.period) };
    const record = await readCredential(submission);
    const barred = record === undefined ? UNAVAILABLE : barrier(record, moment, options.lockout);
    const secret = await lookUp(submission);
    if (barred !== undefined) {
      compare(DECOY, code, moment, options);
      return barred;
    }
    const attempt: Attempt = { moment, finding: findingOf(secret, code, moment, options), purpose };
    return (await updateCredential(submission, (current) => decide(current, attempt, options.lockout))) ?? UNAVAILABLE;
  } catch {
    return UNAVAILABLE;
  }
}

function findingOf(
  secret: string | undefined,
  code: string,
  moment: Moment,
  options: ResolvedOptions,
): Attempt['finding'] {
  const bytes = secret === undefined ? undefined : secretBytes(secret);
  const found = compare(bytes ?? DECOY, code, moment, options);
  if (secret === undefined) return 'secret_not_found';
  if (bytes === undefined) return 'secret_unusable';
  return found;
}

function compare(secret: Uint8Array, code: string, { step }: Moment, options: ResolvedOptions): Attempt['finding'] {
  try {
    const found = matchingSteps(secret, code, step, options);
    return found ?? (isCode(code, options) ? 'wrong' : 'malformed');
  } catch {
    return 'unavailable';
  }
}

async function lookUp({ operatorId, clock, secretProvider }: Submission): Promise<string | undefined> {
  const settled = await callDependency({ clock }, () => secretProvider(operatorId));
  const secret: unknown = settled.status === 'fulfilled' ? settled.value : undefined;
  return typeof secret === 'string' && secret !== '' ? secret : undefined;
}

/** Compared with where there is no secret to compare with; what comes of it is thrown away. */
const DECOY = new Uint8Array(20);
/** The last millisecond that a Date can stand for; a clock beyond it is broken. */
const LAST_MOMENT = 8.64e15;

const UNAVAILABLE: TOTPOutcome = Object.freeze({ status: 'unavailable' });
