import { type Command, Option } from 'commander';
import { AUDIT_KEY } from '../audit/audit-log.js';
import type { CommandGroup } from '../command.js';
import { KEY_FILE } from '../credentials.js';
import { type AnswerOptions, answer } from './answer.js';
import type { InboxOptions } from './open-inbox.js';
import { type ListOptions, list, show, watch } from './view.js';

/** `attesta inbox ...`: an approver's requests, and their answers. */
export const inboxCommands: CommandGroup = (program, { io, finish }) => {
  const inbox = program
    .command('inbox')
    .description('List approval requests, and approve or deny them with your code.')
    .option('--as <operator>', 'your id, as the agent knows it (ATTESTA_OPERATOR)')
    .addHelpText('after', EXAMPLES);

  leaf('list', 'List your pending requests.')
    .addOption(new Option('--status <status>', 'list requests with this status').choices(STATUSES).default('pending'))
    .action(async (_options: unknown, command: Command) =>
      finish(await list(io, command.optsWithGlobals<ListOptions>())),
    );

  leaf('show <request>', 'Show all facts of a request.').action(
    async (request: string, _options: unknown, command: Command) =>
      finish(await show(io, request, command.optsWithGlobals<InboxOptions>())),
  );

  leaf('watch', 'Show your requests as they arrive, until Ctrl-C.').action(
    async (_options: unknown, command: Command) => watch(io, command.optsWithGlobals<InboxOptions>()),
  );

  answering(leaf('approve <request>', 'Approve a request: the call runs once.'))
    .option('--number <digits>', "the number on the requester's screen, for a critical call")
    .action(async (request: string, _options: unknown, command: Command) =>
      finish(await answer(io, 'approved', request, command.optsWithGlobals<AnswerOptions>())),
    );

  answering(leaf('deny <request>', 'Deny a request: the call does not run.')).action(
    async (request: string, _options: unknown, command: Command) =>
      finish(await answer(io, 'denied', request, command.optsWithGlobals<AnswerOptions>())),
  );

  function leaf(nameAndArguments: string, description: string): Command {
    return inbox.command(nameAndArguments).description(description);
  }
};

function answering(command: Command): Command {
  return command
    .option('--comment <text>', 'a comment for the requester')
    .option('--code-stdin', 'read your code from the first line of the input')
    .option('--key-file <path>', KEY_FILE)
    .option('--audit-key <path>', AUDIT_KEY);
}

const STATUSES = ['pending', 'approved', 'denied', 'expired', 'withdrawn'];

const EXAMPLES = `
Examples:
  attesta inbox watch --as grace                 show grace's requests as they arrive
  attesta inbox show 5a0c81 --as grace           show all facts of one request
  attesta inbox approve 5a0c81 --as grace        approve it with grace's code
  attesta inbox deny 5a0c81 --as grace --comment "not on a Friday"

Refer to a request by its id or any unique prefix.
`;
