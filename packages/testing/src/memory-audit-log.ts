import type { AuditEntry, AuditLog, AuditReceipt, DecisionEntry, EventEntry, OutcomeEntry } from '@attesta/core';

/** An audit log that keeps its entries in memory, to look at. Its method may be taken off it. */
export interface MemoryAuditLog extends AuditLog {
  /** What was recorded, in order. */
  readonly entries: readonly AuditEntry[];
  readonly decisions: readonly DecisionEntry[];
  readonly outcomes: readonly OutcomeEntry[];
  readonly events: readonly EventEntry[];
}

/**
 * Makes an audit log in memory. It redacts nothing and ends with the process: for tests only.
 *
 * @example
 * const auditLog = memoryAuditLog();
 * await new Attesta({ auditLog }).gate({ name: 'list', risk: 'low' }, () => [])();
 * auditLog.outcomes[0]?.outcome; // 'returned'
 */
export function memoryAuditLog(): MemoryAuditLog {
  const entries: AuditEntry[] = [];
  return Object.freeze({
    async record(entry: AuditEntry): Promise<AuditReceipt> {
      entries.push(entry);
      return `memory-${entries.length}`;
    },
    get entries() {
      return [...entries];
    },
    get decisions() {
      return entries.filter((entry) => entry.kind === 'decision');
    },
    get outcomes() {
      return entries.filter((entry) => entry.kind === 'outcome');
    },
    get events() {
      return entries.filter((entry) => entry.kind === 'event');
    },
  });
}
