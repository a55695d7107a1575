import {
  auditLogConformance,
  interactionConformance,
  notificationServiceConformance,
} from '@attesta/testing/conformance';
import { describe, it } from 'vitest';
import { listLog } from '../mutants/audit-log-mutants.js';
import { fixtureOf, Mailbox } from '../mutants/mailbox.js';
import { TextScreen } from '../mutants/text-screen.js';

// The mutants prove something only if what they are made from is sound.
auditLogConformance({ describe, it }, { name: 'a log over a list', create: listLog });
notificationServiceConformance({ describe, it }, { name: 'a mailbox', create: () => fixtureOf(new Mailbox()) });
interactionConformance(
  { describe, it },
  { name: 'a text screen', create: ({ reactions, clock }) => new TextScreen(reactions, clock).fixture },
);
