import type { Group } from '../row.js';
import { AUDIT } from './audit.js';
import { CHALLENGE } from './challenge.js';
import { CONFORMANCE } from './conformance.js';
import { GATE } from './gate.js';
import { IMPORT } from './import.js';
import { PENDING } from './pending.js';
import { SCORER } from './scorer.js';
import { STORE_POSTGRES } from './store-postgres.js';
import { STORE_SQLITE } from './store-sqlite.js';
import { TOTP } from './totp.js';
import { VERIFY } from './verify.js';
import { VISIBLE } from './visible.js';

/** All that is measured of ours, in the order of the results. */
export const GROUPS: readonly Group[] = [
  GATE,
  AUDIT,
  CHALLENGE,
  SCORER,
  VISIBLE,
  TOTP,
  VERIFY,
  IMPORT,
  CONFORMANCE,
  STORE_SQLITE,
  STORE_POSTGRES,
  // Last: the heap that it leaves behind slows what comes after it.
  PENDING,
];
