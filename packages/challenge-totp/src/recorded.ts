import type { AuditLog, Clock } from '@attesta/core';
import { deadlineIn, within } from '@attesta/core/authoring';

/** Records an event about a credential. False when the log did not take it within 10 seconds; true without a log. */
export async function recorded(
  auditLog: AuditLog | undefined,
  clock: Clock,
  event: string,
  details: Readonly<Record<string, string | number>>,
): Promise<boolean> {
  if (auditLog === undefined) return true;
  const entry = { kind: 'event', at: clock.wall(), event, details: { challenge: 'totp', ...details } } as const;
  const receipt = await within(() => auditLog.record(entry), { clock, deadline: deadlineIn(clock, LOG_SECONDS) });
  return receipt.status === 'fulfilled' && typeof receipt.value === 'string' && receipt.value !== '';
}

/** After so long a log counts as hanging. */
const LOG_SECONDS = 10;
