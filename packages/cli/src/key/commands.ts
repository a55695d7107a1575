import { addTOTPKey, createTOTPKeyFile, generateTOTPKey } from '@attesta/challenge-totp';
import { visible } from '@attesta/core/authoring';
import type { Command } from 'commander';
import type { CommandGroup, Report } from '../command.js';
import { CommandError, ExitCode } from '../command-error.js';
import { type CredentialOptions, KEY_FILE, keyLocation, unusableKey, withCredentials } from '../credentials.js';
import type { ProgramIO } from '../io/program-io.js';

interface CreateOptions extends CredentialOptions {
  readonly print?: boolean;
}

/** `attesta key ...`: the key that encrypts enrolled secrets. */
export const keyCommands: CommandGroup = (program, { io, finish }) => {
  const key = program
    .command('key')
    .description('Create and rotate the key that encrypts enrolled secrets.')
    .option('--key-file <path>', KEY_FILE)
    .addHelpText('after', EXAMPLES);

  key
    .command('create')
    .description('Create a key file (mode 0600).')
    .option('--print', 'print a key instead, for a vault or ATTESTA_TOTP_KEY')
    .action(async (_options: unknown, command: Command) =>
      finish(await create(io, command.optsWithGlobals<CreateOptions>())),
    );

  key
    .command('rotate')
    .description('Add a new key, and encrypt every secret with it again.')
    .action(async (_options: unknown, command: Command) =>
      finish(await rotate(io, command.optsWithGlobals<CredentialOptions>())),
    );
};

async function create(io: ProgramIO, { print, keyFile }: CreateOptions): Promise<Report> {
  if (print === true) {
    const key = generateTOTPKey();
    return { data: { status: 'created', key }, lines: [key] };
  }
  const path = filePath(io, keyFile);
  try {
    const keyId = await createTOTPKeyFile({ path });
    const lines = [
      `Created the key ${keyId} in ${visible(path)}.`,
      'Keep a copy in a safe place: without this key, no code can be checked.',
    ];
    return { data: { status: 'created', path, keyId }, lines };
  } catch (error) {
    throw isExisting(error) ? exists(path) : unusableKey({ path }, error);
  }
}

/** This program cannot change a key in the environment: there, the last key of the variable is the new one. */
async function rotate(io: ProgramIO, options: CredentialOptions): Promise<Report> {
  const location = keyLocation(io, options.keyFile);
  if ('path' in location) await add(location.path);
  const { reencrypted, unreadable } = await withCredentials(io, { options }, ({ secrets }) => secrets.reencrypt());
  const whose = reencrypted === 1 ? "operator's secret is" : "operators' secrets are";
  const count = `${reencrypted} ${whose} encrypted with the new key.`;
  if (unreadable.length === 0) {
    const advice =
      'The older keys stay in the file for backups of the store. Delete their lines once no backup needs them.';
    return { data: { status: 'rotated', reencrypted }, lines: [count, advice] };
  }
  throw new CommandError({
    exitCode: ExitCode.NOT_READY,
    code: 'unreadable',
    message: `${count} These secrets cannot be read with the given keys: ${unreadable.map(visible).join(', ')}.`,
    advice: 'Also give the keys that encrypted them, or enroll those operators again.',
    data: { reencrypted, unreadable },
  });
}

async function add(path: string): Promise<void> {
  try {
    await addTOTPKey({ path });
  } catch (error) {
    throw isExisting(error) ? exists(`${path}.new`) : unusableKey({ path }, error);
  }
}

function filePath(io: ProgramIO, named: string | undefined): string {
  const location = keyLocation(io, named);
  if ('path' in location) return location.path;
  throw new CommandError({
    exitCode: ExitCode.USAGE,
    code: 'usage',
    message: 'ATTESTA_TOTP_KEY is set, so a key file would not be used.',
    advice: 'Name a file with --key-file, or print a key with --print and add it at the end of the variable.',
  });
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

function exists(path: string): CommandError {
  return new CommandError({
    exitCode: ExitCode.REFUSED,
    code: 'key_exists',
    message: `${visible(path)} exists already. It was not changed.`,
    advice: 'Use "attesta key rotate" to add a new key and keep the old one: secrets are lost without their key.',
    data: { path },
  });
}

const EXAMPLES = `
Examples:
  attesta key create                        in the account's own folder
  attesta key create --key-file totp.key    in a file of your choice
  attesta key rotate                        a new key for all secrets; the file keeps the old ones

The key and the store together are enough to compute every operator's codes: keep them apart.
`;
