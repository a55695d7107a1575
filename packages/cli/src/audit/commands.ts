import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CommandGroup } from '../program.js';
import type { CheckpointOptions } from './checkpoint.js';
import type { ExportOptions } from './export.js';
import { type FilterOptions, withFilter } from './filter-options.js';
import type { AuditOptions } from './options.js';
import type { StatsOptions } from './stats.js';
import type { VerifyOptions } from './verify.js';

/** `attesta audit ...`: the record of what was decided. The package that reads it is loaded when it is asked for. */
export const auditCommands: CommandGroup = (program, { surroundings, finish }) => {
  const audit = program
    .command('audit')
    .description('Verify the audit log, read it, and keep its key.')
    .option('--log <file>', 'the log, where it is a file and not in the store (ATTESTA_AUDIT_LOG)')
    .option('--audit-key <path>', 'the key that signs it (ATTESTA_AUDIT_KEY_FILE)')
    .addHelpText('after', EXAMPLES);

  leaf('verify', 'Whether anything was changed, removed or put back. Exit code 1: it was.')
    .option('--keys <file>', 'the verifier keys, one a line (default: the audit key with .pub behind it)')
    .option('--anchor <file...>', 'a checkpoint that was kept elsewhere')
    .option('--name <name>', 'what the log must be called')
    .option('--max-unsigned <number>', 'how many records may lie beyond the last signature (default 100)', whole)
    .option('--thorough', 'look at the form of the signed records as well')
    .action(async (_options: unknown, command: Command) => {
      const { verify } = await import('./verify.js');
      finish(await verify(surroundings, command.optsWithGlobals<VerifyOptions>()));
    });

  withFilter(leaf('show [record]', 'What was recorded, one line each; with its number, all of one record.')).action(
    async (record: string | undefined, _options: unknown, command: Command) => {
      const { show } = await import('./records.js');
      const number = record === undefined ? undefined : whole(record);
      await show(surroundings, number, command.optsWithGlobals<FilterOptions>());
    },
  );

  withFilter(leaf('stats', 'How often was approved, by whom, and how fast.'))
    .option(
      '--rubber-stamp <seconds>',
      'an approval faster than this counts as one without looking (default 2)',
      seconds,
    )
    .action(async (_options: unknown, command: Command) => {
      const { stats } = await import('./stats.js');
      finish(await stats(surroundings, command.optsWithGlobals<StatsOptions>()));
    });

  withFilter(leaf('export', 'The records, for a file or another program.'))
    .addOption(
      new Option('--format <format>', 'as they are, or for a spreadsheet').choices(['jsonl', 'csv']).default('jsonl'),
    )
    .action(async (_options: unknown, command: Command) => {
      const { exportRecords } = await import('./export.js');
      await exportRecords(surroundings, command.optsWithGlobals<ExportOptions>());
    });

  leaf('checkpoint', 'Sign what nobody has signed yet.')
    .option('--keep <file>', 'keep the checkpoint in this file as well: an anchor')
    .action(async (_options: unknown, command: Command) => {
      const { checkpoint } = await import('./checkpoint.js');
      finish(await checkpoint(surroundings, command.optsWithGlobals<CheckpointOptions>()));
    });

  const key = leaf('key', 'Make and change the key that signs.');
  key
    .command('create <name>')
    .description('Make a key file (mode 0600) of this name, such as acme.example/agents.')
    .action(async (name: string, _options: unknown, command: Command) => {
      const { createKey } = await import('./signing.js');
      finish(await createKey(surroundings, name, command.optsWithGlobals<AuditOptions>()));
    });
  key
    .command('rotate')
    .description('Put a new key in the place of the old one.')
    .action(async (_options: unknown, command: Command) => {
      const { rotateKey } = await import('./signing.js');
      finish(await rotateKey(surroundings, command.optsWithGlobals<AuditOptions>()));
    });

  function leaf(nameAndArguments: string, description: string): Command {
    return audit.command(nameAndArguments).description(description);
  }
};

function whole(text: string): number {
  const number = Number(text);
  if (/^[0-9]{1,15}$/.test(text)) return number;
  throw new InvalidArgumentError('It must be a whole number from 0 up.');
}

function seconds(text: string): number {
  const number = Number(text);
  if (/^[0-9.]{1,9}$/.test(text) && number > 0) return number;
  throw new InvalidArgumentError('It must be a number of seconds above 0.');
}

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

For cron: "verify" prints nothing that needs you and ends with 0 while all is well, 1 when the log is broken, and 3
when it cannot look (no keys, no anchor, no store).
`;
