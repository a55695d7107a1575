import type { EnrolledOperator, UnlockOutcome } from '@attesta/challenge-totp';
import type { Clock } from '@attesta/core';
import { resembles, visible } from '@attesta/core/authoring';
import { UNRECORDED } from '../audit/audit-log.js';
import type { Report } from '../command.js';
import { CommandError, ExitCode } from '../command-error.js';
import { type CredentialOptions, withCredentials } from '../credentials.js';
import { counted, inWords, timestamp } from '../io/format.js';
import { Printer } from '../io/printer.js';
import type { ProgramIO } from '../io/program-io.js';
import { askYes } from '../io/prompts.js';
import { type CodeOptions, notEnrolled, proveIdentity } from './code.js';

/** Options of `attesta totp unlock`. */
export interface UnlockOptions extends CodeOptions {
  readonly by: string;
}

/** Options of `attesta totp remove`. */
export interface RemoveOptions extends CredentialOptions {
  readonly yes?: boolean;
}

/** Lists all operators with a secret: status, key, failures and lock. */
export async function list(io: ProgramIO, options: CredentialOptions): Promise<Report> {
  const operators = await withCredentials(io, { options }, ({ secrets }) => secrets.list());
  return { data: { status: 'ok', operators: operators.map(asData) }, lines: lines(operators, io) };
}

function asData({ barrier, enrolledAt, ...operator }: EnrolledOperator): object {
  return {
    ...operator,
    ...(enrolledAt === undefined ? {} : { enrolledAt: timestamp(enrolledAt) }),
    ...(barrier === undefined ? {} : { barrier: barrier.status }),
    ...(barrier?.status === 'locked' ? { until: timestamp(barrier.until) } : {}),
  };
}

function lines(operators: readonly EnrolledOperator[], { output, env, clock }: ProgramIO): readonly string[] {
  if (operators.length === 0) return ['No operator is enrolled. Enroll one with "attesta totp enroll ID".'];
  const rows = operators.map((operator) => [
    operator.operatorId,
    operator.isReplacing ? `${operator.status}, replacing` : operator.status,
    operator.enrolledAt === undefined ? '-' : timestamp(operator.enrolledAt),
    operator.keyId ?? '-',
    String(operator.failures ?? '-'),
    lock(operator, clock),
  ]);
  return new Printer(output, env).table(['OPERATOR', 'STATUS', 'SINCE', 'KEY', 'FAILURES', 'LOCK'], rows);
}

function lock({ barrier }: EnrolledOperator, clock: Clock): string {
  if (barrier === undefined) return '-';
  return barrier.status === 'locked' ? `for ${inWords(barrier.until - clock.wall())}` : barrier.status;
}

/** Lifts an operator's lock, with a code of a second person. */
export async function unlock(io: ProgramIO, operatorId: string, options: UnlockOptions): Promise<Report> {
  const { by } = options;
  if (resembles(operatorId, by)) throw refused('same_person', operatorId, by);
  return await withCredentials(io, { options, isChange: true }, async (credentials) => {
    await proveIdentity(io, credentials, { operatorId: by, options });
    const outcome = await credentials.secrets.unlock(operatorId, { by });
    if (outcome.status !== 'ok') throw refused(outcome.status, operatorId, by);
    const { failures } = outcome;
    const line = `${visible(operatorId)} is unlocked by ${visible(by)}: ${counted(failures, 'failure')} removed.`;
    const isRecorded = credentials.auditLog !== undefined;
    return {
      data: { status: 'ok', operatorId, by, failures, isRecorded },
      lines: isRecorded ? [line] : [line, UNRECORDED],
    };
  });
}

function refused(status: Exclude<UnlockOutcome['status'], 'ok'>, operatorId: string, by: string): CommandError {
  const exitCode = status === 'unavailable' || status === 'not_recorded' ? ExitCode.NOT_READY : ExitCode.REFUSED;
  return new CommandError({
    exitCode,
    code: status,
    message: WORDS[status](visible(operatorId), visible(by)),
    data: { operatorId, by },
  });
}

/** Removes an operator's secrets, after a yes. */
export async function remove(io: ProgramIO, operatorId: string, options: RemoveOptions): Promise<Report> {
  return await withCredentials(io, { options, isChange: true }, async ({ secrets }) => {
    if ((await secrets.find(operatorId)) === undefined) throw notEnrolled(operatorId);
    const question = `Remove the secret of ${operatorId}? They cannot approve any action afterwards.`;
    if (options.yes !== true && !(await askYes(io, question))) throw kept(operatorId);
    await secrets.remove(operatorId);
    const line = `${visible(operatorId)} is removed. Failures and a lock are kept.`;
    return { data: { status: 'removed', operatorId }, lines: [line] };
  });
}

function kept(operatorId: string): CommandError {
  const message = `Not removed: ${visible(operatorId)} is still enrolled.`;
  return new CommandError({ exitCode: ExitCode.REFUSED, code: 'kept', message, data: { operatorId } });
}

const WORDS: Readonly<Record<Exclude<UnlockOutcome['status'], 'ok'>, (id: string, by: string) => string>> = {
  not_locked: (id) => `${id} has no failures: there is no lock to lift.`,
  same_person: (id, by) => `${by} could be mistaken for ${id}: a lock is lifted by another person.`,
  not_a_person: (_id, by) => `${by} must be an id that names exactly one person.`,
  not_recorded: (id) => `The unlocking could not be recorded, so ${id} stays locked.`,
  unavailable: (id) => `The store failed, or its record of ${id} is broken.`,
};
