import { denied, type Outcome, unanswered } from '@attesta/core/authoring';
import type { Person } from './approver.js';
import { APPROVER_CANCELLED, askApprover, QUORUM_MET, type SharedCall } from './ask-approver.js';

/**
 * Approvers at the session's interaction, one after the other: the one who takes the keyboard says who they are, proves it
 * and does their part, with the whole action on the screen. Gives undefined when nobody is left to be asked.
 */
export async function takeTurns(people: readonly Person[], call: SharedCall): Promise<Outcome | undefined> {
  const { interaction, deadline, signal } = call.session;
  const { context, risk, quorum } = call;
  let left = people;
  while (left.length > 0) {
    // The first question shows the action by itself.
    if (left.length < people.length) interaction.show({ kind: 'action', context, risk, deadline });
    const number = `Approver ${quorum.approvals.length + 1} of ${quorum.required}`;
    const prompt = `${number}: who is at the keyboard now? You will be asked to prove it.`;
    const choices = left.map(({ id }) => ({ value: id, label: id }));
    const answer = await interaction.ask({ kind: 'select', id: 'approver', prompt, choices }, { signal });
    if (answer.status === 'unavailable') return undefined;
    if (answer.status !== 'answered') return unanswered(answer.status, { cancelled: APPROVER_CANCELLED });

    const person = left.find(({ id }) => id === answer.value);
    if (person === undefined) return denied('an approver did not say who they are');
    const outcome = await askApprover(person, interaction, call);
    if (outcome === 'absent') return undefined;
    if (outcome !== 'counted') return outcome;
    if (quorum.isMet) return QUORUM_MET;
    interaction.show({ kind: 'message', text: `${person.id} has approved. Somebody else has to, too.` });
    left = left.filter((each) => each !== person);
  }
  return undefined;
}
