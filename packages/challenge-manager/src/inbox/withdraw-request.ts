import { closed } from './approval-record.js';
import type { Sending } from './send-request.js';

/** Closes a request that nobody waits for any more; one that is unknown or closed stays as it is. */
export async function withdrawRequest(
  { files, events, clock }: Pick<Sending, 'files' | 'events' | 'clock'>,
  requestId: string,
  reason: string,
): Promise<void> {
  const why = String(reason).slice(0, LONGEST_REASON).toWellFormed();
  const change = await files.change(requestId, (record) => {
    if (record.closing !== undefined) return { record, outcome: undefined };
    const now = clock.wall();
    const status = now < record.asked.expiresAt ? 'withdrawn' : 'expired';
    return { record: closed(record, { status, at: now, reason: why }), outcome: status };
  });
  if (change?.hasClosed) {
    const { approverId } = change.record.asked;
    await events.record('approval_closed', { requestId, approverId, status: change.outcome, reason: why });
  }
}

const LONGEST_REASON = 1000;
