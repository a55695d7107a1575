import { describe, it } from 'node:test';
import { challengeConformance } from '@attesta/testing/conformance';
import { ChangeTicketChallenge } from '../src/index.js';
import { TICKETS } from './tickets.js';

challengeConformance(
  { describe, it },
  {
    name: 'ChangeTicketChallenge',
    create({ dependency }) {
      const lookUp = dependency('lookUp', async (ticketId: string) => TICKETS.get(ticketId));
      return new ChangeTicketChallenge({ lookUp });
    },
    passes: {
      'an open ticket': () => ['CHG-1'],
      'an open ticket at the third attempt': () => ['CHG-2', 'CHG-CLOSED', ' CHG-1 '],
    },
    fails: {
      'three tickets that nobody knows': () => ['CHG-2', 'CHG-3', 'what?'],
      'a closed ticket': () => ['CHG-CLOSED'],
      'a ticket for another environment': () => ['CHG-STAGING'],
      'a ticket before its window': () => ['CHG-EARLY'],
      'a ticket after its window': () => ['CHG-LATE'],
    },
    dependencies: { lookUp: {} },
    unsupported: { approvers: 'the operator alone decides' },
  },
);
