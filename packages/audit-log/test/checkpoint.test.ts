import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type LogStore, MemoryLogStore } from '@attesta/core';
import { fakeClock } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { readCheckpoint } from '../src/checkpoint/checkpoint.js';
import {
  type CheckpointSigner,
  checkpointFile,
  createAuditLog,
  createKeyFile,
  createSigner,
  jsonlRecords,
  openJsonlLog,
  openKeyFile,
  readCheckpointFile,
  readVerifierKeys,
  rotateKeyFile,
  verifyAuditLog,
} from '../src/index.js';
import { benchOf, eventOf, linesOf, logOf } from './entries.js';
import { verifySmall } from './small-verifier.js';
import { hashed, opened, written } from './tampering/forger.js';
import { inFolder } from './temporary-folder.js';

const kindsOf = async (store: Pick<LogStore, 'read'>): Promise<string[]> =>
  (await linesOf(store)).map((line) => JSON.parse(line).kind);

describe('L-04 checkpoints', () => {
  it('come at least once in 100 records, and each verifies with the public key alone', async () => {
    const { auditLog, store, signer } = benchOf();
    for (let number = 0; number < 1000; number += 1) await auditLog.record(eventOf(number));
    const lines = await linesOf(store);
    const kinds = lines.map((line) => JSON.parse(line).kind);
    for (let start = 0; start + 101 <= kinds.length; start += 1) {
      expect(kinds.slice(start, start + 101)).toContain('checkpoint');
    }
    const ends = kinds.flatMap((kind, index) => (kind === 'checkpoint' ? [index + 1] : []));
    expect(ends).toHaveLength(11);
    for (const end of ends) {
      const file = Buffer.from(
        lines
          .slice(0, end)
          .map((line) => `${line}\n`)
          .join(''),
      );
      expect(verifySmall(file, [signer.verifierKey])).toEqual({ status: 'intact', unsigned: 0 });
    }
    await auditLog.close();
  });

  it('come after so many seconds, once, and only when there is something to sign', async () => {
    const { auditLog, store, clock } = benchOf({ checkpoint: { seconds: 60 } });
    await auditLog.record(eventOf(0));
    await clock.advance(59_999);
    expect(await kindsOf(store)).toEqual(['checkpoint', 'event']);
    await clock.advance(1);
    expect(await kindsOf(store)).toEqual(['checkpoint', 'event', 'checkpoint']);
    await clock.advance(600_000);
    expect(await store.size()).toBe(3);
    expect(clock.pending).toBe(0);
    await auditLog.close();
    expect(await store.size()).toBe(3);
  });

  it('are made on close and when asked for, and leave no timer', async () => {
    const { auditLog, store, clock } = benchOf();
    await auditLog.checkpoint();
    expect(await kindsOf(store)).toEqual(['checkpoint']);
    await auditLog.record(eventOf(0));
    await auditLog.checkpoint();
    await auditLog.checkpoint();
    expect(await kindsOf(store)).toEqual(['checkpoint', 'event', 'checkpoint']);
    await auditLog.record(eventOf(1));
    await auditLog.close();
    expect((await kindsOf(store)).at(-1)).toBe('checkpoint');
    expect(clock.pending).toBe(0);
  });

  it('leave no timer when the last one cannot be made', async () => {
    const near = createSigner({ name: 'test' });
    let isDown = false;
    const sign = (bytes: Uint8Array): Uint8Array | Promise<Uint8Array> =>
      isDown ? Promise.reject(new Error('down')) : near.sign(bytes);
    const { auditLog, clock } = benchOf({ signer: { verifierKey: near.verifierKey, sign } });
    await auditLog.checkpoint();
    isDown = true;
    const recorded = auditLog.record(eventOf(0)).catch(() => {});
    await expect(auditLog.close()).rejects.toMatchObject({ code: 'unsigned' });
    await recorded;
    expect(clock.pending).toBe(0);
  });

  it('are made by whichever writer crosses the mark', async () => {
    const [store, signer] = [new MemoryLogStore(), createSigner({ name: 'test' })];
    const writers = [1, 2].map(() => benchOf({ log: store, signer, checkpoint: { records: 4 } }).auditLog);
    for (let number = 0; number < 20; number += 1) await writers[number % 2]?.record(eventOf(number));
    const kinds = await kindsOf(store);
    expect(kinds.flatMap((kind, index) => (kind === 'checkpoint' ? [index] : []))).toEqual([0, 5, 10, 15, 20, 25]);
  });
});

describe('the form of a checkpoint', () => {
  const right = `log\n5\n${Buffer.alloc(32, 1).toString('base64')}\ntime 2026-01-01T00:00:00.000Z\n\n\u2014 test AAAAAAAA\n`;
  it('is read', () => expect(readCheckpoint(right)?.checkpoint).toMatchObject({ log: 'log', size: 5 }));

  const wrong: Readonly<Record<string, string>> = {
    'a size with a leading zero': right.replace('\n5\n', '\n05\n'),
    'a head in another spelling': right.replace('AQE=', 'AQF='),
    'a day that does not exist': right.replace('01-01T', '02-31T'),
    'an extra line': right.replace('\n\n', '\nmore\n\n'),
    'no name': right.replace('log\n', '\n'),
    'no signature': right.slice(0, right.indexOf('\u2014')),
    'a malformed signature line': right.replace('\u2014 ', '- '),
    'a signature in another spelling': right.replace('AAAAAAAA', 'AAAAAAAB='),
    'no end': right.slice(0, -1),
    'too many signatures': `${right}${'\u2014 test AAAAAAAA\n'.repeat(16)}`,
  };
  for (const [name, text] of Object.entries(wrong)) {
    it(`is not read with ${name}`, () => {
      expect(text).not.toBe(right);
      expect(readCheckpoint(text)).toBe(undefined);
    });
  }
});

describe('a signer', () => {
  const bad: Readonly<Record<string, (signer: CheckpointSigner) => CheckpointSigner['sign']>> = {
    'that throws': () => () => {
      throw new Error('no');
    },
    'that rejects': () => () => Promise.reject(new Error('no')),
    'that hangs': () => () => new Promise(() => {}),
    'that signs something else': (signer) => () => signer.sign(Buffer.from('something else')),
    'that gives no bytes': () => () => Object('signature'),
    'of another key, later': (signer) => async (bytes) =>
      createSigner({ name: signer.verifierKey.split('+')[0] ?? '' }).sign(bytes),
  };
  for (const [name, signOf] of Object.entries(bad)) {
    it(`${name} makes the log refuse: nothing is recorded that could not be signed`, async () => {
      const good = createSigner({ name: 'test' });
      const { auditLog, store, clock } = benchOf({ signer: { ...good, sign: signOf(good) } });
      const recording = auditLog.record(eventOf(0)).then(
        () => 'recorded',
        (error: unknown) => error,
      );
      await clock.advance(10_000);
      expect(await recording).toBeInstanceOf(Error);
      expect(await store.size()).toBe(0);
    });
  }

  it('that is remote is verified each time', async () => {
    const [near, other] = [createSigner({ name: 'test' }), createSigner({ name: 'test' })];
    let signs = 0;
    const sign = async (bytes: Uint8Array): Promise<Uint8Array> => {
      signs += 1;
      return await (signs === 1 ? near : other).sign(bytes);
    };
    const { auditLog, store } = benchOf({ signer: { verifierKey: near.verifierKey, sign } });
    await auditLog.record(eventOf(0));
    await expect(auditLog.checkpoint()).rejects.toMatchObject({ code: 'unsigned' });
    expect(await store.size()).toBe(2);
  });

  it('may be remote', async () => {
    const near = createSigner({ name: 'test' });
    const { auditLog, store } = benchOf({ signer: { ...near, sign: async (bytes) => await near.sign(bytes) } });
    await auditLog.record(eventOf(0));
    await auditLog.close();
    expect((await verifyAuditLog({ log: store, keys: [near.verifierKey] })).status).toBe('intact');
  });
});

describe('L-10 a log that was put back to an earlier state', () => {
  it('is not written to, in the process that wrote it', async () => {
    const { auditLog, store } = benchOf();
    await auditLog.record(eventOf(0));
    const older = await linesOf(store);
    await auditLog.record(eventOf(1));
    const restored = new MemoryLogStore();
    await restored.append(
      0,
      older.map((line) => Buffer.from(line)),
    );
    Object.assign(store, {
      append: restored.append.bind(restored),
      read: restored.read.bind(restored),
      size: restored.size.bind(restored),
    });
    await expect(auditLog.record(eventOf(2))).rejects.toMatchObject({ code: 'rolled_back' });
    expect(await restored.size()).toBe(older.length);
  });

  it('is not written to when it went another way', async () => {
    const { auditLog, store, signer } = benchOf();
    await auditLog.record(eventOf(0));
    const older = await linesOf(store);
    await auditLog.record(eventOf(1));
    const other = new MemoryLogStore();
    await other.append(
      0,
      older.map((line) => Buffer.from(line)),
    );
    const second = benchOf({ log: other, signer });
    for (let number = 5; number < 9; number += 1) await second.auditLog.record(eventOf(number));
    Object.assign(store, {
      append: other.append.bind(other),
      read: other.read.bind(other),
      size: other.size.bind(other),
    });
    await expect(auditLog.record(eventOf(2))).rejects.toMatchObject({ code: 'rolled_back' });
  });

  for (const kept of ['beside the key', 'in a file elsewhere'] as const) {
    it(`is not written to by the next process either, with its last checkpoint ${kept}`, async () => {
      await inFolder(async (folder) => {
        const place = await placeIn(folder, kept);
        await place.write(3);
        await cp(place.path, `${place.path}.yesterday`);
        await place.write(3);
        const now = await linesOf(jsonlRecords({ path: place.path }));
        await rm(place.path);
        await cp(`${place.path}.yesterday`, place.path);
        await expect(place.write(1)).rejects.toMatchObject({ code: 'rolled_back' });
        await expect(place.write(1)).rejects.toThrow(/a checkpoint of .* was record 8/);
        await rm(place.path);
        if (kept === 'in a file elsewhere') await expect(place.write(1)).rejects.toThrow(/The log has 0 records/);
        const log = await openJsonlLog({ path: place.path });
        await log.append(
          await log.size(),
          now.slice(await log.size()).map((line) => Buffer.from(line)),
        );
        await log.close();
        await place.write(1);
      });
    });
  }

  it('is not written to when it is another log of the same key', async () => {
    await inFolder(async (folder) => {
      const place = await placeIn(folder, 'in a file elsewhere');
      await place.write(3);
      await rm(place.path);
      const log = await openJsonlLog({ path: place.path });
      const { auditLog } = benchOf({ log, signer: await openKeyFile({ path: join(folder, 'audit.key') }) });
      for (let number = 0; number < 20; number += 1) await auditLog.record(eventOf(number));
      await auditLog.close();
      await log.close();
      await expect(place.write(1)).rejects.toThrow(/was signed here before/);
    });
  });

  it('is not written to when records after the last checkpoint were changed', async () => {
    const { auditLog, store, signer } = benchOf();
    await auditLog.record(eventOf(0));
    await auditLog.record(eventOf(1));
    const lines = await linesOf(store);
    const changed = new MemoryLogStore();
    await changed.append(
      0,
      [lines[0], lines[1], lines[2]?.replace('"number":1', '"number":7')].map((line) => Buffer.from(line ?? '')),
    );
    await expect(benchOf({ log: changed, signer }).auditLog.record(eventOf(2))).rejects.toThrow(
      /Record 2 has another hash/,
    );
  });

  it('is not written to when it has grown again since, past what was signed', async () => {
    const [signer, name, clock] = [createSigner({ name: 'test' }), 'acme.example/agents', fakeClock()];
    const kept: string[] = [];
    const checkpoints = {
      save: async (checkpoint: string) => void kept.push(checkpoint),
      last: async () => kept.at(-1),
    };
    const [first, second] = [new MemoryLogStore(), new MemoryLogStore()];
    const one = createAuditLog({ log: first, signer, name, clock, checkpoint: { store: checkpoints } });
    await one.record(eventOf(1));
    await one.close();
    const other = createAuditLog({ log: second, signer, name, clock });
    for (let number = 5; number < 9; number += 1) await other.record(eventOf(number));
    const again = createAuditLog({ log: second, signer, name, clock, checkpoint: { store: checkpoints } });
    await expect(again.record(eventOf(2))).rejects.toThrow(/another record 1 than the one that was signed/);
    await other.close();
    const later = createAuditLog({ log: second, signer, name, clock, checkpoint: { store: checkpoints } });
    await expect(later.record(eventOf(2))).rejects.toThrow(/another record 1 than before/);
  });

  it('is not begun again under a name that its key has signed before', async () => {
    await inFolder(async (folder) => {
      await createKeyFile({ path: join(folder, 'audit.key'), name: 'test' });
      const signer = await openKeyFile({ path: join(folder, 'audit.key') });
      const [name, clock] = ['acme.example/payments', fakeClock()];
      await createAuditLog({ log: new MemoryLogStore(), signer, name, clock }).close();
      const emptied = createAuditLog({ log: new MemoryLogStore(), signer, name, clock });
      await expect(emptied.record(eventOf(0))).rejects.toThrow(/The log has 0 records, but a checkpoint of acme/);
    });
  });

  it('is not written to when a checkpoint after the last good one is forged', async () => {
    const { auditLog, store, signer } = benchOf();
    await auditLog.record(eventOf(0));
    await auditLog.close();
    const lines = await linesOf(store);
    const last = opened(lines.at(-1) ?? '');
    const note = String(last.record.note).replace(/[\w+/]{20}(?==*\n$)/, 'A'.repeat(20));
    const forged = written(hashed({ ...last, record: { note } }));
    const odd = new MemoryLogStore();
    await odd.append(
      0,
      [...lines.slice(0, -1), forged].map((line) => Buffer.from(line)),
    );
    await expect(benchOf({ log: odd, signer }).auditLog.record(eventOf(1))).rejects.toThrow(
      /Record 2 holds a checkpoint with a false signature/,
    );
  });

  it('must have the name that it is given', async () => {
    const { auditLog, store, signer } = benchOf({ name: 'acme.example/payments' });
    await auditLog.close();
    await expect(
      benchOf({ log: store, signer, name: 'acme.example/other' }).auditLog.record(eventOf(0)),
    ).rejects.toMatchObject({
      code: 'rolled_back',
    });
    await benchOf({ log: store, signer, name: 'acme.example/payments' }).auditLog.record(eventOf(0));
  });
});

async function placeIn(folder: string, kept: 'beside the key' | 'in a file elsewhere') {
  const path = join(folder, 'log.jsonl');
  await createKeyFile({ path: join(folder, 'audit.key'), name: 'test' });
  const elsewhere = checkpointFile({ path: join(folder, 'elsewhere', 'checkpoint') });
  return {
    path,
    async write(count: number) {
      const opened = await openKeyFile({ path: join(folder, 'audit.key') });
      const { verifierKey, sign } = opened;
      const signer = kept === 'beside the key' ? opened : { verifierKey, sign: (bytes: Uint8Array) => sign(bytes) };
      const checkpoint = kept === 'beside the key' ? {} : { store: elsewhere };
      const log = await openJsonlLog({ path });
      try {
        const auditLog = createAuditLog({ log, signer, checkpoint });
        try {
          for (let number = 0; number < count; number += 1) await auditLog.record(eventOf(number));
        } finally {
          await auditLog.close();
        }
      } finally {
        await log.close();
      }
    },
  };
}

describe('a checkpoint store', () => {
  it('gets the last checkpoint, and each only when it is in the log', async () => {
    const [clock, store, kept] = [fakeClock(), new MemoryLogStore(), [] as string[]];
    const save = async (checkpoint: string, log: string): Promise<void> => {
      const size = Number(checkpoint.split('\n')[1]);
      expect(JSON.parse((await linesOf(store))[size] ?? '').record.note).toBe(checkpoint);
      expect(checkpoint.startsWith(`${log}\n`)).toBe(true);
      kept.push(checkpoint);
    };
    const { auditLog } = benchOf({ log: store, clock, checkpoint: { records: 2, store: save } });
    for (let number = 0; number < 20; number += 1) await auditLog.record(eventOf(number));
    expect(kept.length).toBe(1);
    await clock.advance(1000);
    expect(kept.length).toBe(2);
    await auditLog.record(eventOf(20));
    await auditLog.close();
    expect(kept.at(-1)).toBe(JSON.parse((await linesOf(store)).at(-1) ?? '').record.note);
    expect(clock.pending).toBe(0);
  });

  it('delays no record; its failure is recorded, and close() rejects with it', async () => {
    const { auditLog, store } = benchOf({
      checkpoint: { store: () => Promise.reject(new Error('The disk is full.')) },
    });
    await auditLog.record(eventOf(0));
    await auditLog.record(eventOf(1));
    await expect(auditLog.close()).rejects.toThrow('The disk is full.');
    const events = (await linesOf(store)).map((line) => JSON.parse(line).record);
    expect(events.filter(({ event }) => event === 'checkpoint_not_saved')).toEqual([
      expect.objectContaining({ details: { reason: 'The disk is full.' } }),
    ]);
  });

  it('saves the latest of one log in a file, in whatever order they arrive', async () => {
    await inFolder(async (folder) => {
      const { auditLog, store } = benchOf();
      await auditLog.record(eventOf(0));
      await auditLog.close();
      const notes = (await linesOf(store)).map(opened).map(({ record }) => String(record.note));
      const [older = '', , newer = ''] = notes;
      const path = join(folder, 'checkpoint');
      const file = checkpointFile({ path });
      await file.save(newer, 'test');
      await file.save(older, 'test');
      expect(await file.last('test')).toBe(newer);
      expect(await readCheckpointFile({ path })).toBe(newer);
      await expect(readCheckpointFile({ path: `${path}.none` })).rejects.toMatchObject({ code: 'missing' });
    });
  });

  it('makes the log refuse when its last checkpoint is not signed by a known key', async () => {
    const { auditLog, store, signer } = benchOf();
    await auditLog.close();
    const checkpoints = { save: async () => {}, last: async () => 'nonsense' };
    await expect(
      benchOf({ log: store, signer, checkpoint: { store: checkpoints } }).auditLog.checkpoint(),
    ).rejects.toMatchObject({
      code: 'key',
    });
  });
});

describe('L-23 rotating keys', () => {
  it('goes on with a new key; old and new verify, and the new one alone covers all', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'keys', 'audit.key');
      const store = new MemoryLogStore();
      const first = await createKeyFile({ path, name: 'acme.example/agents' });
      await expect(createKeyFile({ path, name: 'acme.example/agents' })).rejects.toMatchObject({ code: 'exists' });
      const write = async (): Promise<void> => {
        const { auditLog } = benchOf({ log: store, signer: await openKeyFile({ path }) });
        await auditLog.record(eventOf(0));
        await auditLog.close();
      };
      await write();
      const second = await rotateKeyFile({ path });
      await write();
      expect(second).not.toBe(first);
      expect(await readVerifierKeys({ path: `${path}.pub` })).toEqual([first, second]);
      for (const keys of [[first, second], [second]]) {
        expect((await verifyAuditLog({ log: store, keys, thorough: true })).status).toBe('intact');
      }
      expect(await verifyAuditLog({ log: store, keys: [first] })).toMatchObject({
        status: 'unsigned_tail',
        unsigned: 2,
      });
    });
  });

  it('rejects a false signature of a known key, and ignores one of an unknown key', async () => {
    const { auditLog, store, signer } = benchOf();
    await auditLog.record(eventOf(0));
    await auditLog.close();
    const lines = await linesOf(store);
    const last = JSON.parse(lines.at(-1) ?? '');
    const [, id = ''] = signer.verifierKey.split('+');
    const line = (keyId: string): string =>
      `\u2014 test ${Buffer.concat([Buffer.from(keyId, 'hex'), Buffer.alloc(64)]).toString('base64')}\n`;
    const withLine = (keyId: string): Pick<LogStore, 'read'> => {
      const record = { ...last, record: { note: last.record.note + line(keyId) } };
      return logOf([...lines.slice(0, -1), written(hashed(record))]);
    };
    const keys = [signer.verifierKey];
    expect(await verifyAuditLog({ log: withLine('00000000'), keys })).toMatchObject({ status: 'intact', problems: [] });
    const report = await verifyAuditLog({ log: withLine(id), keys });
    expect(report.problems.map(({ code }) => code)).toContain('signature');
  });

  it('refuses a key file that is not whole, and the error repeats no part of it', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'audit.key');
      await createKeyFile({ path, name: 'test' });
      const { readFile, writeFile, chmod } = await import('node:fs/promises');
      const whole = await readFile(path, 'utf8');
      for (const text of ['', whole.slice(0, -1), whole.replace('test', 'best'), `${whole}A`]) {
        await writeFile(path, text);
        const error: unknown = await openKeyFile({ path }).catch((reason: unknown) => reason);
        expect(error).toMatchObject({ code: 'key' });
        expect(String(error)).not.toContain(whole.slice(-20));
      }
      await writeFile(path, whole);
      await openKeyFile({ path });
      await chmod(path, 0o644);
      await expect(openKeyFile({ path })).rejects.toMatchObject({ code: 'insecure' });
      await expect(openKeyFile({ path: join(folder, 'none.key') })).rejects.toMatchObject({ code: 'missing' });
    });
  });
});
