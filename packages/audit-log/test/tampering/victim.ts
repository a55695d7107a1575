import { Attesta, MemoryLogStore } from '@attesta/core';
import { fakeClock } from '@attesta/testing';
import { createAuditLog, createSigner } from '../../src/index.js';
import { linesOf } from '../entries.js';

/** A log that is attacked. */
export interface Victim {
  readonly lines: readonly string[];
  /** The same log, some records ago; it ended in a checkpoint then. */
  readonly older: readonly string[];
  /** A log of the same key. */
  readonly other: readonly string[];
  readonly keys: readonly string[];
  /** The last checkpoint, as it was kept elsewhere. */
  readonly anchor: string;
}

/** Makes a log of calls with all sorts of arguments; its last `unsigned` records no checkpoint covers. */
export async function victimOf(unsigned: number): Promise<Victim> {
  const signer = createSigner({ name: 'victim' });
  const [clock, store, kept] = [fakeClock(), new MemoryLogStore(), [] as string[]];
  const save = (checkpoint: string): void => {
    kept.push(checkpoint);
  };
  const auditLog = createAuditLog({ log: store, signer, clock, checkpoint: { records: 8, store: save } });
  const { gate } = new Attesta({ auditLog, clock });
  const call = gate({ name: 'list_records', risk: 'low' }, (..._: unknown[]) => 'done');
  const refused = gate({ name: 'drop_table', risk: 'critical' }, (..._: unknown[]) => 'done');
  for (let round = 0; round < 3; round += 1) {
    await clock.advance(10);
    await call(
      { table: `t${round}`, where: { id: round, note: null, hash: 'abc', signature: { prev: 'x' } } },
      [1.5, -2],
    );
    await refused('a "quoted" text\n\u2028\u{1f600}', new Date(round), 10n).catch(() => {});
  }
  await auditLog.checkpoint();
  const older = await linesOf(store);
  await call('one more', new Map([['a', new Set([1])]]));
  await auditLog.checkpoint();
  await clock.advance(2000);
  for (let index = 0; index < unsigned; index += 1) {
    await auditLog.record({ kind: 'event', at: index, event: 'unlock', details: { index, by: { id: 'ada' } } });
  }
  await clock.advance(2000);
  const other = new MemoryLogStore();
  const second = createAuditLog({ log: other, signer, clock, checkpoint: { records: 8 } });
  await new Attesta({ auditLog: second, clock }).gate({ name: 'list_records', risk: 'low' }, () => 'done')();
  for (let index = 0; index < 20; index += 1) {
    await second.record({ kind: 'event', at: index, event: 'unlock', details: { index } });
  }
  await second.close();
  const lines = await linesOf(store);
  return { lines, older, other: await linesOf(other), keys: [signer.verifierKey], anchor: kept.at(-1) ?? '' };
}
