export type { ChangeTicket } from './change-ticket.js';
export { ChangeTicketChallenge, type ChangeTicketChallengeOptions } from './change-ticket-challenge.js';
export type { LookUp } from './look-up.js';
