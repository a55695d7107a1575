import { addTOTPKey, createTOTPKeyFile, generateTOTPKey } from '@attesta/challenge-totp';
import { visible } from '@attesta/core';
import type { Command } from 'commander';
import { ExitCode, Failure } from '../command-error.js';
import { type TotpOptions, withOffice } from '../credentials.js';
import type { Surroundings } from '../io/program-io.js';
import { KEY_FILE, keyPlace, noKey } from '../key.js';
import type { CommandGroup } from '../program.js';
import type { Report } from '../report.js';

interface CreateOptions extends TotpOptions {
  readonly print?: boolean;
}

/** `attesta key ...`: what enrolled secrets are encrypted with. */
export const keyCommands: CommandGroup = (program, { surroundings, finish }) => {
  const key = program
    .command('key')
    .description('Make and change the key that enrolled secrets are encrypted with.')
    .option('--key-file <path>', KEY_FILE)
    .addHelpText('after', EXAMPLES);

  key
    .command('create')
    .description('Make a key file (mode 0600).')
    .option('--print', 'print a key instead, for a vault or ATTESTA_TOTP_KEY')
    .action(async (_options: unknown, command: Command) =>
      finish(await create(surroundings, command.optsWithGlobals<CreateOptions>())),
    );

  key
    .command('rotate')
    .description('Add a new key, and encrypt every secret with it.')
    .action(async (_options: unknown, command: Command) =>
      finish(await rotate(surroundings, command.optsWithGlobals<TotpOptions>())),
    );
};

async function create(surroundings: Surroundings, { print, keyFile }: CreateOptions): Promise<Report> {
  if (print === true) {
    const key = generateTOTPKey();
    return { data: { status: 'created', key }, lines: [key] };
  }
  const path = fileFor(surroundings, keyFile);
  try {
    const keyId = await createTOTPKeyFile(path);
    const lines = [
      `Made the key ${keyId} in ${visible(path)}.`,
      'Keep a copy in a safe place: without it nobody can approve by a code.',
    ];
    return { data: { status: 'created', path, keyId }, lines };
  } catch (error) {
    throw isThere(error) ? exists(path) : noKey({ path }, error);
  }
}

/** A key in the environment cannot be added to from here: then the last one there is the new one. */
async function rotate(surroundings: Surroundings, options: TotpOptions): Promise<Report> {
  const place = keyPlace(surroundings, options.keyFile);
  if ('path' in place) await add(place.path);
  const { reencrypted, unreadable } = await withOffice(surroundings, { options }, ({ secrets }) => secrets.reencrypt());
  const count = `${reencrypted} ${reencrypted === 1 ? "operator's secret is" : "operators' secrets are"} encrypted with the new key.`;
  if (unreadable.length === 0) {
    const advice = 'The older keys stay, for copies of the store; drop their lines when you need none of those.';
    return { data: { status: 'rotated', reencrypted }, lines: [count, advice] };
  }
  throw new Failure({
    exitCode: ExitCode.NOT_READY,
    status: 'unreadable',
    message: `${count} These cannot be read with the keys that are here: ${unreadable.map(visible).join(', ')}.`,
    advice: 'Give the keys that they were encrypted with as well, or enrol those people anew.',
    data: { reencrypted, unreadable },
  });
}

async function add(path: string): Promise<void> {
  try {
    await addTOTPKey(path);
  } catch (error) {
    throw isThere(error) ? exists(`${path}.new`) : noKey({ path }, error);
  }
}

function fileFor(surroundings: Surroundings, named: string | undefined): string {
  const place = keyPlace(surroundings, named);
  if ('path' in place) return place.path;
  throw new Failure({
    exitCode: ExitCode.USAGE,
    status: 'usage',
    message: 'The key is in ATTESTA_TOTP_KEY, so a file would not be used.',
    advice: 'Name a file by --key-file, or print a key with --print and put it behind the others in the variable.',
  });
}

function isThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

function exists(path: string): Failure {
  return new Failure({
    exitCode: ExitCode.REFUSED,
    status: 'key_exists',
    message: `${visible(path)} is there already, and is left as it is.`,
    advice: 'Secrets are lost without their key: "attesta key rotate" adds a new one and keeps the old.',
    data: { path },
  });
}

const EXAMPLES = `
Examples:
  attesta key create                        in the account's own folder
  attesta key create --key-file totp.key    somewhere else
  attesta key rotate                        a new key for all secrets; the old ones stay behind it

Whoever has the key and the store can make everybody's codes: keep them apart.
`;
