import { type Command, InvalidArgumentError } from 'commander';
import { AUDIT_KEY } from '../audit/audit-log.js';
import type { CommandGroup } from '../command.js';
import { type CredentialOptions, KEY_FILE } from '../credentials.js';
import { type CodeOptions, confirm, verify } from './code.js';
import { type EnrollOptions, enroll } from './enroll.js';
import { list, type RemoveOptions, remove, type UnlockOptions, unlock } from './operators.js';

/** `attesta totp ...`: the operators who approve with one-time codes. */
export const totpCommands: CommandGroup = (program, { io, finish }) => {
  const totp = program
    .command('totp')
    .description('Enroll operators for one-time codes, and lift their locks.')
    .option('--key-file <path>', KEY_FILE)
    .option('--audit-key <path>', AUDIT_KEY)
    .addHelpText('after', EXAMPLES);

  leaf('enroll <operator>', 'Put a new secret into an authenticator, and take its first code.')
    .option('--issuer <name>', 'the name that the authenticator shows (default Attesta)', issuer)
    .option('--replace', 'replace the authenticator of an enrolled operator')
    .action(async (operator: string, _options: unknown, command: Command) =>
      finish(await enroll(io, operator, command.optsWithGlobals<EnrollOptions>())),
    );

  withCode(leaf('confirm <operator>', 'Take the first code of a pending secret.')).action(
    async (operator: string, _options: unknown, command: Command) =>
      finish(await confirm(io, operator, command.optsWithGlobals<CodeOptions>())),
  );

  withCode(leaf('verify <operator>', 'Check a code. The check spends it.')).action(
    async (operator: string, _options: unknown, command: Command) =>
      finish(await verify(io, operator, command.optsWithGlobals<CodeOptions>())),
  );

  withCode(leaf('unlock <operator>', "Lift an operator's lock with a code of a second person."))
    .requiredOption('--by <operator>', 'the second person, who must be enrolled')
    .action(async (operator: string, _options: unknown, command: Command) =>
      finish(await unlock(io, operator, command.optsWithGlobals<UnlockOptions>())),
    );

  leaf('remove <operator>', "Remove an operator's secret. Failures and a lock are kept.")
    .option('--yes', 'do not ask')
    .action(async (operator: string, _options: unknown, command: Command) =>
      finish(await remove(io, operator, command.optsWithGlobals<RemoveOptions>())),
    );

  leaf('list', 'List the enrolled operators with their failures and locks.').action(
    async (_options: unknown, command: Command) => finish(await list(io, command.optsWithGlobals<CredentialOptions>())),
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
  attesta totp verify ada                          check ada's authenticator
  attesta totp unlock ada --by grace               unlock ada with grace's code
  attesta totp list --json

Type a code (it is masked) or pipe it in. A code is never an argument: other processes can read those.
`;
