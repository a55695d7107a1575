import type { AuditFilter } from '@attesta/audit-log';
import { RiskLevel, Verdict } from '@attesta/core';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { AuditOptions } from './options.js';

/** Options of the commands that choose records. */
export interface FilterOptions extends AuditOptions, Omit<AuditFilter, 'decisionId'> {
  readonly id?: string;
}

/** Adds the options that choose records. */
export function withFilter(command: Command): Command {
  return command
    .option('--from <time>', 'recorded at this time or later, such as 2026-11-22 or 2026-11-22T08:00Z', time)
    .option('--to <time>', 'recorded before this time', time)
    .addOption(new Option('--kind <kind>', 'of this kind').choices(KINDS))
    .option('--action <name>', 'decisions on this action')
    .option('--agent <id>', 'decisions on what this agent wanted')
    .option('--requester <id>', 'decisions on what this person wanted')
    .option('--operator <id>', 'decisions at the screen of this person')
    .option('--approver <id>', 'decisions that this person approved')
    .addOption(new Option('--verdict <verdict>', 'decisions that ended so').choices(Object.values(Verdict)))
    .addOption(new Option('--level <level>', 'decisions at this risk').choices(Object.values(RiskLevel)))
    .option('--digest <digest>', 'decisions on exactly this call')
    .option('--id <id>', 'the decision of this id');
}

/** The filter that the options ask for. */
export function filterOf(options: FilterOptions): AuditFilter {
  const { from, to, kind, action, agent, requester, operator, approver, verdict, level, digest, id } = options;
  return { from, to, kind, action, agent, requester, operator, approver, verdict, level, digest, decisionId: id };
}

function time(text: string): Date {
  const date = new Date(text);
  if (/^[0-9]{4}-/.test(text) && !Number.isNaN(date.getTime())) return date;
  throw new InvalidArgumentError('It must be a date or a time of ISO 8601.');
}

const KINDS = ['decision', 'outcome', 'event', 'checkpoint', 'recovered'];
