import type { EnrolledOperator, TOTPOutcome, TOTPSecrets } from '@attesta/challenge-totp';
import type { Clock } from '@attesta/core';
import { visible } from '@attesta/core/authoring';
import type { Report } from '../command.js';
import { CommandError, ExitCode } from '../command-error.js';
import { type CredentialOptions, type Credentials, withCredentials } from '../credentials.js';
import { inWords, timestamp } from '../io/format.js';
import type { ProgramIO } from '../io/program-io.js';
import { askCode } from '../io/prompts.js';

/** Options of commands that take a code. */
export interface CodeOptions extends CredentialOptions {
  readonly codeStdin?: boolean;
}

/** Checks one code. The check spends it. */
export async function verify(io: ProgramIO, operatorId: string, options: CodeOptions): Promise<Report> {
  return await withCredentials(io, { options }, async (credentials) => {
    const step = await proveIdentity(io, credentials, { operatorId, options });
    const line = `The code of ${visible(operatorId)} is right. It is spent now.`;
    return { data: { status: 'ok', operatorId, step }, lines: [line] };
  });
}

/** Takes the first code of a pending secret. */
export async function confirm(io: ProgramIO, operatorId: string, options: CodeOptions): Promise<Report> {
  return await withCredentials(io, { options, isChange: true }, async ({ secrets }) => {
    await findOperator(secrets, operatorId);
    const prompt = `First code of ${operatorId}`;
    const code = await askCode(io, { prompt, isPiped: options.codeStdin === true });
    const outcome = await secrets.confirmEnrollment(operatorId, code);
    if (outcome.status !== 'ok') throw refusal(operatorId, outcome, io.clock);
    const line = enrolledLine(operatorId);
    return { data: { status: 'active', operatorId }, lines: [line] };
  });
}

/** The confirmation of an enrollment. */
export function enrolledLine(operatorId: string): string {
  return `${visible(operatorId)} is enrolled. This code is spent: use the next one to approve.`;
}

/**
 * Checks an operator's identity by a code.
 *
 * @returns The code's time step.
 * @throws CommandError for an operator who is not enrolled or is locked, before the question; and for a refused code.
 */
export async function proveIdentity(
  io: ProgramIO,
  credentials: Credentials,
  { operatorId, options }: { readonly operatorId: string; readonly options: CodeOptions },
): Promise<number> {
  const { clock } = io;
  await requireUsableSecret(io, credentials, operatorId);
  const { verifier, state } = credentials;
  const prompt = `Code of ${operatorId}`;
  const code = await askCode(io, { prompt, isPiped: options.codeStdin === true });
  const outcome = await verifier.verify({ operatorId, code, state, clock });
  if (outcome.status !== 'ok') throw refusal(operatorId, outcome, clock);
  return outcome.step;
}

/** @throws CommandError if no code can be right: the operator is not enrolled, or is locked. */
export async function requireUsableSecret(
  { clock }: ProgramIO,
  { secrets }: Pick<Credentials, 'secrets'>,
  operatorId: string,
): Promise<void> {
  const { status, barrier } = await findOperator(secrets, operatorId);
  if (status === 'pending') throw refusal(operatorId, { status: 'secret_not_found' }, clock);
  if (status === 'unreadable') throw refusal(operatorId, { status: 'secret_unusable' }, clock);
  if (barrier !== undefined) throw refusal(operatorId, barrier, clock);
}

async function findOperator(secrets: TOTPSecrets, operatorId: string): Promise<EnrolledOperator> {
  const operator = await secrets.find(operatorId);
  if (operator === undefined) throw notEnrolled(operatorId);
  return operator;
}

/**
 * The error for a refused code. Unlike a challenge, it names the cause: the user of this program can read the cause from the store.
 */
export function refusal(operatorId: string, outcome: TOTPOutcome, clock: Clock): CommandError {
  const until = outcome.status === 'locked' ? outcome.until : undefined;
  const id = visible(operatorId);
  const [message, advice] = WORDS[outcome.status](id, until === undefined ? '' : wait(until, clock));
  const data = { operatorId, ...(until === undefined ? {} : { until: timestamp(until) }) };
  const exitCode = NOT_READY.has(outcome.status) ? ExitCode.NOT_READY : ExitCode.REFUSED;
  return new CommandError({ exitCode, code: outcome.status, message, advice, data });
}

/** The error for an id that is not enrolled. */
export function notEnrolled(operatorId: string): CommandError {
  const [message, advice] = WORDS.secret_not_found(visible(operatorId), '');
  return new CommandError({
    exitCode: ExitCode.NOT_READY,
    code: 'not_enrolled',
    message,
    advice,
    data: { operatorId },
  });
}

function wait(until: number, clock: Clock): string {
  return `until ${timestamp(until)}, for ${inWords(until - clock.wall())}`;
}

type Words = (id: string, wait: string) => readonly [message: string, advice?: string];

const WORDS: Readonly<Record<TOTPOutcome['status'], Words>> = {
  ok: (id) => [`The code of ${id} is right, but the command failed.`],
  wrong: () => ['The code is wrong. It counts as a failure.', 'Check the clock of the phone.'],
  malformed: () => ['A code is 6 digits. The input counts as a failure.'],
  replay: () => ['The code was used before: a code counts once.', 'Wait for the next one.'],
  locked: (id, wait) => [`${id} is locked after too many failures, ${wait}.`, unlockAdvice(id)],
  disabled: (id) => [
    `${id} is disabled: the failures far exceed the limit. Find out who caused them.`,
    unlockAdvice(id),
  ],
  clock_behind_watermark: (id) => [
    `The clock of this machine is earlier than the last code of ${id}.`,
    'Set the clock of this machine.',
  ],
  secret_not_found: (id) => [`${id} is not enrolled here.`, `Enroll them with "attesta totp enroll ${id}".`],
  secret_unusable: (id) => [
    `The secret of ${id} cannot be read with this key, or is damaged.`,
    `Give the key that encrypted it, or enroll again with "attesta totp enroll ${id} --replace".`,
  ],
  unavailable: (id) => [`The store failed, or its record of ${id} is broken. The code may be spent.`],
};

/** Outcomes that are not the person's fault: something is missing or broken. */
const NOT_READY: ReadonlySet<TOTPOutcome['status']> = new Set([
  'ok',
  'clock_behind_watermark',
  'secret_not_found',
  'secret_unusable',
  'unavailable',
]);

function unlockAdvice(id: string): string {
  return `Another enrolled operator can unlock them: "attesta totp unlock ${id} --by THEIR-ID".`;
}
