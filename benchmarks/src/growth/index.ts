import { ARGUMENTS_NESTED, ARGUMENTS_TEXT } from './argument-size.js';
import { CALLS } from './calls.js';
import type { Curve } from './curve.js';
import { EARLIER_CALLS, EARLIER_CALLS_SQLITE } from './earlier-calls.js';
import { LOG_APPEND, LOG_VERIFY } from './log-length.js';
import { PENDING_REQUESTS } from './pending-requests.js';

/** What may grow with use. */
export const CURVES: readonly Curve[] = [
  CALLS,
  EARLIER_CALLS,
  EARLIER_CALLS_SQLITE,
  PENDING_REQUESTS,
  LOG_APPEND,
  LOG_VERIFY,
  ARGUMENTS_NESTED,
  ARGUMENTS_TEXT,
];
