import type { AuditLog, Clock } from '@attesta/core';
import { deadlineIn, within } from '@attesta/core/authoring';

/** What is worth keeping of what happens in an inbox. */
export type InboxEvent =
  | 'approval_requested'
  | 'approval_refused'
  | 'approval_decided'
  | 'approval_closed'
  | 'answer_refused'
  | 'late_answer';

/** Tells an audit log, where there is one. A log that fails changes nothing: what lets a call run is the gate's record. */
export class InboxEvents {
  readonly #auditLog: AuditLog | undefined;
  readonly #clock: Clock;

  constructor(auditLog: AuditLog | undefined, clock: Clock) {
    this.#auditLog = auditLog;
    this.#clock = clock;
  }

  /** Never rejects. `details` that are undefined are left out. */
  async record(event: InboxEvent, details: Readonly<Record<string, string | undefined>>): Promise<void> {
    const given = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
    const clock = this.#clock;
    await within(() => this.#auditLog?.record({ kind: 'event', at: clock.wall(), event, details: given }), {
      clock,
      deadline: deadlineIn(clock, LOG_SECONDS),
    });
  }
}

/** After so long a log counts as hanging. */
const LOG_SECONDS = 10;
