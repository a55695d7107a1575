import type { AuditEntry, AuditReceipt } from '@attesta/core';
import type { AuditLogDescription, AuditLogFixture } from '@attesta/testing/conformance';
import type { Mutant } from './mutant.js';

/** A sound log over a list, whose backend can fail. */
export function listLog(): AuditLogFixture & { readonly kept: AuditEntry[] } {
  const kept: AuditEntry[] = [];
  let isBroken = false;
  return {
    kept,
    log: {
      async record(entry: AuditEntry): Promise<AuditReceipt> {
        if (isBroken) throw new Error('no space left');
        kept.push(entry);
        return `record-${kept.length}`;
      },
    },
    read: async () => [...kept],
    fail: () => {
      isBroken = true;
    },
  };
}

type Record = (entry: AuditEntry, sound: ReturnType<typeof listLog>) => Promise<AuditReceipt>;

/** The sound log, recording in another way. */
function recording(make: () => Record): AuditLogDescription {
  return {
    name: 'a broken log',
    create() {
      const sound = listLog();
      const record = make();
      return { ...sound, log: { record: (entry) => record(entry, sound) } };
    },
  };
}

const later = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const AUDIT_LOG_MUTANTS: readonly Mutant<AuditLogDescription>[] = [
  {
    name: 'gives an empty receipt for an event',
    killedBy: 'gives a receipt for each kind of entry',
    description: recording(() => async (entry, { log }) => {
      const receipt = await log.record(entry);
      return entry.kind === 'event' ? '' : receipt;
    }),
  },
  {
    name: 'gives the decision as its receipt',
    killedBy: 'gives each record a receipt of its own',
    description: recording(() => async (entry, { log }) => {
      const receipt = await log.record(entry);
      return entry.kind === 'event' ? receipt : entry.decisionId;
    }),
  },
  {
    name: 'puts the newest first',
    killedBy: 'keeps entries in order',
    description: recording(
      () =>
        async (entry, { kept }) =>
          `record-${kept.unshift(entry)}`,
    ),
  },
  {
    name: 'loses what comes while it writes',
    killedBy: 'loses none of many at once',
    description: recording(() => {
      let isWriting = false;
      let lost = 0;
      return async (entry, { log }) => {
        if (isWriting) {
          lost += 1;
          return `lost-${lost}`;
        }
        isWriting = true;
        await later();
        isWriting = false;
        return await log.record(entry);
      };
    }),
  },
  {
    name: 'writes JSON as it comes',
    killedBy: 'takes every kind of data',
    description: recording(() => async (entry, { log }) => {
      JSON.stringify(entry, (_key, value: unknown) => value);
      if (entry.kind === 'decision') JSON.stringify(entry.decision.context.args);
      return await log.record(entry);
    }),
  },
  {
    name: 'redacts in place',
    killedBy: 'leaves an entry as it is',
    description: recording(() => async (entry, { log }) => {
      if (entry.kind === 'decision') {
        for (const arg of entry.decision.context.args) if (arg instanceof Map) arg.clear();
      }
      return await log.record(entry);
    }),
  },
  {
    name: 'acknowledges first and writes later',
    killedBy: 'has the decision before the action runs',
    description: recording(() => {
      let receipts = 0;
      return async (entry, { log }) => {
        setImmediate(() => log.record(entry));
        receipts += 1;
        return `record-${receipts}`;
      };
    }),
  },
  {
    name: 'hides that its backend failed',
    killedBy: 'rejects when it cannot record',
    description: recording(
      () =>
        (entry, { log }) =>
          log.record(entry).catch(() => 'not-recorded'),
    ),
  },
  {
    name: 'writes to memory when its backend fails',
    killedBy: 'holds back an action that is not recorded',
    description: recording(
      () =>
        (entry, { log, kept }) =>
          log.record(entry).catch(() => `memory-${kept.push(entry)}`),
    ),
  },
  {
    name: 'gives no receipt for what is only evaluated',
    killedBy: 'records what was decided without a run',
    description: recording(() => async (entry, { log }) => {
      const receipt = await log.record(entry);
      return entry.kind === 'decision' && entry.evaluated ? '' : receipt;
    }),
  },
];
