import type { ChangeTicket } from '../src/index.js';

/** The moment at which the clock of the tests starts. */
export const NOW: number = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;

/** A ticket that allows a change in production now, with fields put over its own. */
export function ticket(fields: Partial<ChangeTicket> = {}): ChangeTicket {
  return {
    id: 'CHG-1',
    isOpen: true,
    environments: ['staging', 'production'],
    opensAt: NOW - HOUR,
    closesAt: NOW + HOUR,
    ...fields,
  };
}

/** A ticket system with a ticket for each way to be refused. */
export const TICKETS: ReadonlyMap<string, ChangeTicket> = new Map(
  [
    ticket(),
    ticket({ id: 'CHG-CLOSED', isOpen: false }),
    ticket({ id: 'CHG-STAGING', environments: ['staging'] }),
    ticket({ id: 'CHG-EARLY', opensAt: NOW + 1 }),
    ticket({ id: 'CHG-LATE', closesAt: NOW }),
  ].map((each) => [each.id, each]),
);
