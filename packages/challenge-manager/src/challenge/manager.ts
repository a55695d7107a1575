import type { ActionContext } from '@attesta/core';
import {
  callDependency,
  type Denied,
  denied,
  faultOfId,
  isPersonId,
  resembles,
  type WaitBounds,
} from '@attesta/core/authoring';
import { APPROVER_REVOKED, LOOK_UP_FAILED, SELF_APPROVAL, undecided } from './reasons.js';

/**
 * Names the manager who decides. Called with the agent's id (`unknown` where it has none) before the request is sent, and
 * again when an approval is taken over: a former manager cannot approve. The call is denied when the resolver names a
 * requester or an unfit id, throws, or takes more than 10 seconds.
 */
export type ManagerResolver = (
  agentId: string,
  context: ActionContext,
) => string | undefined | null | Promise<string | undefined | null>;

/** The manager of an action; or the outcome, where it has no manager who may decide. */
export async function findManager(
  resolver: ManagerResolver,
  context: ActionContext,
  requesters: readonly string[],
  bounds: WaitBounds,
): Promise<string | Denied> {
  const found = await callDependency(bounds, () => resolver(context.agentId ?? 'unknown', context));
  if (found.status !== 'fulfilled') return undecided(bounds, LOOK_UP_FAILED);
  const { value: managerId } = found;
  if (typeof managerId !== 'string' || managerId === '') return denied('no manager was named');
  if (requesters.some((requester) => resembles(requester, managerId))) return denied(SELF_APPROVAL);
  const fault = faultOfId(managerId);
  if (fault !== undefined) return denied(`the manager's id ${fault}`);
  return isPersonId(managerId) ? managerId : denied("the manager's id stands for nobody");
}

/** The outcome when the manager who approved is no longer responsible; undefined when they still are. */
export async function revocation(
  resolver: ManagerResolver,
  context: ActionContext,
  managerId: string,
  bounds: WaitBounds,
): Promise<Denied | undefined> {
  const found = await callDependency(bounds, () => resolver(context.agentId ?? 'unknown', context));
  if (found.status !== 'fulfilled') return undecided(bounds, LOOK_UP_FAILED);
  return found.value === managerId ? undefined : denied(APPROVER_REVOKED, { responder: managerId });
}
