import { readFileSync } from 'node:fs';
import { visible } from '@attesta/core/authoring';
import { Command } from 'commander';
import { auditCommands } from './audit/commands.js';
import type { CommandContext, CommandGroup } from './command.js';
import { inboxCommands } from './inbox/commands.js';
import { Printer } from './io/printer.js';
import type { ProgramIO } from './io/program-io.js';
import { keyCommands } from './key/commands.js';
import { riskCommands } from './risk/commands.js';
import { storeCommands } from './store/commands.js';
import { DEFAULT_STORE, LOCATIONS } from './store/open-store.js';
import { totpCommands } from './totp/commands.js';

const GROUPS: readonly CommandGroup[] = [
  totpCommands,
  inboxCommands,
  keyCommands,
  auditCommands,
  storeCommands,
  riskCommands,
];

/** The program with all its commands. It writes to the streams of `io` only, and never ends the process. */
export function programFor(io: ProgramIO, finish: CommandContext['finish']): Command {
  const { output, error, env } = io;
  const [out, err] = [new Printer(output, env), new Printer(error, env)];
  const program = new Command('attesta')
    .description('Enroll approvers of AI agent actions, answer approval requests, and read the audit log.')
    .version(version(), '--version', 'Print the version.')
    .option('--store <location>', `${LOCATIONS} (ATTESTA_STORE; default ${DEFAULT_STORE})`)
    .option('--json', 'Print one JSON object instead of lines for people.')
    .helpOption('-h, --help', 'Print the help of a command.')
    .helpCommand('help [command]', 'The same as --help.')
    .addHelpText('after', AFTER_HELP)
    .showHelpAfterError('Add --help to see the arguments and options.')
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => output.write(text),
      writeErr: (text) => error.write(text),
      outputError: (text, write) =>
        write(
          text
            .replace(/^error: /, 'attesta: ')
            .split('\n')
            .map(visible)
            .join('\n'),
        ),
      getOutHelpWidth: () => out.width,
      getErrHelpWidth: () => err.width,
      getOutHasColors: () => out.hasColors,
      getErrHasColors: () => err.hasColors,
    });
  for (const add of GROUPS) add(program, { io, finish });
  return program;
}

function version(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

const AFTER_HELP = `
Examples:
  attesta key create                     create the key that encrypts secrets
  attesta totp enroll ada                put a secret into ada's authenticator
  attesta totp unlock ada --by grace     unlock ada with grace's code
  attesta inbox watch --as grace         show grace's requests as they arrive
  attesta inbox approve 5a0c81 --as grace
  attesta audit verify                   check the audit log for changes

Exit codes:
  0    done
  1    refused: a wrong or used code, a lock, the wrong person, a broken audit log
  2    wrong usage
  3    a key, a store, an enrollment or a terminal is missing or broken
  130  canceled (129 after SIGHUP, 143 after SIGTERM)
`;
