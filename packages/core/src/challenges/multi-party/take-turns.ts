import { type Ending, unanswered } from '../../presentation/outcome.js';
import type { Person } from './approver.js';
import { hearApprover, type Matter } from './hear-approver.js';

/**
 * Approvers at the session's interaction, one after the other: whoever takes the keyboard says who they are, proves it and
 * does their part, with the whole action on the screen. Gives undefined when nobody is left to be asked.
 */
export async function takeTurns(people: readonly Person[], matter: Matter): Promise<Ending | undefined> {
  const { interaction, deadline, signal } = matter.session;
  const { context, risk, quorum } = matter;
  let left = people;
  while (left.length > 0) {
    // The first question shows the action by itself.
    if (left.length < people.length) interaction.show({ kind: 'action', context, risk, deadline });
    const number = `Approver ${quorum.approvals.length + 1} of ${quorum.required}`;
    const prompt = `${number}: who is at the keyboard now? You will be asked to prove it.`;
    const choices = left.map(({ id }) => ({ value: id, label: id }));
    const answer = await interaction.ask({ kind: 'select', id: 'approver', prompt, choices }, { signal });
    if (answer.status === 'unavailable') return undefined;
    if (answer.status !== 'answered') return unanswered(answer.status, 'an approver cancelled');

    const person = left.find(({ id }) => id === answer.value);
    if (person === undefined) return { reason: 'an approver did not say who they are' };
    const heard = await hearApprover(person, interaction, matter);
    if (heard === 'absent') return undefined;
    if (heard !== 'counted') return heard;
    if (quorum.isMet) return {};
    interaction.show({ kind: 'message', text: `${person.id} has approved. Somebody else has to, too.` });
    left = left.filter((each) => each !== person);
  }
  return undefined;
}
