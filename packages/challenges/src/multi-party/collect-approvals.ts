import type { Interaction } from '@attesta/core';
import { denied, GIVEN_UP, type Outcome, openInnerSession, type Presentation, within } from '@attesta/core/authoring';
import { InteractionScreen } from '../interaction-screen.js';
import type { Turns } from '../turns.js';
import type { Person } from './approver.js';
import { askApprover, QUORUM_MET, type SharedCall } from './ask-approver.js';
import { takeTurns } from './take-turns.js';

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
