import { ApprovalInbox } from '@attesta/challenge-manager';
import { ExitCode, Failure } from '../command-error.js';
import type { Surroundings } from '../io/program-io.js';
import type { GlobalOptions } from '../program.js';
import { openNamedStore } from '../store/open-store.js';

/** Options of every command about the inbox. */
export interface InboxOptions extends GlobalOptions {
  readonly as?: string;
}

/** Who looks into the inbox. */
export function approverOf({ env }: Surroundings, { as }: InboxOptions): string {
  const named = as ?? env.ATTESTA_OPERATOR;
  if (named) return named;
  throw new Failure({
    exitCode: ExitCode.USAGE,
    status: 'usage',
    message: 'Whose inbox?',
    advice: 'Say who you are by --as or ATTESTA_OPERATOR.',
  });
}

/** Opens the inbox to look into it, and closes it again, whatever happens. It takes no key: nothing is answered. */
export async function withInbox<T>(
  surroundings: Surroundings,
  options: InboxOptions,
  work: (inbox: ApprovalInbox, approverId: string) => Promise<T>,
): Promise<T> {
  const approverId = approverOf(surroundings, options);
  const { state, close } = await openNamedStore(surroundings, options.store);
  try {
    return await work(new ApprovalInbox({ state, clock: surroundings.clock }), approverId);
  } finally {
    await close();
  }
}
