import { type Command, Option } from 'commander';
import { AUDIT_KEY } from '../audit/audit-log.js';
import { KEY_FILE } from '../key.js';
import type { CommandGroup } from '../program.js';
import { type AnswerOptions, answer } from './answer.js';
import { type ListOptions, list } from './list.js';
import type { InboxOptions } from './open-inbox.js';
import { show } from './show.js';
import { watch } from './view.js';

/** `attesta inbox ...`: what awaits an approver, and their answers. */
export const inboxCommands: CommandGroup = (program, { surroundings, finish }) => {
  const inbox = program
    .command('inbox')
    .description('See what an agent waits for, and approve or deny it with a code of your own.')
    .option('--as <operator>', 'who you are, as the agent knows you (ATTESTA_OPERATOR)')
    .addHelpText('after', EXAMPLES);

  leaf('list', 'What awaits you.')
    .addOption(new Option('--status <status>', 'what became of it').choices(STATUSES).default('pending'))
    .action(async (_options: unknown, command: Command) =>
      finish(await list(surroundings, command.optsWithGlobals<ListOptions>())),
    );

  leaf('show <request>', 'Everything about a request.').action(
    async (request: string, _options: unknown, command: Command) =>
      finish(await show(surroundings, request, command.optsWithGlobals<InboxOptions>())),
  );

  leaf('watch', 'What awaits you, live, until Ctrl-C.').action(async (_options: unknown, command: Command) =>
    watch(surroundings, command.optsWithGlobals<InboxOptions>()),
  );

  answering(leaf('approve <request>', 'Let it run, once.'))
    .option('--number <digits>', "the number at the requester's end, for a critical call")
    .action(async (request: string, _options: unknown, command: Command) =>
      finish(await answer(surroundings, 'approved', request, command.optsWithGlobals<AnswerOptions>())),
    );

  answering(leaf('deny <request>', 'Keep it from running.')).action(
    async (request: string, _options: unknown, command: Command) =>
      finish(await answer(surroundings, 'denied', request, command.optsWithGlobals<AnswerOptions>())),
  );

  function leaf(nameAndArguments: string, description: string): Command {
    return inbox.command(nameAndArguments).description(description);
  }
};

function answering(command: Command): Command {
  return command
    .option('--comment <text>', 'for the requester to read')
    .option('--code-stdin', 'read your code from the first line of the input')
    .option('--key-file <path>', KEY_FILE)
    .option('--audit-key <path>', AUDIT_KEY);
}

const STATUSES = ['pending', 'approved', 'denied', 'expired', 'withdrawn'];

const EXAMPLES = `
Examples:
  attesta inbox watch --as grace                 what awaits grace, as it comes
  attesta inbox show 5a0c81 --as grace           everything about it
  attesta inbox approve 5a0c81 --as grace        asks for grace's code, and lets it run
  attesta inbox deny 5a0c81 --as grace --comment "not on a Friday"

A request is named by its id, or by the beginning of it that only one of yours has.
`;
