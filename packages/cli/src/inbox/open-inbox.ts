import { ApprovalInbox, type InboxRequest } from '@attesta/challenge-manager';
import { visible } from '@attesta/core/authoring';
import type { GlobalOptions } from '../command.js';
import { CommandError, ExitCode } from '../command-error.js';
import type { ProgramIO } from '../io/program-io.js';
import { openNamedStore } from '../store/open-store.js';

/** Options of every `attesta inbox` command. */
export interface InboxOptions extends GlobalOptions {
  readonly as?: string;
}

/** The approver: --as or ATTESTA_OPERATOR. */
export function approverOf({ env }: ProgramIO, { as }: InboxOptions): string {
  const named = as ?? env.ATTESTA_OPERATOR;
  if (named) return named;
  throw new CommandError({
    exitCode: ExitCode.USAGE,
    code: 'usage',
    message: 'The approver is not set.',
    advice: 'Set your id with --as or ATTESTA_OPERATOR.',
  });
}

/** Opens the inbox to read it, and always closes it again. It needs no key: only answers need one. */
export async function withInbox<T>(
  io: ProgramIO,
  options: InboxOptions,
  work: (inbox: ApprovalInbox, approverId: string) => Promise<T>,
): Promise<T> {
  const approverId = approverOf(io, options);
  const { state, close } = await openNamedStore(io, options.store);
  try {
    return await work(new ApprovalInbox({ state, clock: io.clock }), approverId);
  } finally {
    await close();
  }
}

/**
 * The approver's request with this id, or their only pending request whose id has this prefix.
 *
 * @throws CommandError (`unknown_request`, `ambiguous`).
 */
export async function findRequest(inbox: ApprovalInbox, approverId: string, idOrPrefix: string): Promise<InboxRequest> {
  const exact = await inbox.get(idOrPrefix);
  if (exact?.approverId === approverId) return exact;
  const pending = await inbox.list({ approverId, limit: 100_000 });
  const found = pending.filter(({ requestId }) => requestId.startsWith(idOrPrefix));
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  const [code, message, advice] =
    first === undefined
      ? ['unknown_request', `${visible(approverId)} has no request with the id`, 'List them with "attesta inbox list".']
      : ['ambiguous', `${found.length} requests have the prefix`, 'Give a longer prefix.'];
  throw new CommandError({
    exitCode: ExitCode.REFUSED,
    code,
    message: `${message} ${visible(idOrPrefix)}.`,
    advice,
    data: { requestId: idOrPrefix },
  });
}
