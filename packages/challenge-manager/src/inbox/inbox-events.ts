import type { AuditLog, Clock } from '@attesta/core';
import { callDependency } from '@attesta/core/authoring';

/** The events of an inbox that an audit log keeps. */
export type InboxEvent =
  | 'approval_requested'
  | 'approval_refused'
  | 'approval_decided'
  | 'approval_closed'
  | 'answer_refused'
  | 'late_answer';

/** Reports to an audit log, where there is one. A log that fails changes nothing: the gate's record lets a call run. */
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
    await callDependency({ clock }, () =>
      this.#auditLog?.record({ kind: 'event', at: clock.wall(), event, details: given }),
    );
  }
}
