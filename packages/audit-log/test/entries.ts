import {
  Attesta,
  type AuditEntry,
  type AuditLog,
  createActionContext,
  type DecisionEntry,
  type LogStore,
  MemoryLogStore,
} from '@attesta/core';
import { type FakeClock, fakeClock } from '@attesta/testing';
import {
  type AuditLogOptions,
  type ChainedAuditLog,
  type CheckpointSigner,
  createAuditLog,
  createSigner,
} from '../src/index.js';

/** A log with all that it takes to write and to verify it. */
export interface Bench {
  readonly store: LogStore;
  readonly clock: FakeClock;
  readonly signer: CheckpointSigner;
  readonly auditLog: ChainedAuditLog;
}

export function benchOf(options: Partial<AuditLogOptions> = {}): Bench {
  const clock = fakeClock();
  const store = options.log ?? new MemoryLogStore();
  const signer = options.signer ?? createSigner({ name: 'test' });
  return { store, clock, signer, auditLog: createAuditLog({ clock, ...options, log: store, signer }) };
}

/** An event, the smallest entry. */
export function eventOf(number: number): AuditEntry {
  return { kind: 'event', at: number, event: 'tick', details: { number } };
}

/** A decision to run, as the gate makes it, and its outcome. */
export async function decisionOf(decisionId: string, args: readonly unknown[] = ['table_a']): Promise<DecisionEntry> {
  const found: AuditEntry[] = [];
  const auditLog: AuditLog = {
    async record(entry) {
      found.push(entry);
      return 'receipt';
    },
  };
  const context = createActionContext({ functionName: 'list_records', args }, fakeClock());
  await new Attesta({ auditLog, clock: fakeClock() }).evaluate(context);
  const [entry] = found;
  if (entry?.kind !== 'decision') throw new Error('The gate recorded no decision.');
  return { ...entry, decisionId, evaluated: false };
}

/** The records of a log as texts. */
export async function linesOf(store: Pick<LogStore, 'read'>): Promise<string[]> {
  const lines: string[] = [];
  for await (const bytes of store.read(0)) lines.push(new TextDecoder().decode(bytes));
  return lines;
}

/** A log that holds exactly these lines. */
export function logOf(lines: readonly (string | Uint8Array)[]): Pick<LogStore, 'read'> {
  return {
    async *read(from) {
      for (const line of lines.slice(from))
        yield typeof line === 'string' ? new TextEncoder().encode(line) : line.slice();
    },
  };
}
