import { within } from '../../clock/within.js';
import { GIVEN_UP } from '../../gate/finding.js';
import type { Interaction } from '../../ports/interaction.js';
import { Lifetime } from '../../presentation/lifetime.js';
import { type Ending, failed } from '../../presentation/outcome.js';
import { InteractionScreen } from '../interaction-screen.js';
import type { Turns } from '../turns.js';
import type { Person } from './approver.js';
import { hearApprover, type Matter } from './hear-approver.js';
import { innerSession } from './inner-session.js';
import { takeTurns } from './take-turns.js';

/** Who waits for an interaction that several actions share. */
export type TurnsOf = (interaction: Interaction) => Turns;

/**
 * Asks all the people, those at the session's interaction one after the other and everybody else at the same time, until
 * enough have approved, one has not, or the time is over. Never throws, and leaves nobody being asked.
 */
export async function collectApprovals(people: readonly Person[], given: Matter, turnsOf: TurnsOf): Promise<Ending> {
  const { clock, deadline, signal, interaction } = given.session;
  const lifetime = new Lifetime();
  const session = innerSession(given.session, given.session, interaction, lifetime);
  const matter = { ...given, session };
  const here = people.filter(({ interaction }) => interaction === undefined);
  const elsewhere = people.flatMap(({ interaction, ...person }) => (interaction ? [{ ...person, interaction }] : []));
  if (elsewhere.length > 0) {
    const names = elsewhere.map(({ id }) => id).join(', ');
    session.interaction.show({ kind: 'waiting', text: `Waiting for approvers elsewhere: ${names}`, deadline });
  }
  const work = (): Promise<Ending> =>
    firstEnding([
      takeTurns(here, matter),
      ...elsewhere.map((person) => askElsewhere(person, matter, turnsOf(person.interaction))),
    ]);
  const settled = await within(work, { clock, deadline, signal });
  lifetime.end();
  if (settled.status === 'fulfilled') return settled.value;
  const ending = failed(given.session, FAILED);
  return ending.verdict === 'cancelled' ? { ...ending, reason: GIVEN_UP } : ending;
}

/** One approver at an interaction of their own, which shows them the whole action. */
async function askElsewhere(
  person: Person & { readonly interaction: Interaction },
  matter: Matter,
  turns: Turns,
): Promise<Ending | undefined> {
  const { context, risk, session, quorum } = matter;
  const { signal, deadline } = session;
  const base = { interaction: person.interaction, operator: { id: person.id }, turns };
  const screen = new InteractionScreen(base, context, risk, { signal, deadline, onShown() {} });
  const heard = await hearApprover(person, screen.interaction, matter);
  screen.close();
  if (typeof heard === 'object') return heard;
  return quorum.isMet ? {} : undefined;
}

/** The first ending there is. None: everybody was asked who could be, and they are not enough. */
async function firstEnding(lanes: readonly Promise<Ending | undefined>[]): Promise<Ending> {
  const ended = lanes.map(
    async (lane) => (await lane.catch((): Ending => ({ reason: FAILED }))) ?? Promise.reject(new Error('No ending.')),
  );
  return await Promise.any(ended).catch(() => ({ reason: 'too few approvers could be asked' }));
}

const FAILED = 'the challenge failed';
