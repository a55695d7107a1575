import { type ActionContext, ChallengeType } from '@attesta/core';
import { createChallengeResult, faultOfId, resembles, type WaitBounds, within } from '@attesta/core/authoring';
import { forService } from './deadlines.js';
import { APPROVER_REVOKED, denial, LOOK_UP_FAILED, type Outcome, SELF_APPROVAL, undecided } from './reasons.js';

/**
 * Names the manager who is to decide. Called with the agent's id (`unknown` where it has none) before anything is sent, and
 * again when an approval is taken over: whoever is no longer the manager by then has not approved. What is no fit id, names
 * a requester, throws, or takes more than 10 seconds, denies.
 */
export type ManagerResolver = (
  agentId: string,
  context: ActionContext,
) => string | undefined | null | Promise<string | undefined | null>;

/** The manager of an action; or how it ended, where there is none who may decide. */
export async function findManager(
  resolver: ManagerResolver,
  context: ActionContext,
  requesters: readonly string[],
  bounds: WaitBounds,
): Promise<string | Outcome> {
  const found = await within(() => resolver(context.agentId ?? 'unknown', context), forService(bounds));
  if (found.status !== 'fulfilled') return undecided(bounds, LOOK_UP_FAILED);
  const { value: managerId } = found;
  if (typeof managerId !== 'string' || managerId === '') return denial('no manager was named');
  if (requesters.some((requester) => resembles(requester, managerId))) return denial(SELF_APPROVAL);
  const fault = faultOfId(managerId);
  if (fault !== undefined) return denial(`the manager's id ${fault}`);
  return isPerson(managerId) ? managerId : denial("the manager's id stands for nobody");
}

/** Why the one who approved is not the manager any more; undefined when they still are. */
export async function revocation(
  resolver: ManagerResolver,
  context: ActionContext,
  managerId: string,
  bounds: WaitBounds,
): Promise<Outcome | undefined> {
  const found = await within(() => resolver(context.agentId ?? 'unknown', context), forService(bounds));
  if (found.status !== 'fulfilled') return undecided(bounds, LOOK_UP_FAILED);
  return found.value === managerId ? undefined : denial(APPROVER_REVOKED, managerId);
}

/** Whether core takes the id for a person: words such as `timeout` or `system` are none. */
export function isPerson(responder: string): boolean {
  try {
    createChallengeResult({ passed: false, challengeType: ChallengeType.MULTI_PARTY, responder });
    return true;
  } catch {
    return false;
  }
}
