import { RiskLevel, Verdict } from '@attesta/core';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CommandGroup } from '../command.js';
import type { ExportOptions } from './export.js';
import type { AuditOptions, FilterOptions } from './options.js';
import type { CheckpointOptions } from './signing.js';
import type { StatsOptions } from './stats.js';
import type { VerifyOptions } from './verify.js';

/** `attesta audit ...`: the record of all decisions. The package that reads it is loaded when a command runs. */
export const auditCommands: CommandGroup = (program, { io, finish }) => {
  const audit = program
    .command('audit')
    .description('Verify and read the audit log, and manage its key.')
    .option('--log <file>', 'the log file (ATTESTA_AUDIT_LOG; default: the log in the store)')
    .option('--audit-key <path>', 'the key that signs the log (ATTESTA_AUDIT_KEY_FILE)')
    .addHelpText('after', EXAMPLES);

  leaf('verify', 'Check whether any record was changed, removed or restored from an older copy (exit code 1).')
    .option('--keys <file>', 'the verifier keys, one a line (default: the audit key file with .pub added)')
    .option('--anchor <file...>', 'a checkpoint that was kept outside of the log')
    .option('--name <name>', 'the name that the log must have')
    .option('--max-unsigned <number>', 'how many records may follow the last signature (default 100)', whole)
    .option('--thorough', 'also check the form of the signed records')
    .action(async (_options: unknown, command: Command) => {
      const { verify } = await import('./verify.js');
      finish(await verify(io, command.optsWithGlobals<VerifyOptions>()));
    });

  withFilter(leaf('show [record]', 'Print one line for each record; with a number, all of that record.')).action(
    async (record: string | undefined, _options: unknown, command: Command) => {
      const { show } = await import('./records.js');
      const number = record === undefined ? undefined : whole(record);
      await show(io, number, command.optsWithGlobals<FilterOptions>());
    },
  );

  withFilter(leaf('stats', 'Count approvals: how many, by whom, how fast.'))
    .option('--rubber-stamp <seconds>', 'count approvals faster than this as rubber stamps (default 2)', seconds)
    .action(async (_options: unknown, command: Command) => {
      const { stats } = await import('./stats.js');
      finish(await stats(io, command.optsWithGlobals<StatsOptions>()));
    });

  withFilter(leaf('export', 'Print the records for a file or another program.'))
    .addOption(
      new Option('--format <format>', 'as they are, or for a spreadsheet').choices(['jsonl', 'csv']).default('jsonl'),
    )
    .action(async (_options: unknown, command: Command) => {
      const { exportRecords } = await import('./export.js');
      await exportRecords(io, command.optsWithGlobals<ExportOptions>());
    });

  leaf('checkpoint', 'Sign the records that are not signed yet.')
    .option('--keep <file>', 'also keep the checkpoint in this file, as an anchor')
    .action(async (_options: unknown, command: Command) => {
      const { checkpoint } = await import('./signing.js');
      finish(await checkpoint(io, command.optsWithGlobals<CheckpointOptions>()));
    });

  const key = leaf('key', 'Create and rotate the key that signs the log.');
  key
    .command('create <name>')
    .description('Create a key file (mode 0600) for a log of this name, such as acme.example/agents.')
    .action(async (name: string, _options: unknown, command: Command) => {
      const { createKey } = await import('./signing.js');
      finish(await createKey(io, name, command.optsWithGlobals<AuditOptions>()));
    });
  key
    .command('rotate')
    .description('Replace the key by a new one.')
    .action(async (_options: unknown, command: Command) => {
      const { rotateKey } = await import('./signing.js');
      finish(await rotateKey(io, command.optsWithGlobals<AuditOptions>()));
    });

  function leaf(nameAndArguments: string, description: string): Command {
    return audit.command(nameAndArguments).description(description);
  }
};

/** Adds the options that select records. */
function withFilter(command: Command): Command {
  return command
    .option('--from <time>', 'recorded at or after this time, such as 2026-11-22 or 2026-11-22T08:00Z', time)
    .option('--to <time>', 'recorded before this time', time)
    .addOption(new Option('--kind <kind>', 'records of this kind').choices(KINDS))
    .option('--action <name>', 'decisions on this action')
    .option('--agent <id>', 'decisions on actions of this agent')
    .option('--requester <id>', 'decisions on requests of this person')
    .option('--operator <id>', 'decisions at the screen of this person')
    .option('--approver <id>', 'decisions that this person approved')
    .addOption(new Option('--verdict <verdict>', 'decisions with this verdict').choices(Object.values(Verdict)))
    .addOption(new Option('--level <level>', 'decisions at this risk level').choices(Object.values(RiskLevel)))
    .option('--digest <digest>', 'decisions on exactly this call')
    .option('--id <id>', 'the decision with this id');
}

function time(given: string): Date {
  const date = new Date(given);
  if (/^[0-9]{4}-/.test(given) && !Number.isNaN(date.getTime())) return date;
  throw new InvalidArgumentError('It must be an ISO 8601 date or time.');
}

function whole(given: string): number {
  if (/^[0-9]{1,15}$/.test(given)) return Number(given);
  throw new InvalidArgumentError('It must be a whole number of at least 0.');
}

function seconds(given: string): number {
  const number = Number(given);
  if (/^[0-9.]{1,9}$/.test(given) && number > 0) return number;
  throw new InvalidArgumentError('It must be a number of seconds greater than 0.');
}

const KINDS = ['decision', 'outcome', 'event', 'checkpoint', 'recovered'];

const EXAMPLES = `
Examples:
  attesta audit key create acme.example/agents --audit-key audit.key
  attesta audit verify --log audit.jsonl --audit-key audit.key
  attesta audit verify --log audit.jsonl --keys audit.key.pub --anchor /mnt/elsewhere/checkpoint
  attesta audit show --log audit.jsonl --verdict denied --from 2026-11-01
  attesta audit show 12 --log audit.jsonl
  attesta audit stats --log audit.jsonl
  attesta audit export --log audit.jsonl --format csv > audit.csv
  attesta audit checkpoint --log audit.jsonl --audit-key audit.key --keep /mnt/elsewhere/checkpoint

For cron: "verify" ends with 0 if the log is intact, 1 if it is broken, and 3 if it cannot be
checked (no keys, no anchor, no store).
`;
