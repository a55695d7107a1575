import { auditLogConformance, notificationServiceConformance } from '@attesta/testing/conformance';
import { describe, it } from 'vitest';
import { listLog } from '../mutants/audit-log-mutants.js';
import { Mailbox, placeOf } from '../mutants/mailbox.js';

// The mutants prove something only if what they are made from is sound.
auditLogConformance({ describe, it }, { name: 'a log over a list', create: listLog });
notificationServiceConformance({ describe, it }, { name: 'a mailbox', create: () => placeOf(new Mailbox()) });
