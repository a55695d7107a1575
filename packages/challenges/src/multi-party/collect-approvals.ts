import type { Interaction } from '@attesta/core';
import {
  denied,
  GIVEN_UP,
  type Outcome,
  openInnerSession,
  type Presentation,
  unanswered,
  within,
} from '@attesta/core/authoring';
import { InteractionScreen, type Turns } from '../interaction-screen.js';
import type { Person } from './approver.js';
import { APPROVER_CANCELLED, askApprover, QUORUM_MET, type SharedCall } from './ask-approver.js';

/** The queue for an interaction that several actions share. */
export type TurnsOf = (interaction: Interaction) => Turns;

/**
 * Asks all the people, those at the session's interaction one after the other and everybody else at the same time, until
 * enough have approved, one has not, or the time is over. Never throws, and leaves nobody being asked.
 */
export async function collectApprovals(
  people: readonly Person[],
  outer: Omit<SharedCall, 'session'>,
  presentation: Presentation,
  turnsOf: TurnsOf,
): Promise<Outcome> {
  const { deadline } = presentation.session;
  const { session, end } = openInnerSession(presentation.session);
  const call = { ...outer, session };
  const here = people.filter(({ interaction }) => interaction === undefined);
  const elsewhere = people.flatMap(({ interaction, ...person }) => (interaction ? [{ ...person, interaction }] : []));
  if (elsewhere.length > 0) {
    const names = elsewhere.map(({ id }) => id).join(', ');
    session.interaction.show({ kind: 'waiting', text: `Waiting for approvers elsewhere: ${names}`, deadline });
  }
  const ask = (): Promise<Outcome> =>
    firstOutcome([
      takeTurns(here, call),
      ...elsewhere.map((person) => askElsewhere(person, call, turnsOf(person.interaction))),
    ]);
  const settled = await within(ask, presentation.session);
  end();
  return settled.status === 'fulfilled' ? settled.value : presentation.failed(FAILED, { cancelled: GIVEN_UP });
}

/**
 * Approvers at the session's interaction, one after the other: the one who takes the keyboard says who they are, proves it
 * and does their part, with the whole action on the screen. Gives undefined when nobody is left to be asked.
 */
async function takeTurns(people: readonly Person[], call: SharedCall): Promise<Outcome | undefined> {
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

/** One approver at an interaction of their own, which shows them the whole action. */
async function askElsewhere(
  person: Person & { readonly interaction: Interaction },
  call: SharedCall,
  turns: Turns,
): Promise<Outcome | undefined> {
  const { context, risk, session, quorum } = call;
  const { signal, deadline } = session;
  const base = { interaction: person.interaction, operator: { id: person.id }, turns };
  const screen = new InteractionScreen(base, context, risk, { signal, deadline, onShown() {} });
  const outcome = await askApprover(person, screen.interaction, call);
  screen.close();
  if (typeof outcome === 'object') return outcome;
  return quorum.isMet ? QUORUM_MET : undefined;
}

/** The first outcome there is. None: everybody was asked who could be, and they are not enough. */
async function firstOutcome(lanes: readonly Promise<Outcome | undefined>[]): Promise<Outcome> {
  const ended = lanes.map(
    async (lane) => (await lane.catch(() => denied(FAILED))) ?? Promise.reject(new Error('This lane has no outcome.')),
  );
  return await Promise.any(ended).catch(() => denied('too few approvers could be asked'));
}

const FAILED = 'the challenge failed';
