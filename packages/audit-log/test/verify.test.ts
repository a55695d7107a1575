import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Attesta, MemoryLogStore } from '@attesta/core';
import { describe, expect, it } from 'vitest';
import { isLong } from '../../../tests/campaigns/campaign.js';
import { type AuditReport, createSigner, jsonlRecords, openJsonlLog, verifyAuditLog } from '../src/index.js';
import { benchOf, decisionOf, eventOf, linesOf, logOf } from './entries.js';
import { verifySmall } from './small-verifier.js';
import { hashed, opened, written } from './tampering/forger.js';
import { Random } from './tampering/random.js';
import { inFolder } from './temporary-folder.js';

describe('L-06 L-07 with an anchor that was kept elsewhere', () => {
  it('reports every cut below the last checkpoint, and calls the rest unsigned', async () => {
    await inFolder(async (folder) => {
      const { path, keys, anchors, signedEnd, bytes } = await logIn(folder, 200);
      const random = new Random(6);
      const ends = isLong
        ? Array.from(bytes.keys())
        : [...Array.from({ length: 150 }, () => random.below(bytes.length)), signedEnd - 1, signedEnd, signedEnd + 1];
      for (const end of ends) {
        await writeFile(path, bytes.subarray(0, end));
        const report = await verifyAuditLog({ log: jsonlRecords({ path }), keys, anchors });
        const where = `cut at ${end} of ${bytes.length}, signed to ${signedEnd}`;
        if (end < signedEnd)
          expect(
            report.problems.map(({ code }) => code),
            where,
          ).toContain('anchor_size');
        else if (end > signedEnd) expect(report, where).toMatchObject({ status: 'unsigned_tail', problems: [] });
        else expect(report, where).toMatchObject({ status: 'intact', unsigned: 0 });
        const whole = bytes.subarray(signedEnd, end).filter((byte) => byte === 10).length;
        if (end >= signedEnd) expect(report.unsigned, where).toBe(whole);
        expect(verifySmall(bytes.subarray(0, end), keys, anchors).status, where).toBe(report.status);
      }
    });
  });

  it('fails for a file that is missing, empty or older, each for a reason of its own', async () => {
    await inFolder(async (folder) => {
      const { path, keys, anchors, bytes } = await logIn(folder, 20);
      const codesOf = async (): Promise<readonly string[]> => {
        const report = await verifyAuditLog({ log: jsonlRecords({ path }), keys, anchors });
        expect(report.status).toBe('broken');
        return report.problems.map(({ code }) => code);
      };
      await writeFile(path, bytes.subarray(0, bytes.indexOf(10) + 1));
      expect(await codesOf()).toEqual(['anchor_size']);
      await writeFile(path, '');
      expect(await codesOf()).toEqual(['anchor_size', 'empty']);
      await rm(path);
      expect(await codesOf()).toEqual(['missing', 'anchor_size']);
      await rm(folder, { recursive: true });
      expect(await codesOf()).toContain('missing');
    });
  });

  it('fails for another log of the same key, an anchor of an unknown key, and one that is none', async () => {
    const [first, signer] = [benchOf(), createSigner({ name: 'test' })];
    await first.auditLog.close();
    const anchor = JSON.parse((await linesOf(first.store))[0] ?? '').record.note;
    const second = benchOf({ signer: first.signer });
    await second.auditLog.record(eventOf(0));
    await second.auditLog.close();
    const codes = async (keys: readonly string[], anchors: readonly string[]): Promise<readonly string[]> =>
      (await verifyAuditLog({ log: second.store, keys, anchors })).problems.map(({ code }) => code);
    const keys = [first.signer.verifierKey];
    expect(await codes(keys, [anchor])).toContain('anchor_log');
    expect(await codes([...keys, signer.verifierKey], ['nonsense', ''])).toEqual(['anchor', 'anchor']);
    expect(await codes([signer.verifierKey], [anchor])).toEqual(['anchor', 'no_checkpoint']);
    expect((await verifyAuditLog({ log: second.store, keys, name: 'other' })).problems[0]?.code).toBe('other_log');
  });
});

describe('an anchor', () => {
  it('shows that its key signed another log of the same name, size and time', async () => {
    const signer = createSigner({ name: 'test' });
    const forks = await Promise.all(
      ['left', 'right'].map(async (side) => {
        const { auditLog, store } = benchOf({ signer, name: 'acme.example/agents' });
        await auditLog.record({ kind: 'event', at: 0, event: side, details: {} });
        await auditLog.close();
        return store;
      }),
    );
    const [left = logOf([]), right = logOf([])] = forks;
    const anchor = opened((await linesOf(left)).at(-1) ?? '').record.note;
    const keys = [signer.verifierKey];
    expect((await verifyAuditLog({ log: left, keys, anchors: [String(anchor)] })).status).toBe('intact');
    const report = await verifyAuditLog({ log: right, keys, anchors: [String(anchor)] });
    expect(report.problems).toEqual([expect.objectContaining({ code: 'anchor_head', record: 2 })]);
  });

  it('shows that the signature under its checkpoint was taken away from the log', async () => {
    const { auditLog, store, signer } = benchOf();
    await auditLog.record(eventOf(0));
    await auditLog.close();
    const lines = await linesOf(store);
    const last = opened(lines.at(-1) ?? '');
    const note = String(last.record.note);
    const unsigned = note.replace(/\n\n.*\n$/, `\n\n\u2014 nobody ${Buffer.alloc(68).toString('base64')}\n`);
    const log = logOf([...lines.slice(0, -1), written(hashed({ ...last, record: { note: unsigned } }))]);
    const report = await verifyAuditLog({ log, keys: [signer.verifierKey], anchors: [note] });
    expect(report.problems).toEqual([expect.objectContaining({ code: 'anchor_head', record: 2 })]);
  });
});

async function logIn(folder: string, count: number) {
  const path = join(folder, 'log.jsonl');
  const anchors: string[] = [];
  const save = (checkpoint: string): void => {
    anchors[0] = checkpoint;
  };
  const log = await openJsonlLog({ path });
  const { auditLog, signer } = benchOf({ log, checkpoint: { store: save } });
  await Promise.all(Array.from({ length: count }, (_, number) => auditLog.record(eventOf(number))));
  await auditLog.close();
  const signedEnd = (await readFile(path)).length;
  const more = benchOf({ log, signer }).auditLog;
  await Promise.all([1, 2, 3].map((number) => more.record(eventOf(number))));
  await log.close();
  return { path, keys: [signer.verifierKey], anchors, signedEnd, bytes: await readFile(path) };
}

describe('L-01 a record that is not in its canonical form', () => {
  const forms: Readonly<Record<string, (line: string) => string>> = {
    'a byte order mark': (line) => `\ufeff${line}`,
    'a carriage return': (line) => `${line}\r`,
    'a blank': (line) => line.replace('"details":{', '"details": {'),
    'a number with a fraction of 0': (line) => line.replace('"number":3', '"number":3.0'),
    'a number with an exponent': (line) => line.replace('"number":3', '"number":3e0'),
    'a letter that is escaped': (line) => line.replace('"number"', '"\\u006eumber"'),
    'a key that comes twice': (line) => line.replace('"number":3', '"number":3,"number":3'),
    'keys out of order': (line) => line.replace('"number":3', '"number":3,"aaa":1'),
    'a slash that is escaped': (line) => line.replace('tick', 'ti\\/ck'),
    'bytes that are no UTF-8': (line) => line.replace('tick', 'ti\u00ffck'),
    'a negative zero': (line) => line.replace('"number":3', '"number":-0'),
    'a lone surrogate': (line) => line.replace('tick', '\\ud800'),
    'two objects': (line) => line.replace('"event":"tick"}', '"event":"tick"}}{"a":{'),
  };
  for (const [name, change] of Object.entries(forms)) {
    it(`is reported after the last signature, although its hash is right: ${name}`, async () => {
      const { auditLog, store, signer } = benchOf();
      for (let number = 0; number < 4; number += 1) await auditLog.record(eventOf(number));
      const lines = await linesOf(store);
      const bytes = Buffer.from(change(lines[4] ?? ''), name.includes('UTF-8') ? 'latin1' : 'utf8');
      expect(bytes.toString('latin1')).not.toBe(lines[4]);
      const { hashOf } = await import('../src/record/seal.js');
      bytes.write(hashOf(bytes), 9, 'latin1');
      const log = logOf([...lines.slice(0, 4), bytes]);
      const report = await verifyAuditLog({ log, keys: [signer.verifierKey] });
      expect(report.problems.map(({ code, record }) => `${code} ${record}`)).toEqual([
        name.includes('mark') || name.includes('return') ? 'malformed 4' : 'form 4',
      ]);
    });
  }

  it('is reported before a signature as well, when `thorough` is given', async () => {
    const { auditLog, store, signer } = benchOf();
    await auditLog.record(eventOf(0));
    const [first = '', second = ''] = await linesOf(store);
    const odd = new MemoryLogStore();
    const { hashOf } = await import('../src/record/seal.js');
    const bytes = Buffer.from(second.replace('"number":0', '"number":0.0'));
    bytes.write(hashOf(bytes), 9, 'latin1');
    await odd.append(0, [Buffer.from(first), bytes]);
    await benchOf({ log: odd, signer }).auditLog.close();
    const keys = [signer.verifierKey];
    expect((await verifyAuditLog({ log: odd, keys })).status).toBe('intact');
    const report = await verifyAuditLog({ log: odd, keys, thorough: true });
    expect(report.problems.map(({ code }) => code)).toEqual(['form']);
  });
});

describe('L-18 a line that never ends', () => {
  it('is refused without being read to its end', async () => {
    await inFolder(async (folder) => {
      const { path, keys } = await logIn(folder, 3);
      // A file of a gigabyte that takes no room on the disk, with no line feed in it.
      await truncate(path, 2 ** 30);
      const before = process.memoryUsage().rss;
      const report = await verifyAuditLog({ log: jsonlRecords({ path }), keys });
      expect(report.problems.map(({ code }) => code)).toEqual(['overlong']);
      expect(process.memoryUsage().rss - before).toBeLessThan(150e6);
    });
  });
});

describe('an oddity', () => {
  it('L-22 a clock that goes back gets a warning, and the order stays', async () => {
    const { auditLog, store, signer, clock } = benchOf();
    await auditLog.record(eventOf(0));
    clock.setWall(clock.wall() - 3_600_000);
    await auditLog.record(eventOf(1));
    await auditLog.close();
    const report = await verifyAuditLog({ log: store, keys: [signer.verifierKey] });
    expect(report).toMatchObject({ status: 'intact', warningCount: 1 });
    expect(report.warnings[0]).toMatchObject({
      code: 'clock',
      record: 2,
      message: expect.stringContaining('3600 seconds'),
    });
  });

  it('B-14 a decision to run without an outcome is listed; a denial and an evaluation are not', async () => {
    const { auditLog, store, signer } = benchOf();
    const decisions = await Promise.all(['lost', 'ran'].map((id) => decisionOf(id)));
    for (const decision of decisions) await auditLog.record(decision);
    await auditLog.record({ kind: 'outcome', at: 1, decisionId: 'ran', outcome: 'returned' });
    await auditLog.record({ ...(await decisionOf('evaluated')), evaluated: true });
    await new Attesta({ auditLog })
      .gate({ name: 'drop', risk: 'critical' }, () => {})()
      .catch(() => {});
    const report = await verifyAuditLog({ log: store, keys: [signer.verifierKey] });
    expect(report.unknownOutcomes.map(({ decisionId, record }) => [decisionId, record])).toEqual([['lost', 1]]);
    await auditLog.record({ kind: 'outcome', at: 1, decisionId: 'ran', outcome: 'threw' });
    const again = await verifyAuditLog({ log: store, keys: [signer.verifierKey] });
    expect(again.warnings.map(({ code, record }) => [code, record])).toEqual([['outcome', 6]]);
  });

  it('is counted in bounded memory, however much of it there is', async () => {
    const lines: string[] = [];
    const { auditLog, store, signer } = benchOf();
    await auditLog.record(await decisionOf('x'.repeat(40)));
    const [first = '', second = ''] = await linesOf(store);
    for (let index = 1; index <= 12_000; index += 1) {
      const before = lines.at(-1) ?? first;
      const record = { ...opened(second), id: `decision-${index}`, sequence: index, previous: opened(before).hash };
      lines.push(written(hashed(record)));
    }
    const report = await verifyAuditLog({
      log: logOf([first, ...lines]),
      keys: [signer.verifierKey],
      maxUnsigned: 20_000,
    });
    expect(report).toMatchObject({ status: 'unsigned_tail', unsigned: 12_000, unknownOutcomeCount: 12_000 });
    expect(report.unknownOutcomes).toHaveLength(1000);
  });
});

describe('a report', () => {
  it('has no member that could be taken for true or false, and cannot be changed', async () => {
    const { auditLog, store, signer } = benchOf();
    await auditLog.close();
    const report: AuditReport = await verifyAuditLog({ log: store, keys: [signer.verifierKey] });
    expect(Object.values(report).filter((value) => typeof value === 'boolean')).toEqual([]);
    expect(Object.isFrozen(report) && Object.isFrozen(report.problems)).toBe(true);
    // @ts-expect-error a status is a text of three, never a boolean
    const ok: boolean = report.status;
    expect(ok).toBe('intact');
  });

  it('is given for every log: a read error is a problem, not an exception', async () => {
    const keys = [createSigner({ name: 'test' }).verifierKey];
    const failing = { read: () => logThatFails() };
    expect((await verifyAuditLog({ log: failing, keys })).problems[0]).toMatchObject({
      code: 'unreadable',
      message: 'EIO\\u{1b}',
    });
    const folder = jsonlRecords({ path: import.meta.dirname });
    expect((await verifyAuditLog({ log: folder, keys })).problems[0]?.code).toBe('unreadable');
  });

  it('calls more unsigned records than may be a problem', async () => {
    const { auditLog, store, signer } = benchOf();
    for (let number = 0; number < 5; number += 1) await auditLog.record(eventOf(number));
    const keys = [signer.verifierKey];
    expect(await verifyAuditLog({ log: store, keys, maxUnsigned: 5 })).toMatchObject({
      status: 'unsigned_tail',
      unsigned: 5,
    });
    const report = await verifyAuditLog({ log: store, keys, maxUnsigned: 4 });
    expect(report.problems).toEqual([expect.objectContaining({ code: 'unsigned', record: 1 })]);
  });

  for (const [name, options, message] of [
    ['no keys', { log: new MemoryLogStore() }, /keys is required/],
    ['an empty list of keys', { log: new MemoryLogStore(), keys: [] }, /keys must be/],
    ['a key that is none', { log: new MemoryLogStore(), keys: ['x'] }, /verifier key/],
    ['no log', { keys: ['x'] }, /log is required/],
  ] as const) {
    it(`rejects misuse: ${name}`, async () => {
      await expect(verifyAuditLog(Object(options))).rejects.toThrow(message);
    });
  }
});

// biome-ignore lint/correctness/useYield: it fails before.
async function* logThatFails(): AsyncGenerator<Uint8Array, void, void> {
  throw new Error('EIO\u001b');
}
