import { type AuditRecord, readAuditLog } from '@attesta/audit-log';
import type { JsonValue } from '@attesta/core';
import { visible } from '@attesta/core/authoring';
import { stringify } from 'csv-stringify/sync';
import { CommandError, ExitCode } from '../command-error.js';
import { type ProgramIO, streamTo } from '../io/program-io.js';
import { type FilterOptions, filterOf, withRecords } from './options.js';

/** Options of `attesta audit export`. */
export interface ExportOptions extends FilterOptions {
  readonly format: 'jsonl' | 'csv';
}

/** Writes the selected records to the output, for a file: as they are in the log, or as CSV for a spreadsheet. */
export async function exportRecords(io: ProgramIO, options: ExportOptions): Promise<void> {
  if (io.output.isTTY === true) {
    throw new CommandError({
      exitCode: ExitCode.USAGE,
      code: 'usage',
      message: 'The output is a terminal: an export goes to a file or a program.',
      advice: `Redirect it: attesta audit export --format ${options.format} > log.${options.format}`,
    });
  }
  await withRecords(io, options, async (source) => {
    const stream = streamTo(io);
    const isCsv = options.format === 'csv';
    if (isCsv) await stream(csvLine(Object.keys(COLUMNS)));
    for await (const record of readAuditLog(source, filterOf(options)))
      await stream(isCsv ? csvLine(Object.values(COLUMNS).map((cell) => cell(record))) : `${record.json}\n`);
  });
}

/**
 * A line of CSV (RFC 4180) in printable ASCII. Each cell is quoted, and none begins as a formula of a spreadsheet does. Strings are
 * written by `visible`.
 */
function csvLine(cells: readonly (JsonValue | undefined)[]): string {
  const row = cells.map((cell) => {
    if (cell === undefined || typeof cell === 'number') return cell;
    return visible(typeof cell === 'string' ? cell : JSON.stringify(cell));
  });
  return stringify([row], { quoted: true, quoted_empty: true, escape_formulas: true, record_delimiter: 'windows' });
}

/** The member at a path of names; undefined where there is no such member. */
function memberOf(value: JsonValue | undefined, ...[name, ...rest]: readonly string[]): JsonValue | undefined {
  if (name === undefined) return value;
  return isObject(value) && Object.hasOwn(value, name) ? memberOf(value[name], ...rest) : undefined;
}

function isObject(value: JsonValue | undefined): value is AuditRecord['record'] {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const COLUMNS: Readonly<Record<string, (audit: AuditRecord) => JsonValue | undefined>> = {
  sequence: ({ sequence }) => sequence,
  time: ({ time }) => time,
  kind: ({ kind }) => kind,
  decisionId: ({ decisionId }) => decisionId,
  action: ({ record }) => record.action ?? record.event,
  verdict: ({ record }) => record.verdict,
  reason: ({ record }) => record.reason,
  outcome: ({ outcome }) => outcome,
  level: ({ record }) => memberOf(record, 'risk', 'level'),
  score: ({ record }) => memberOf(record, 'risk', 'score'),
  agent: ({ record }) => record.agent,
  requester: ({ record }) => record.requester,
  operator: ({ record }) => memberOf(record, 'operator', 'id'),
  responder: ({ record }) => memberOf(record, 'challenge', 'responder'),
  approvers: ({ record }) => record.approvers,
  required: ({ record }) => memberOf(record, 'required', 'name'),
  presented: ({ record }) => memberOf(record, 'presented', 'name'),
  reviewTimeSeconds: ({ record }) => record.reviewTimeSeconds,
  environment: ({ record }) => record.environment,
  session: ({ record }) => record.session,
  digest: ({ record }) => record.digest ?? record.digestTag,
  optionsDigest: ({ record }) => record.optionsDigest,
  arguments: ({ record }) => record.arguments,
  details: ({ record }) => memberOf(record, 'challenge', 'details') ?? record.details,
  hash: ({ hash }) => hash,
};
