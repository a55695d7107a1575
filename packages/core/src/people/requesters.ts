import type { ActionContext } from '../action/action-context.js';
import type { Operator } from '../ports/challenge-session.js';
import { faultOfId } from './identity.js';

/** Who asks for an action. None of them may approve it. */
export interface Requesters {
  readonly agentId: string | undefined;
  readonly requesterId: string | undefined;
  readonly operatorId: string | undefined;
}

/** Those who ask for this action. */
export function requestersOf({ agentId, requesterId }: ActionContext, operator: Operator | undefined): Requesters {
  return { agentId, requesterId, operatorId: operator?.id };
}

/** Their ids, those that there are. */
export function idsOfRequesters({ agentId, requesterId, operatorId }: Requesters): readonly string[] {
  return [agentId, requesterId, operatorId].filter((id) => id !== undefined);
}

/** Why one of them cannot be told from other people; undefined when all can. */
export function faultOfRequesters({ agentId, requesterId, operatorId }: Requesters): string | undefined {
  const faults = Object.entries({ agent: agentId, requester: requesterId, operator: operatorId }).flatMap(
    ([who, id]) => {
      const fault = id === undefined ? undefined : faultOfId(id);
      return fault === undefined ? [] : [`the ${who}'s id ${fault}`];
    },
  );
  return faults[0];
}
