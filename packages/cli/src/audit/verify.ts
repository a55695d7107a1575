import { resolve } from 'node:path';
import { type AuditReport, readCheckpointFile, verifyAuditLog } from '@attesta/audit-log';
import { visible } from '@attesta/core';
import { ExitCode, Failure } from '../command-error.js';
import type { Surroundings } from '../io/program-io.js';
import type { Report } from '../report.js';
import { type AuditOptions, needed, verifierKeys, withRecords } from './options.js';

/** Options of `attesta audit verify`. */
export interface VerifyOptions extends AuditOptions {
  readonly keys?: string;
  readonly anchor?: readonly string[];
  readonly name?: string;
  readonly maxUnsigned?: number;
  readonly thorough?: boolean;
}

/** Verifies a log. A broken one is a refusal. */
export async function verify(surroundings: Surroundings, options: VerifyOptions): Promise<Report> {
  const { name, maxUnsigned, thorough } = options;
  const keys = await verifierKeys(surroundings, options);
  const anchors: string[] = [];
  for (const named of options.anchor ?? []) {
    const path = resolve(surroundings.cwd, named);
    anchors.push(
      await needed('no_anchor', `The anchor at ${visible(path)} cannot be read`, readCheckpointFile({ path })),
    );
  }
  const report = await withRecords(surroundings, options, (log) =>
    verifyAuditLog({ log, keys, anchors, name, maxUnsigned, thorough }),
  );
  if (report.status !== 'broken') return { data: report, lines: linesOf(report) };
  const { status: _, ...data } = report;
  throw new Failure({
    exitCode: ExitCode.REFUSED,
    status: 'broken',
    message: [`The log is BROKEN: ${count(report.problemCount, 'problem')}.`, ...problemsOf(report)].join('\n'),
    advice: report.records === 0 ? undefined : `${linesOf(report).slice(1).join('\n')}`,
    data,
  });
}

function problemsOf({ problems, problemCount }: AuditReport): readonly string[] {
  const rest = problemCount - problems.length;
  const told = problems.map(({ message, code }) => `  ${message} [${code}]`);
  return rest === 0 ? told : [...told, `  ... and ${rest} more.`];
}

function linesOf(report: AuditReport): readonly string[] {
  const {
    lastCheckpoint,
    log = '',
    records,
    status,
    unsigned,
    tornBytes,
    unknownOutcomes,
    unknownOutcomeCount,
  } = report;
  const signed =
    lastCheckpoint &&
    `Signed: ${lastCheckpoint.size} records, at ${lastCheckpoint.time}, by ${lastCheckpoint.keys.join(', ')}.`;
  const torn = tornBytes === 0 ? '' : `, and ${tornBytes} bytes of a record without its end`;
  return [
    `${status === 'intact' ? 'Intact' : 'Intact as far as it is signed'}: ${count(records, 'record')} of ${visible(log)}.`,
    ...(signed === undefined ? [] : [visible(signed)]),
    ...(unsigned === 0 && torn === ''
      ? []
      : [`Beyond the last signature: ${count(unsigned, 'record')}${torn}. Nothing protects those yet.`]),
    ...report.warnings.map(({ message }) => visible(message)),
    ...(unknownOutcomeCount === 0 ? [] : [`Approved, and nobody knows whether they ran: ${unknownOutcomeCount}.`]),
    ...unknownOutcomes.slice(0, 20).map((each) => `  Record ${each.record}, ${each.time}: ${visible(each.decisionId)}`),
  ];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
