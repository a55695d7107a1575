import { type AuditRecord, readAuditLog } from '@attesta/audit-log';
import type { JsonValue } from '@attesta/core';
import { visible } from '@attesta/core/authoring';
import { CommandError, ExitCode } from '../command-error.js';
import { inAscii } from '../io/format.js';
import { type ProgramIO, streamTo } from '../io/program-io.js';
import { type FilterOptions, filterOf, withRecords } from './options.js';

/** Prints one line for each selected record, or all of one record. */
export async function show(io: ProgramIO, number: number | undefined, options: FilterOptions): Promise<void> {
  await withRecords(io, options, async (source) => {
    let shown = 0;
    const stream = streamTo(io);
    for await (const record of readAuditLog(source, filterOf(options))) {
      if (number !== undefined && record.sequence !== number) continue;
      shown += 1;
      await stream(options.json === true ? `${inAscii(record.json)}\n` : printed(record, number !== undefined));
      if (number !== undefined) break;
    }
    if (shown > 0 || number === undefined) return;
    throw new CommandError({
      exitCode: ExitCode.REFUSED,
      code: 'no_record',
      message: `The selected records have no number ${number}.`,
    });
  });
}

function printed(record: AuditRecord, isWhole: boolean): string {
  if (!isWhole) return `${lineOf(record)}\n`;
  return JSON.stringify(JSON.parse(record.json), undefined, 2)
    .split('\n')
    .map((line) => `${inAscii(line)}\n`)
    .join('');
}

/** A record on one line of printable ASCII. */
function lineOf({ sequence, time, kind, record, outcome, decisionId }: AuditRecord): string {
  const facts =
    kind === 'decision' ? decisionFacts(record) : kind === 'outcome' ? [outcome, record.reason] : otherFacts(record);
  const words = [String(sequence).padStart(6), time, kind.padEnd(10), ...facts, decisionId?.slice(0, 8)];
  return words
    .filter((word) => word !== undefined && word !== '')
    .map((word) => visible(plain(word)))
    .join('  ');
}

function decisionFacts(record: AuditRecord['record']): readonly (JsonValue | undefined)[] {
  const { action, agent, approvers, risk, verdict, reason, reviewTimeSeconds } = record;
  const by = Array.isArray(approvers) && approvers.length > 0 ? `by ${approvers.map(plain).join(', ')}` : undefined;
  const after = typeof reviewTimeSeconds === 'number' ? `after ${reviewTimeSeconds.toFixed(1)} s` : undefined;
  const level = typeof risk === 'object' && risk !== null && 'level' in risk ? risk.level : undefined;
  return [
    plain(verdict).toUpperCase(),
    action,
    level,
    agent === undefined ? undefined : `for ${plain(agent)}`,
    by,
    after,
    reason,
  ];
}

function otherFacts({ event, details, file }: AuditRecord['record']): readonly (JsonValue | undefined)[] {
  return [event, details === undefined ? undefined : JSON.stringify(details), file];
}

function plain(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
