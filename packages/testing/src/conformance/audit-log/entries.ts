import { type ActionInput, Attesta, type AuditEntry, createActionContext, type Decision } from '@attesta/core';
import { fakeClock } from '../../fake-clock.js';

/** A decision on an action, as the gate makes it. */
async function approvalOf(action: ActionInput): Promise<Decision> {
  const clock = fakeClock();
  return await new Attesta({ clock }).evaluate(createActionContext(action, clock));
}

/** An entry of each kind; the outcome is that of the decision. */
export async function entriesOf(action: ActionInput, decisionId: string): Promise<readonly AuditEntry[]> {
  const decision = await approvalOf(action);
  return [
    Object.freeze({ kind: 'decision', decisionId, at: 1, decision, evaluated: false, asked: [], policyDigest: 'p' }),
    Object.freeze({ kind: 'outcome', decisionId, at: 2, outcome: 'returned' }),
    Object.freeze({ kind: 'outcome', decisionId, at: 3, outcome: 'not_run', reason: 'cancelled by the caller' }),
    Object.freeze({ kind: 'event', at: 4, event: 'unlock', details: { by: action.functionName } }),
  ];
}
