/** A change ticket, as the ticket system knows it. Times are in milliseconds since 1970. */
export interface ChangeTicket {
  readonly id: string;
  /** Whether it is approved and not done yet. */
  readonly isOpen: boolean;
  /** Where it allows a change: the names that `Attesta` is given as `environment`. */
  readonly environments: readonly string[];
  /** The first moment of its window. */
  readonly opensAt: number;
  /** The first moment after its window. */
  readonly closesAt: number;
}

/** Whether an operator can mean a ticket by this. The usual ids have this form: `CHG0030001`, `OPS-42`, `acme/ops#42`. */
export function isTicketId(text: string): boolean {
  return /^[\w./#-]{1,64}$/.test(text);
}

/** Why a ticket allows no change in `environment` at `now`; undefined where it does. */
export function objectionTo(ticket: ChangeTicket, environment: string, now: number): string | undefined {
  if (!ticket.isOpen) return 'the ticket is not open';
  if (!ticket.environments.includes(environment)) return 'the ticket is for another environment';
  if (now < ticket.opensAt) return 'the window of the ticket is not open yet';
  return now < ticket.closesAt ? undefined : 'the window of the ticket is over';
}

/** Reads what a ticket system answered, of which nothing is believed; undefined where it is no ticket of that id. */
export function readTicket(given: unknown, ticketId: string): ChangeTicket | undefined {
  try {
    const { id, isOpen, environments, opensAt, closesAt }: Unread = Object(given);
    if (id !== ticketId || typeof isOpen !== 'boolean' || !isListOfTexts(environments)) return undefined;
    return isTime(opensAt) && isTime(closesAt) ? { id, isOpen, environments, opensAt, closesAt } : undefined;
  } catch {
    return undefined;
  }
}

type Unread = { readonly [Name in keyof ChangeTicket]?: unknown };

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
