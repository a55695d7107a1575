import type { EnrolledOperator } from '@attesta/challenge-totp';
import type { Clock } from '@attesta/core';
import { type TotpOptions, withOffice } from '../credentials.js';
import { inWords, timestamp } from '../io/format.js';
import { Printer } from '../io/printer.js';
import type { Surroundings } from '../io/program-io.js';
import type { Report } from '../report.js';

/** All operators with a secret, and how they stand. */
export async function list(surroundings: Surroundings, options: TotpOptions): Promise<Report> {
  const operators = await withOffice(surroundings, { options }, ({ secrets }) => secrets.list());
  return { data: { status: 'ok', operators: operators.map(asData) }, lines: lines(operators, surroundings) };
}

function asData({ barrier, enrolledAt, ...operator }: EnrolledOperator): object {
  return {
    ...operator,
    ...(enrolledAt === undefined ? {} : { enrolledAt: timestamp(enrolledAt) }),
    ...(barrier === undefined ? {} : { barrier: barrier.status }),
    ...(barrier?.status === 'locked' ? { until: timestamp(barrier.until) } : {}),
  };
}

function lines(operators: readonly EnrolledOperator[], { output, env, clock }: Surroundings): readonly string[] {
  if (operators.length === 0) return ['Nobody is enrolled here. "attesta totp enroll ID" enrols somebody.'];
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
