import { type Command, InvalidArgumentError } from 'commander';
import { AUDIT_KEY } from '../audit/audit-log.js';
import type { TotpOptions } from '../credentials.js';
import { KEY_FILE } from '../key.js';
import type { CommandGroup } from '../program.js';
import { type CodeOptions, confirm, verify } from './code.js';
import { type EnrollOptions, enroll } from './enroll.js';
import { list } from './list.js';
import { type UnlockOptions, unlock } from './operators.js';
import { type RemoveOptions, remove } from './remove.js';

/** `attesta totp ...`: who can approve by a one-time code. */
export const totpCommands: CommandGroup = (program, { surroundings, finish }) => {
  const totp = program
    .command('totp')
    .description('Enrol operators for one-time codes, and lift their locks.')
    .option('--key-file <path>', KEY_FILE)
    .option('--audit-key <path>', AUDIT_KEY)
    .addHelpText('after', EXAMPLES);

  leaf('enroll <operator>', 'Put a new secret into an authenticator, and take its first code.')
    .option('--issuer <name>', 'the name that the authenticator shows (default Attesta)', issuer)
    .option('--replace', 'for somebody who is enrolled already: a new authenticator')
    .action(async (operator: string, _options: unknown, command: Command) =>
      finish(await enroll(surroundings, operator, command.optsWithGlobals<EnrollOptions>())),
    );

  withCode(leaf('confirm <operator>', 'Take the first code of a secret that waits for it.')).action(
    async (operator: string, _options: unknown, command: Command) =>
      finish(await confirm(surroundings, operator, command.optsWithGlobals<CodeOptions>())),
  );

  withCode(leaf('verify <operator>', 'Check a code. It is spent by that.')).action(
    async (operator: string, _options: unknown, command: Command) =>
      finish(await verify(surroundings, operator, command.optsWithGlobals<CodeOptions>())),
  );

  withCode(leaf('unlock <operator>', "Lift an operator's lock by a second person, with a code of theirs."))
    .requiredOption('--by <operator>', 'who lifts it: enrolled, and somebody else')
    .action(async (operator: string, _options: unknown, command: Command) =>
      finish(await unlock(surroundings, operator, command.optsWithGlobals<UnlockOptions>())),
    );

  leaf('remove <operator>', "Remove an operator's secret. Failures and a lock stay.")
    .option('--yes', 'do not ask')
    .action(async (operator: string, _options: unknown, command: Command) =>
      finish(await remove(surroundings, operator, command.optsWithGlobals<RemoveOptions>())),
    );

  leaf('list', 'Who is enrolled, and how they stand.').action(async (_options: unknown, command: Command) =>
    finish(await list(surroundings, command.optsWithGlobals<TotpOptions>())),
  );

  function leaf(nameAndArguments: string, description: string): Command {
    return totp.command(nameAndArguments).description(description);
  }
};

function withCode(command: Command): Command {
  return command.option('--code-stdin', 'read the code from the first line of the input');
}

function issuer(name: string): string {
  if (name === '' || name.length > 256 || name.includes(':')) {
    throw new InvalidArgumentError('It must be 1 to 256 characters without a colon.');
  }
  return name;
}

const EXAMPLES = `
Examples:
  attesta totp enroll ada                          show a QR code, take the first code
  attesta totp enroll ada --replace                the same for a new phone
  attesta totp enroll ada --json                   for programs: the secret stays pending
  read-code | attesta totp confirm ada --code-stdin
  attesta totp verify ada                          does ada's authenticator work?
  attesta totp unlock ada --by grace               grace lifts ada's lock with a code of hers
  attesta totp list --json

Codes are typed, masked, or piped in; never given as an argument, which other processes can see.
`;
