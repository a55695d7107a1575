import type { TOTPOutcome } from '@attesta/challenge-totp';
import { type Clock, visible } from '@attesta/core';
import { ExitCode, Failure } from '../command-error.js';
import { inWords, timestamp } from '../io/format.js';

/**
 * Why a code was refused, in words. Other than at a challenge the cause is told: who runs this program can read it from the store.
 */
export function refusal(operatorId: string, outcome: TOTPOutcome, clock: Clock): Failure {
  const until = outcome.status === 'locked' ? outcome.until : undefined;
  const id = visible(operatorId);
  const [message, advice] = WORDS[outcome.status](id, until === undefined ? '' : wait(until, clock));
  const data = { operatorId, ...(until === undefined ? {} : { until: timestamp(until) }) };
  const exitCode = NOT_READY.has(outcome.status) ? ExitCode.NOT_READY : ExitCode.REFUSED;
  return new Failure({ exitCode, status: outcome.status, message, advice, data });
}

/** Nobody has this id here. */
export function notEnrolled(operatorId: string): Failure {
  const [message, advice] = WORDS.secret_not_found(visible(operatorId), '');
  return new Failure({ exitCode: ExitCode.NOT_READY, status: 'not_enrolled', message, advice, data: { operatorId } });
}

function wait(until: number, clock: Clock): string {
  return `until ${timestamp(until)}, for ${inWords(until - clock.wall())}`;
}

type Words = (id: string, wait: string) => readonly [message: string, advice?: string];

const WORDS: Readonly<Record<TOTPOutcome['status'], Words>> = {
  ok: (id) => [`${id}'s code is right, and something else went wrong.`],
  wrong: () => ['That code is not right. It counts as a failure.', 'Is the clock of the phone right?'],
  malformed: () => ['That is no code: a code is 6 digits. It counts as a failure.'],
  replay: () => ['That code was used before: a code counts once.', 'Wait for the next one.'],
  locked: (id, wait) => [`${id} is locked after too many failures, ${wait}.`, unlockAdvice(id)],
  disabled: (id) => [`${id} is disabled after far too many failures. Find out who made them.`, unlockAdvice(id)],
  clock_behind_watermark: (id) => [
    `The clock of this machine lies before the last code of ${id}.`,
    'Set the clock right.',
  ],
  secret_not_found: (id) => [`${id} is not enrolled here.`, `Enrol them with "attesta totp enroll ${id}".`],
  secret_unusable: (id) => [
    `The secret of ${id} cannot be read with this key, or was damaged.`,
    `Give the key that it was encrypted with, or enrol anew with "attesta totp enroll ${id} --replace".`,
  ],
  unavailable: (id) => [`The store failed, or what it holds about ${id} is broken. A code given may be spent.`],
};

/** What is missing or broken, and no fault of the person. */
const NOT_READY: ReadonlySet<TOTPOutcome['status']> = new Set([
  'ok',
  'clock_behind_watermark',
  'secret_not_found',
  'secret_unusable',
  'unavailable',
]);

function unlockAdvice(id: string): string {
  return `Somebody else who is enrolled can lift it: "attesta totp unlock ${id} --by THEIR-ID".`;
}
