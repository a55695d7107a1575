/** A change ticket, as the ticket system knows it. Times are in milliseconds since 1970. */
export interface ChangeTicket {
  readonly id: string;
  /** Whether it is approved and not done yet. */
  readonly isOpen: boolean;
  /** Where it allows a change: names that `Attesta` is given as `environment`. */
  readonly environments: readonly string[];
  /** The first moment of its window. */
  readonly opensAt: number;
  /** The first moment after its window. */
  readonly closesAt: number;
}

/** Whether a string has the form of a ticket id. The usual ids have it: `CHG0030001`, `OPS-42`, `acme/ops#42`. */
export function isTicketId(value: string): boolean {
  return /^[\w./#-]{1,64}$/.test(value);
}

/** Why a ticket allows no change in `environment` at `now`; undefined when it allows one. */
export function objectionTo(ticket: ChangeTicket, environment: string, now: number): string | undefined {
  if (!ticket.isOpen) return 'the ticket is not open';
  if (!ticket.environments.includes(environment)) return 'the ticket is for another environment';
  if (now < ticket.opensAt) return 'the window of the ticket is not open yet';
  return now < ticket.closesAt ? undefined : 'the window of the ticket is over';
}

/**
 * Reads the answer of a ticket system as untrusted data; undefined when there is no ticket.
 *
 * @throws TypeError when the answer is not a whole ticket with this id.
 */
export function readTicket(given: unknown, ticketId: string): ChangeTicket | undefined {
  if (given === undefined || given === null) return undefined;
  const { id, isOpen, environments, opensAt, closesAt }: { [Name in keyof ChangeTicket]?: unknown } = Object(given);
  if (
    id === ticketId &&
    typeof isOpen === 'boolean' &&
    isListOfStrings(environments) &&
    isTime(opensAt) &&
    isTime(closesAt)
  )
    return { id, isOpen, environments, opensAt, closesAt };
  throw new TypeError('The answer is not a ticket.');
}

function isListOfStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
