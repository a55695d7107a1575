import { resolve } from 'node:path';
import { type AuditReport, readCheckpointFile, verifyAuditLog } from '@attesta/audit-log';
import { visible } from '@attesta/core/authoring';
import type { Report } from '../command.js';
import { CommandError, ExitCode } from '../command-error.js';
import { counted } from '../io/format.js';
import type { ProgramIO } from '../io/program-io.js';
import { needed } from './audit-log.js';
import { type AuditOptions, verifierKeys, withRecords } from './options.js';

/** Options of `attesta audit verify`. */
export interface VerifyOptions extends AuditOptions {
  readonly keys?: string;
  readonly anchor?: readonly string[];
  readonly name?: string;
  readonly maxUnsigned?: number;
  readonly thorough?: boolean;
}

/** Verifies a log. A broken one is an error. */
export async function verify(io: ProgramIO, options: VerifyOptions): Promise<Report> {
  const { name, maxUnsigned, thorough } = options;
  const keys = await verifierKeys(io, options);
  const anchors: string[] = [];
  for (const named of options.anchor ?? []) {
    const path = resolve(io.cwd, named);
    anchors.push(
      await needed('no_anchor', `The anchor at ${visible(path)} cannot be read`, readCheckpointFile({ path })),
    );
  }
  const report = await withRecords(io, options, (log) =>
    verifyAuditLog({ log, keys, anchors, name, maxUnsigned, thorough }),
  );
  if (report.status !== 'broken') return { data: report, lines: linesOf(report) };
  const { status: _, ...data } = report;
  throw new CommandError({
    exitCode: ExitCode.REFUSED,
    code: 'broken',
    message: [`The log is BROKEN: ${counted(report.problemCount, 'problem')}.`, ...problemsOf(report)].join('\n'),
    advice: report.records === 0 ? undefined : `${linesOf(report).slice(1).join('\n')}`,
    data,
  });
}

function problemsOf({ problems, problemCount }: AuditReport): readonly string[] {
  const rest = problemCount - problems.length;
  const shown = problems.map(({ message, code }) => `  ${message} [${code}]`);
  return rest === 0 ? shown : [...shown, `  ... and ${rest} more.`];
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
  const torn = tornBytes === 0 ? '' : `, and ${tornBytes} bytes of a torn record`;
  return [
    `${status === 'intact' ? 'Intact' : 'Intact up to the last signature'}: ${counted(records, 'record')} of ${visible(log)}.`,
    ...(signed === undefined ? [] : [visible(signed)]),
    ...(unsigned === 0 && torn === ''
      ? []
      : [`After the last signature: ${counted(unsigned, 'record')}${torn}. They can still be changed unnoticed.`]),
    ...report.warnings.map(({ message }) => visible(message)),
    ...(unknownOutcomeCount === 0 ? [] : [`Approved calls without a recorded outcome: ${unknownOutcomeCount}.`]),
    ...unknownOutcomes
      .slice(0, 20)
      .map(({ record, time, decisionId }) => `  Record ${record}, ${time}: ${visible(decisionId)}`),
  ];
}
