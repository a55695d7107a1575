import type { ActionContext } from '../action/action-context.js';
import type { StateStore } from '../ports/state-store.js';
import { callDependency, causeOf } from '../presentation/call-dependency.js';
import { GIVEN_UP } from '../presentation/run-challenge.js';
import type { Call } from './call-options.js';
import { type Denial, denial, overrule, type Ruling } from './decide.js';
import { type Described, isStillSame } from './describe.js';
import type { ResolvedGateOptions } from './gate-options.js';
import { recordOutcome } from './record.js';

/**
 * Ties a `callId` to the action it is first met with, before anybody is asked: `call/<callId>` holds its digest. A call
 * without an id is its own, and needs none of this.
 */
export async function claimCall(gate: ResolvedGateOptions, context: ActionContext): Promise<Denial | undefined> {
  return await withState(gate, context, async (state, callId) => {
    if ((await state.get(`run/${callId}`)) !== undefined) return ALREADY_RUN;
    await state.compareAndSet(`call/${callId}`, 0, context.digest);
    return await mismatch(state, callId, context);
  });
}

/**
 * Step 7, first half: takes the one run of a `callId`, which the second caller does not get. An approval that has lapsed spends
 * nothing, so that the id can be used again. Undefined at once where there is no id.
 */
export function spend(
  gate: ResolvedGateOptions,
  call: Call,
  described: Described,
): Denial | Promise<Denial | undefined> | undefined {
  const { context } = described;
  if (context.callId === undefined) return undefined;
  const lapse = lapseOf(gate, call, described);
  if (lapse !== undefined) return lapse;
  return withState(gate, context, async (state, callId) => {
    const refusal = await mismatch(state, callId, context);
    if (refusal !== undefined) return refusal;
    const version = await state.compareAndSet(`run/${callId}`, 0, context.digest);
    return typeof version === 'number' ? undefined : ALREADY_RUN;
  });
}

/** Why an approval holds no longer: the caller gave up, or what would run has changed. */
export function lapseOf(gate: ResolvedGateOptions, { signal }: Call, described: Described): Denial | undefined {
  if (signal?.aborted) return denial('cancelled', GIVEN_UP);
  return isStillSame(gate, described) ? undefined : denial('changed', 'the arguments changed after the approval');
}

/** An approval that will not be used after all. */
export async function withdraw(gate: ResolvedGateOptions, ruling: Ruling, lapse: Denial): Promise<Ruling> {
  await recordOutcome(gate, ruling, 'not_run', lapse.reason);
  return overrule(ruling, lapse);
}

async function mismatch(state: StateStore, callId: string, context: ActionContext): Promise<Denial | undefined> {
  const call = await state.get(`call/${callId}`);
  return call?.value === context.digest ? undefined : MISMATCH;
}

async function withState(
  { clock, state }: ResolvedGateOptions,
  { callId }: ActionContext,
  work: (state: StateStore, callId: string) => Promise<Denial | undefined>,
): Promise<Denial | undefined> {
  if (callId === undefined) return undefined;
  const settled = await callDependency({ clock }, () => work(state, callId));
  return settled.status === 'fulfilled'
    ? settled.value
    : denial('unavailable', 'the state store failed', { part: 'state', cause: causeOf(settled) });
}

const ALREADY_RUN: Denial = denial('already_run', 'this call id has had its run');
const MISMATCH: Denial = denial('call_mismatch', 'this call id was used for another action');
