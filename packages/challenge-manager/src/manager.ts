import { type ActionContext, type Bounds, ChallengeType, createChallengeResult, within } from '@attesta/core';
import { faultOfId, resembles } from '@attesta/core/challenges';
import { forService } from './bounds.js';
import { denial, type Outcome, SELF_APPROVAL, undecided } from './outcome.js';

/**
 * Names the manager who is to decide. Called once for each action, before anything is sent, with the agent's id (`unknown`
 * where it has none). What is no fit id, names a requester, throws, or takes more than 10 seconds, denies.
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
  bounds: Bounds,
): Promise<string | Outcome> {
  const found = await within(() => resolver(context.agentId ?? 'unknown', context), forService(bounds));
  if (found.status !== 'fulfilled') return undecided(bounds, 'the manager could not be looked up');
  const { value: managerId } = found;
  if (typeof managerId !== 'string' || managerId === '') return denial('no manager was named');
  if (requesters.some((requester) => resembles(requester, managerId))) return denial(SELF_APPROVAL);
  const fault = faultOfId(managerId);
  if (fault !== undefined) return denial(`the manager's id ${fault}`);
  return isPerson(managerId) ? managerId : denial("the manager's id stands for nobody");
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
