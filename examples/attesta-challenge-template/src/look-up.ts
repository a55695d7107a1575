import type { ChallengeSession } from '@attesta/core';
import { deadlineIn, remaining, within } from '@attesta/core/authoring';
import { type ChangeTicket, isTicketId, objectionTo, readTicket } from './change-ticket.js';
import { type Stop, stopOf } from './ending.js';

/**
 * Finds a ticket by its id, as the ticket system knows it; undefined or null where there is none. After 10 seconds, and
 * once nobody waits for the answer any more, `signal` aborts.
 */
export type LookUp = (
  ticketId: string,
  options: { readonly signal: AbortSignal },
) => PromiseLike<ChangeTicket | undefined | null> | ChangeTicket | undefined | null;

/** What a ticket says of a change. */
export type Finding =
  | { readonly status: 'allowed' }
  | { readonly status: 'refused'; readonly reason: string }
  | { readonly status: Stop };

/** Asks the ticket system, for as long as it may take and the presentation lasts. Never rejects. */
export async function findingOn(
  ticketId: string,
  environment: string,
  lookUp: LookUp,
  session: ChallengeSession,
): Promise<Finding> {
  if (!isTicketId(ticketId)) return UNKNOWN;
  const { clock, signal } = session;
  const seconds = Math.min(LONGEST_SECONDS, remaining(clock, session.deadline) / 1000);
  const controller = new AbortController();
  const search = () => lookUp(ticketId, { signal: controller.signal });
  const asked = await within(search, { clock, deadline: deadlineIn(clock, seconds), signal });
  controller.abort();
  // A ticket system that is too slow is not the operator's timeout, unless their time is over too.
  if (asked.status !== 'fulfilled') return { status: stopOf(asked.status === 'aborted' ? 'aborted' : '', session) };
  if (asked.value === undefined || asked.value === null) return UNKNOWN;
  const ticket = readTicket(asked.value, ticketId);
  if (ticket === undefined) return { status: 'unavailable' };
  const reason = objectionTo(ticket, environment, clock.wall());
  return reason === undefined ? { status: 'allowed' } : { status: 'refused', reason };
}

/** After so long a ticket system counts as hanging. */
const LONGEST_SECONDS = 10;

const UNKNOWN: Finding = { status: 'refused', reason: 'there is no such ticket' };
