import { readFileSync } from 'node:fs';
import { visible } from '@attesta/core';
import { Command } from 'commander';
import { auditCommands } from './audit/commands.js';
import { inboxCommands } from './inbox/commands.js';
import { Printer } from './io/printer.js';
import type { Surroundings } from './io/program-io.js';
import { keyCommands } from './key/commands.js';
import type { Report } from './report.js';
import { storeCommands } from './store/commands.js';
import { DEFAULT_STORE, LOCATIONS } from './store/open-store.js';
import { totpCommands } from './totp/commands.js';

/** What a command is given besides its arguments. */
export interface Desk {
  readonly surroundings: Surroundings;
  /** Hands in what it did. */
  readonly finish: (report: Report) => void;
}

/** Adds a group of commands, such as `attesta totp ...`, to the program. */
export type CommandGroup = (program: Command, desk: Desk) => void;

/** Options that every command has. */
export interface GlobalOptions {
  readonly store?: string;
  readonly json?: boolean;
}

const GROUPS: readonly CommandGroup[] = [totpCommands, inboxCommands, keyCommands, auditCommands, storeCommands];

/** The program with all its commands. It writes only where the surroundings say, and never ends the process. */
export function programFor(surroundings: Surroundings, finish: Desk['finish']): Command {
  const { output, error, env } = surroundings;
  const [out, err] = [new Printer(output, env), new Printer(error, env)];
  const program = new Command('attesta')
    .description('Enrols those who approve what an AI agent wants to do, takes their answers, and reads the record.')
    .version(version(), '--version', 'Print the version.')
    .option('--store <location>', `${LOCATIONS} (ATTESTA_STORE; default ${DEFAULT_STORE})`)
    .option('--json', 'Print one JSON object, for programs.')
    .helpOption('-h, --help', 'Print what a command does and takes.')
    .helpCommand('help [command]', 'The same as --help.')
    .addHelpText('after', AFTER_HELP)
    .showHelpAfterError('Add --help to see what it takes.')
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
  for (const add of GROUPS) add(program, { surroundings, finish });
  return program;
}

function version(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;
}

const AFTER_HELP = `
Examples:
  attesta key create                     make the key that secrets are encrypted with
  attesta totp enroll ada                put a secret into ada's authenticator
  attesta totp unlock ada --by grace     lift ada's lock with grace's code
  attesta inbox watch --as grace         see what awaits grace, as it comes
  attesta inbox approve 5a0c81 --as grace
  attesta audit verify                   was anything changed in the record?

Exit codes:
  0    done
  1    refused: a wrong or used code, a lock, the wrong person, a broken audit log
  2    wrong usage
  3    something is missing or broken: a key, a store, an enrolment, a terminal
  130  given up (129 after SIGHUP, 143 after SIGTERM)
`;
