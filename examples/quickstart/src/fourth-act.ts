import { join } from 'node:path';
import type { StateStore } from '@attesta/core';
import type { Step } from './third-act.js';

const KEY = 'quickstart/manager-call';

/** The call that a manager decides. It has an id that a crash does not change, so that the same request is met again. */
export interface ManagerCall {
  readonly callId: string;
  /** Whether an earlier run made it and ended before it was decided. */
  readonly isContinued: boolean;
}

/** The call of this run: the open one of an earlier run, or the next. */
export async function managerCall(state: StateStore): Promise<ManagerCall> {
  const last = await state.get(KEY);
  const [number = 0, isOpen = 0] = Array.isArray(last?.value) ? last.value.map(Number) : [];
  return { callId: `wipe-backups-${isOpen ? number : number + 1}`, isContinued: Boolean(isOpen) };
}

/** Notes that a call has begun to wait, or that it has ended. */
export async function note(state: StateStore, { callId }: ManagerCall, isOpen: boolean): Promise<void> {
  const number = Number(callId.slice(callId.lastIndexOf('-') + 1));
  await state.compareAndSet(KEY, (await state.get(KEY))?.version ?? 0, [number, Number(isOpen)]);
}

/** Act 4: what only a manager may allow. */
export function forbidden({ callId }: ManagerCall): Step {
  return {
    thought: 'The backups are old, too. I wipe them.',
    call: (tools, folder) => tools.wipeBackups.with({ callId })(join(folder, 'backups')),
  };
}

/** What to type where the manager is. */
export const FOR_THE_MANAGER = `Be the manager, in a second terminal in this folder.

  Once, with an authenticator of the manager's own:
    npm run -s attesta -- totp enroll manager

  See what awaits the manager, until Ctrl-C; then approve or deny it:
    npm run -s attesta -- inbox watch --as manager
    npm run -s attesta -- inbox approve ID --as manager

You may also kill this process and start it again: it will meet the same request.
`;
