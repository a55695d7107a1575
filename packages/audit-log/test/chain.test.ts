import { Attesta, type LogStore, MemoryLogStore } from '@attesta/core';
import { fakeClock } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { createAuditLog, createSigner, verifyAuditLog } from '../src/index.js';
import { benchOf, eventOf, linesOf } from './entries.js';

const signer = createSigner({ name: 'test' });
const LONE = 'lone \ud800';

/** A store whose appends a test holds up, counts, and lets fail. */
class WatchedStore extends MemoryLogStore {
  appends = 0;
  next: (() => Promise<boolean | undefined>) | undefined;

  override async append(...given: Parameters<LogStore['append']>): Promise<boolean> {
    this.appends += 1;
    const answer = await this.next?.();
    return answer ?? (await super.append(...given));
  }
}

describe('appending to the audit log', () => {
  it('L-03 numbers records from 0, each with log, version and the hash of the one before it', async () => {
    const { auditLog, store } = benchOf();
    for (let number = 0; number < 5; number += 1) await auditLog.record(eventOf(number));
    const records = (await linesOf(store)).map((line) => JSON.parse(line));
    expect(records.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(records[0].previous).toBe('0'.repeat(64));
    expect(records.slice(1).map(({ previous }) => previous)).toEqual(records.slice(0, -1).map(({ hash }) => hash));
    expect(new Set(records.map(({ log, version }) => `${log} ${version}`)).size).toBe(1);
    expect(records[0].log).toMatch(/^test\/[0-9a-f]{32}$/);
    await auditLog.close();
  });

  it('appends the requests that wait together', async () => {
    const store = new WatchedStore();
    const { auditLog } = benchOf({ log: store });
    await auditLog.record(eventOf(0));
    await Promise.all(Array.from({ length: 64 }, (_, number) => auditLog.record(eventOf(number))));
    expect(store.appends).toBe(3);
    await auditLog.close();
  });

  it('gives receipts that name the record', async () => {
    const { auditLog, store } = benchOf();
    const receipts = await Promise.all([1, 2, 3].map((number) => auditLog.record(eventOf(number))));
    const names = (await linesOf(store))
      .map((line) => JSON.parse(line))
      .map(({ sequence, hash }) => `${sequence}:${hash}`);
    expect(receipts).toEqual(names.slice(1));
    await auditLog.close();
  });

  it('L-12 keeps one chain under many writers, who also begin it together', async () => {
    const store = new MemoryLogStore();
    const writers = Array.from({ length: 8 }, () => createAuditLog({ log: store, signer, clock: fakeClock() }));
    await Promise.all(
      writers.map(async (writer) => {
        for (let number = 0; number < 60; number += 1) await writer.record(eventOf(number));
      }),
    );
    await Promise.all(writers.map((writer) => writer.close()));
    const report = await verifyAuditLog({ log: store, keys: [signer.verifierKey] });
    expect(report).toMatchObject({ status: 'intact', problems: [], warnings: [] });
    const kinds = (await linesOf(store)).map((line) => JSON.parse(line).kind);
    expect(kinds.filter((kind) => kind === 'event')).toHaveLength(480);
  });

  it('continues after the records that a failed append has left', async () => {
    for (const isWritten of [false, true]) {
      const store = new WatchedStore();
      const { auditLog } = benchOf({ log: store, signer });
      await auditLog.record(eventOf(0));
      const append = MemoryLogStore.prototype.append.bind(store);
      store.append = async (size, records) => {
        store.append = append;
        if (isWritten) await append(size, records);
        throw new Error('The connection was lost.');
      };
      await expect(auditLog.record(eventOf(1))).rejects.toThrow('The connection was lost.');
      await auditLog.record(eventOf(2));
      await auditLog.close();
      const report = await verifyAuditLog({ log: store, keys: [signer.verifierKey] });
      expect(report.status).toBe('intact');
      expect(report.records).toBe(isWritten ? 5 : 4);
    }
  });

  it('rejects when the store refuses its own size, or resolves to a value that is not a boolean', async () => {
    const store = new WatchedStore();
    const { auditLog } = benchOf({ log: store });
    await auditLog.record(eventOf(0));
    store.next = async () => false;
    await expect(auditLog.record(eventOf(1))).rejects.toThrow('resolved to false for the size that the log has');
    store.next = async () => Object(1);
    await expect(auditLog.record(eventOf(1))).rejects.toThrow('LogStore.append() must resolve to a boolean');
  });

  it('N-15 bounds the requests that wait for a store that hangs', async () => {
    const store = new WatchedStore();
    store.next = () => new Promise(() => {});
    const { auditLog } = benchOf({ log: store });
    for (let number = 0; number < 10_001; number += 1) auditLog.record(eventOf(number)).catch(() => {});
    await expect(auditLog.record(eventOf(0))).rejects.toMatchObject({ code: 'overloaded' });
  });

  it('accepts no record once it is closed, and closes once', async () => {
    const { auditLog, store } = benchOf();
    const waiting = auditLog.record(eventOf(0));
    await Promise.all([auditLog.close(), auditLog.close()]);
    expect(await waiting).toMatch(/^1:/);
    await expect(auditLog.record(eventOf(1))).rejects.toMatchObject({ code: 'closed' });
    await expect(auditLog.checkpoint()).rejects.toMatchObject({ code: 'closed' });
    expect((await linesOf(store)).map((line) => JSON.parse(line).kind)).toEqual(['checkpoint', 'event', 'checkpoint']);
  });

  it('refuses an entry that cannot be written, and only that one', async () => {
    const { auditLog, store } = benchOf();
    const refused = [
      { kind: 'event', at: Number.NaN, event: 'x', details: {} },
      { kind: 'event', at: 0, event: LONE, details: {} },
      { kind: 'event', at: 0, event: 'x', details: { deep: ['\udfff'] } },
      { kind: 'event', at: 0, event: 'x', details: { [LONE]: 1 } },
      { kind: 'event', at: 0, event: 'x', details: { big: 1n } },
      { kind: 'outcome', at: 0, decisionId: '', outcome: 'returned' },
      { kind: 'outcome', at: 0, decisionId: 'x'.repeat(257), outcome: 'returned' },
      { kind: 'outcome', at: 0, decisionId: 'x', outcome: 'vanished' },
      { kind: 'other' },
    ];
    const results = await Promise.allSettled([
      ...refused.map((entry) => auditLog.record(Object(entry))),
      auditLog.record(eventOf(1)),
    ]);
    expect(results.map(({ status }) => status)).toEqual([...refused.map(() => 'rejected'), 'fulfilled']);
    expect(await store.size()).toBe(2);
    await auditLog.close();
  });
});

describe('L-25 every gated call', () => {
  it('ends in exactly one terminal record, however it ends', async () => {
    const { auditLog, store, clock } = benchOf();
    const { gate } = new Attesta({ auditLog, clock });
    const aborted = AbortSignal.abort();
    const calls = [
      gate({ name: 'list', risk: 'low' }, () => 'done'),
      gate({ name: 'list', risk: 'low' }, () => {
        throw new Error('It failed.');
      }),
      gate({ name: 'drop', risk: 'critical' }, () => 'done'),
      gate({ name: 'list', risk: 'low' }, () => 'done').with({ signal: aborted }),
    ];
    for (let index = 0; index < 400; index += 1) await calls[index % 4]?.().catch(() => {});
    const records = (await linesOf(store)).map((line) => JSON.parse(line));
    const refusals = records.filter(({ kind, outcome }) => kind === 'decision' && outcome === 'none');
    const outcomes = records.filter(({ kind }) => kind === 'outcome');
    const awaited = records.filter(({ outcome }) => outcome === 'awaited');
    expect(refusals.length + outcomes.length).toBe(400);
    expect(outcomes.map(({ id }) => id).sort()).toEqual(awaited.map(({ id }) => id).sort());
    // L-05: no person approved here.
    expect(records.flatMap(({ record }) => record.approvers ?? [])).toEqual([]);
    await auditLog.close();
  });
});

describe('misuse of createAuditLog', () => {
  const log = new MemoryLogStore();
  const cases: readonly (readonly [string, unknown, RegExp])[] = [
    ['no log', { signer }, /log is required/],
    ['no signer', { log }, /signer is required/],
    ['a store that cannot append', { log: { read() {}, size() {} }, signer }, /log must be/],
    ['an unknown option', { log, signer, every: 5 }, /no option "every"/],
    ['an interval of 0', { log, signer, checkpoint: { records: 0 } }, /records must be an integer from 1 to 10000/],
    ['endless seconds', { log, signer, checkpoint: { seconds: Number.POSITIVE_INFINITY } }, /seconds must be/],
    ['a checkpoint store without save', { log, signer, checkpoint: { store: {} } }, /store must be/],
    ['a signer with last but without save', { log, signer: { ...signer, last() {} } }, /save must be/],
    ['a name with a space', { log, signer, name: 'a b' }, /name must be/],
    ['a signer without a key', { log, signer: { sign() {} } }, /verifier key/],
    ['a signer with half a key', { log, signer: { ...signer, verifierKey: 'test+00000000+AQ' } }, /verifier key/],
  ];
  for (const [name, options, message] of cases) {
    it(`throws at once: ${name}`, () => {
      expect(() => createAuditLog(Object(options))).toThrow(message);
    });
  }
});
