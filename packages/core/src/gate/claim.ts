import type { ActionContext } from '../action/action-context.js';
import type { StateStore } from '../ports/state-store.js';
import { ask } from '../presentation/call-dependency.js';
import { type Refused, refused } from './finding.js';
import type { Policy } from './gate-options.js';

/**
 * Ties a `callId` to the action it is first met with, before anybody is asked: `call/<callId>` holds its digest. A call
 * without an id is its own, and needs none of this.
 */
export async function claimCall(policy: Policy, context: ActionContext): Promise<Refused | undefined> {
  return await withState(policy, context, async (state, callId) => {
    if ((await state.get(`run/${callId}`)) !== undefined) return ALREADY_RUN;
    await state.compareAndSet(`call/${callId}`, 0, context.digest);
    return await mismatch(state, callId, context);
  });
}

/** Step 7, first half: takes the one run of a `callId`, which whoever comes second does not get. */
export async function spendRun(policy: Policy, context: ActionContext): Promise<Refused | undefined> {
  return await withState(policy, context, async (state, callId) => {
    const refusal = await mismatch(state, callId, context);
    if (refusal !== undefined) return refusal;
    const version = await state.compareAndSet(`run/${callId}`, 0, context.digest);
    return typeof version === 'number' ? undefined : ALREADY_RUN;
  });
}

async function mismatch(state: StateStore, callId: string, context: ActionContext): Promise<Refused | undefined> {
  const call = await state.get(`call/${callId}`);
  return call?.value === context.digest ? undefined : MISMATCH;
}

async function withState(
  policy: Policy,
  { callId }: ActionContext,
  work: (state: StateStore, callId: string) => Promise<Refused | undefined>,
): Promise<Refused | undefined> {
  if (callId === undefined) return undefined;
  const settled = await ask(policy.clock, () => work(policy.state, callId));
  return settled.status === 'fulfilled' ? settled.value : refused('unavailable', 'the state store failed');
}

const ALREADY_RUN: Refused = refused('already_run', 'this call id has had its run');
const MISMATCH: Refused = refused('call_mismatch', 'this call id was used for another action');
