import { type ChallengeResult, ChallengeType } from '@attesta/core';
import { createChallengeResult } from '@attesta/core/authoring';
import type { TOTPOutcome } from './totp-outcome.js';

/** Why a code was not taken. */
export type Refused = Exclude<TOTPOutcome['status'], 'ok'>;

/** Why no code came. */
export type Stop = 'cancelled' | 'timed_out' | 'unavailable';

/** How far a presentation has got. */
export interface Progress {
  readonly operatorId: string;
  readonly responseTimeSeconds: number;
  /** Codes that came. */
  readonly attempts: number;
  /** What the last of them was refused for. */
  readonly refused: Refused | undefined;
}

/** The right code came. */
export function passed({ operatorId, responseTimeSeconds, attempts }: Progress): ChallengeResult {
  const details = { method: 'totp', attempts };
  return createChallengeResult({ passed: true, challengeType, responder: operatorId, responseTimeSeconds, details });
}

/** No attempt is left, or no code came: the cause of the last attempt, where it has one of its own, says more than that. */
export function denied(progress: Progress, stop?: Stop): ChallengeResult {
  const { operatorId, responseTimeSeconds, attempts, refused } = progress;
  const cause = refused === undefined ? undefined : CAUSES[refused];
  const reason = cause ?? (stop === undefined ? 'max attempts exceeded' : STOPS[stop]);
  return createChallengeResult({
    passed: false,
    challengeType,
    responder: attempts > 0 ? operatorId : undefined,
    responseTimeSeconds,
    details: { method: 'totp', attempts, reason },
    verdict: stop === undefined || stop === 'unavailable' ? 'denied' : stop,
  });
}

/** Nobody could be asked at all. */
export function notAsked(reason: string): ChallengeResult {
  return createChallengeResult({ passed: false, challengeType, details: { method: 'totp', attempts: 0, reason } });
}

const challengeType = ChallengeType.CONFIRM;

const CAUSES: Readonly<Record<Refused, string | undefined>> = {
  wrong: undefined,
  malformed: undefined,
  secret_not_found: 'TOTP secret not found',
  secret_unusable: 'TOTP secret not usable',
  replay: 'replay',
  locked: 'locked',
  disabled: 'disabled',
  clock_behind_watermark: 'clock_behind_watermark',
  unavailable: 'unavailable',
};

const STOPS: Readonly<Record<Stop, string>> = {
  cancelled: 'the operator cancelled',
  timed_out: 'nobody answered in time',
  unavailable: 'nobody can be asked here',
};
