export type { ChangeTicket } from './change-ticket.js';
export { ChangeTicketChallenge, type ChangeTicketChallengeOptions, type LookUp } from './change-ticket-challenge.js';
