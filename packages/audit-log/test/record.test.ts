import { createHash } from 'node:crypto';
import { Attesta, createActionContext, createRedactor, MemoryLogStore } from '@attesta/core';
import { fakeClock } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { campaignSize } from '../../../tests/campaigns/campaign.js';
import { type AuditRecord, createAuditLog, createSigner, isRecordOf, readAuditLog } from '../src/index.js';
import { isCanonical } from '../src/record/canonical-form.js';
import { isHashOf, openEnvelope } from '../src/record/envelope.js';
import { benchOf, decisionOf, linesOf } from './entries.js';
import { written } from './tampering/forger.js';
import { Random } from './tampering/random.js';

const bytesOf = (text: string): Uint8Array => Buffer.from(text);

describe('L-01 the canonical form', () => {
  const right = [
    '{}',
    '{"a":1,"b":[true,false,null,"x",{}],"\\n":0}'.replace('"\\n":0', '"c":"\\n"'),
    '{"":"","a":"\\u0000\\b\\t\\u000b\\f\\r\\u001f\\"\\\\/"}',
    '{"a":1e+21,"b":-1.5e-7,"c":0.000001,"d":9007199254740993}'.replace('9007199254740993', '9007199254740992'),
    '{"\u20ac":"\u007f\u0080","\ud83d\ude00":1,"\ufb33":2}',
    '{"\\b":1,"\\n":2," ":3}',
  ];
  for (const text of right) it(`is ${text}`, () => expect(isCanonical(bytesOf(text))).toBe(true));

  const wrong: Readonly<Record<string, string>> = {
    'a list': '[]',
    'a blank before': ' {}',
    'a blank behind': '{} ',
    'a blank in between': '{"a": 1}',
    'a byte order mark': '\ufeff{}',
    'an upper case escape': '{"a":"\\u001F"}',
    'an escape that need not be': '{"a":"\\u0061"}',
    'a line feed by its number': '{"a":"\\u000a"}',
    'a slash with a backslash': '{"a":"\\/"}',
    'a control character': '{"a":"\u0001"}',
    'an escaped surrogate': '{"a":"\\ud83d\\ude00"}',
    'an exponent without its sign': '{"a":1e21}',
    'a fraction of zero': '{"a":1.0}',
    'a leading zero': '{"a":01}',
    'a plus': '{"a":+1}',
    'a negative zero': '{"a":-0}',
    'a number of too many digits': '{"a":9007199254740993}',
    'a number without an end': '{"a":1.}',
    'no number': '{"a":NaN}',
    infinity: '{"a":Infinity}',
    'a key that comes twice': '{"a":1,"a":1}',
    'a key that comes twice, once escaped': '{"\\n":1,"\\n":1}',
    'keys out of order': '{"b":1,"a":1}',
    'keys in the order of bytes where code units have another': '{"\ufb33":2,"\ud83d\ude00":1}',
    'a comma too many': '{"a":1,}',
    'a colon too few': '{"a"1}',
    'no end': '{"a":1',
    'no end of a text': '{"a":"x',
    'half an escape': '{"a":"\\',
    'half a word': '{"a":tru}',
    'another word': '{"a":undefined}',
    'a single quote': "{'a':1}",
    'two objects': '{}{}',
    nothing: '',
    'more levels than any record has': `${'{"a":'.repeat(300)}1${'}'.repeat(300)}`,
    'a great many levels': '{"a":['.repeat(100_000),
  };
  for (const [name, text] of Object.entries(wrong)) {
    it(`is not ${name}`, () => expect(isCanonical(bytesOf(text))).toBe(false));
  }

  it('is not bytes that are not UTF-8', () => {
    for (const byte of [0x80, 0xc0, 0xff]) {
      expect(isCanonical(Buffer.from([...bytesOf('{"a":"'), byte, ...bytesOf('"}')]))).toBe(false);
    }
    expect(isCanonical(Buffer.from([...bytesOf('{"a":"'), 0xed, 0xa0, 0x80, ...bytesOf('"}')]))).toBe(false);
  });
});

describe('a record', () => {
  it('L-01 is written in its canonical form, and L-02 its hash covers all but itself, whatever it holds', async () => {
    const random = new Random(2);
    const { auditLog, store, clock } = benchOf();
    const attesta = new Attesta({ auditLog, clock });
    for (let index = 0; index < 200; index += 1) {
      const metadata = { [textOf(random)]: dataOf(random, 2) };
      const call = attesta.gate({ name: textOf(random) || 'x', risk: 'low', metadata }, (..._: unknown[]) => 'done');
      await call(dataOf(random, 4), dataOf(random, 4));
      await auditLog.record({ kind: 'event', at: index, event: textOf(random), details: { [textOf(random)]: index } });
    }
    for await (const bytes of store.read(0)) {
      expect(isCanonical(bytes), Buffer.from(bytes).toString()).toBe(true);
      const line = Buffer.from(bytes).toString();
      const { hash, ...rest } = JSON.parse(line);
      expect(line.startsWith(`{"hash":"${hash}",`)).toBe(true);
      expect(
        createHash('sha256')
          .update(`{${line.slice(75)}`)
          .digest('hex'),
      ).toBe(hash);
      expect(rest.version).toBe(1);
    }
    await auditLog.close();
  });

  it('L-02 shows every change of a value and of a key, at every depth', async () => {
    const random = new Random(3);
    const { auditLog, store, clock } = benchOf();
    const call = new Attesta({ auditLog, clock }).gate({ name: 'list', risk: 'low' }, (..._: unknown[]) => 'done');
    const count = campaignSize({ normal: 10, long: 500 });
    for (let index = 0; index < count; index += 1) {
      await call({ hash: 'x', signature: null, deep: [{ hash: null, prev: dataOf(random, 3) }] }, dataOf(random, 3));
    }
    let changes = 0;
    for (const line of await linesOf(store)) {
      for (const path of pathsIn(JSON.parse(line))) {
        for (const change of [changeValue, renameKey]) {
          const record = JSON.parse(line);
          if (!change(record, path)) continue;
          const bytes = Buffer.from(written(record));
          const envelope = openEnvelope(bytes);
          expect(envelope !== undefined && isHashOf(envelope, bytes), `${path.join('.')} of ${line}`).toBe(false);
          changes += 1;
        }
      }
    }
    expect(changes).toBeGreaterThan(count * 100);
    await auditLog.close();
  });

  it('tells who, what, why, when and under which options, and never what was answered', async () => {
    const { auditLog, store, clock } = benchOf({ name: 'acme.example/agents' });
    const attesta = new Attesta({ auditLog, clock, environment: 'production', agentId: 'agent-1' });
    await attesta
      .gate({ name: 'drop_table', risk: 'critical', hints: { production: true } }, (..._: unknown[]) => {})
      .with({
        callId: 'call-1',
        requesterId: 'ada',
        sessionId: 'session-1',
      })('table_a', 12n)
      .catch((..._: unknown[]) => {});
    const [, line = ''] = await linesOf(store);
    const { record, ...envelope } = JSON.parse(line);
    expect(envelope).toMatchObject({
      kind: 'decision',
      log: 'acme.example/agents',
      outcome: 'none',
      sequence: 1,
      version: 1,
    });
    expect(record).toEqual({
      action: 'drop_table',
      agent: 'agent-1',
      approvers: [],
      arguments: ['table_a', { $attesta: 'bigint', value: '12' }],
      at: '2026-01-01T00:00:00.000Z',
      call: 'call-1',
      challenge: expect.objectContaining({ passed: false, type: 'multi_party', verdict: 'denied' }),
      digest: createActionContext({
        functionName: 'drop_table',
        args: ['table_a', 12n],
        agentId: 'agent-1',
        environment: 'production',
      }).digest,
      environment: 'production',
      evaluated: false,
      hints: { production: true },
      optionsDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
      presented: { name: 'multi_party', type: 'multi_party' },
      reason: expect.any(String),
      requester: 'ada',
      required: { name: 'multi_party', type: 'multi_party' },
      risk: { factors: [], level: 'critical', score: 0.9, scorer: 'fixed' },
      session: 'session-1',
      verdict: 'denied',
    });
    await auditLog.close();
  });

  it('L-05 has only people among the approvers, and only those who approved', async () => {
    const { auditLog, store } = benchOf();
    const decision = await decisionOf('decision-1');
    const wrong = [
      { verdict: 'denied', approvers: ['ada'] },
      ...['timeout', 'System', ' unknown ', ''].map((id) => ({ verdict: 'approved', approvers: ['ada', id] })),
    ];
    for (const change of wrong) {
      const entry = Object({ ...decision, decision: { ...decision.decision, ...change } });
      await expect(auditLog.record(entry)).rejects.toMatchObject({ code: 'invalid_option' });
    }
    expect(await store.size()).toBe(0);
    await auditLog.record({ ...decision, decision: { ...decision.decision, approvers: ['ada'] } });
    await auditLog.close();
  });

  it('L-22 has the time in UTC at which it was recorded, beside the time at which it was decided', async () => {
    const { auditLog, store, clock } = benchOf();
    await clock.advance(5);
    await auditLog.record({ kind: 'event', at: 0, event: 'late', details: {} });
    const { time, record } = JSON.parse((await linesOf(store))[1] ?? '');
    expect([time, record.at]).toEqual(['2026-01-01T00:00:00.005Z', '1970-01-01T00:00:00.000Z']);
    await auditLog.close();
  });
});

describe('B-26 L-21 secrets', () => {
  it('a PIN among the arguments cannot be found by trying all of them: neither itself nor the digest is there', async () => {
    const [store, clock] = [new MemoryLogStore(), fakeClock()];
    const redactor = createRedactor({ key: 'a key that is kept secret' });
    const auditLog = createAuditLog({ log: store, signer: createSigner({ name: 'test' }), redactor, clock });
    const attesta = new Attesta({ auditLog, clock, redactor });
    const call = attesta.gate({ name: 'unlock', risk: 'low', redact: ['args[1]'] }, (..._: unknown[]) => 'done');
    await call('door', '4711');
    await call('door', '4711');
    await call('door', '4712');
    await auditLog.close();
    const lines = await linesOf(store);
    const records = lines
      .map((line) => JSON.parse(line))
      .filter(({ kind }) => kind === 'decision')
      .map(({ record }) => record);
    expect(records[0].arguments[1]).toMatch(/^<redacted string, 4 long, [0-9a-f]{12}>$/);
    expect(records[0].digestTag).toBe(records[1].digestTag);
    expect(records[0].digestTag).not.toBe(records[2].digestTag);
    const log = lines.join('\n');
    for (let pin = 4000; pin < 5000; pin += 1) {
      const { digest } = createActionContext({ functionName: 'unlock', args: ['door', String(pin)] });
      for (const text of [
        digest,
        digest.slice(0, 12),
        createHash('sha256').update(String(pin)).digest('hex').slice(0, 12),
      ]) {
        expect(log).not.toContain(text);
      }
    }
    // Whoever has the key can still tell which action it was.
    const { digest } = createActionContext({ functionName: 'unlock', args: ['door', '4711'] });
    expect(redactor.tag(digest)).toBe(records[0].digestTag);
  });

  it('are masked in metadata, details, reasons, risk factors and events', async () => {
    const { auditLog, store, clock } = benchOf();
    const secret = ['ghp', 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8'].join('_');
    const attesta = new Attesta({
      auditLog,
      clock,
      riskScorer: {
        name: 'odd',
        score: () => ({ score: 0.9, factors: [{ name: 'f', score: 1, reason: `saw ${secret}` }] }),
      },
      challengeMap: {
        critical: {
          challengeType: 'confirm',
          async present() {
            return {
              passed: false,
              challengeType: 'confirm',
              details: { reason: `because of ${secret}`, password: secret },
            };
          },
        },
      },
    });
    await attesta
      .gate({ name: 'drop', metadata: { note: secret } }, (..._: unknown[]) => {})({ password: secret }, secret)
      .catch((..._: unknown[]) => {});
    await auditLog.record({ kind: 'event', at: 0, event: 'unlock', details: { deep: [{ token: secret }] } });
    await auditLog.record({ kind: 'outcome', at: 0, decisionId: 'x', outcome: 'not_run', reason: secret });
    const log = (await linesOf(store)).join('\n');
    expect(log).not.toContain(secret.slice(4));
    expect(log.match(/<redacted/g)?.length).toBeGreaterThan(7);
    await auditLog.close();
  });

  it('X-11 what is hidden is named by its place, and the digest by a tag that the owner of the key can compute', async () => {
    const [store, clock, key] = [new MemoryLogStore(), fakeClock(), 'a key that is kept secret'];
    const redactor = createRedactor({ key });
    const auditLog = createAuditLog({ log: store, signer: createSigner({ name: 'test' }), redactor, clock });
    const pay = new Attesta({ auditLog, clock }).gate(
      { name: 'pay', risk: 'low', redact: ['args[0].card'] },
      (..._: unknown[]) => 'done',
    );
    await pay({ to: 'ada', card: '4242', note: '<redacted string, 5 long, 0123456789ab>' }, { password: 'hunter2' });
    await pay({ to: 'ada', note: '<redacted string, 5 long, 0123456789ab>' });
    await auditLog.close();
    const records: AuditRecord[] = [];
    for await (const record of readAuditLog(store, { kind: 'decision' })) records.push(record);
    const [hidden, open] = records;
    if (hidden === undefined || open === undefined) throw new Error('Two decisions were recorded.');
    expect(hidden.record.hidden).toEqual(['args[0].card', 'args[1].password']);
    expect(hidden.record.digest).toBeUndefined();
    expect(hidden.record.digestTag).toMatch(/^[0-9a-f]{64}$/);
    expect([open.record.hidden, open.record.digestTag]).toEqual([undefined, undefined]);
    const note = '<redacted string, 5 long, 0123456789ab>';
    const call = { functionName: 'pay', args: [{ to: 'ada', card: '4242', note }, { password: 'hunter2' }] };
    expect(isRecordOf(hidden, call, key)).toBe(true);
    expect(isRecordOf(open, { functionName: 'pay', args: [{ to: 'ada', note }] })).toBe(true);
    const others = [
      { ...call, functionName: 'refund' },
      { ...call, environment: 'production' },
      { ...call, agentId: 'a' },
      { ...call, args: [{ to: 'ada', card: '4243', note }, { password: 'hunter2' }] },
      { ...call, args: [] },
    ];
    for (const other of others) expect(isRecordOf(hidden, other, key)).toBe(false);
    expect(isRecordOf(hidden, call, 'another key')).toBe(false);
    expect(isRecordOf(hidden, call)).toBe(false);
  });

  it('B-13 a redactor that fails, or hides nothing, makes the log refuse', async () => {
    const { redact, tag } = createRedactor();
    const fail = (): never => {
      throw new Error('no');
    };
    const redactors = [
      { redact: fail, tag },
      { redact: () => 5, tag },
      { redact, tag: fail },
      { redact, tag: () => 5 },
      { redact, tag: () => 'not a tag' },
      { redact, tag: (digest: string) => digest },
    ];
    for (const redactor of redactors) {
      const { auditLog, clock, store } = benchOf({ redactor: Object(redactor) });
      let runs = 0;
      const attesta = new Attesta({ auditLog, clock });
      const call = attesta.gate(
        { name: 'unlock', redact: ['args[0]'], metadata: { a: 1 }, risk: 'low' },
        (..._: unknown[]) => (runs += 1),
      );
      await expect(call('4711')).rejects.toMatchObject({ code: 'not_recorded' });
      expect([runs, await store.size()]).toEqual([0, 0]);
    }
  });
});

/** Where every value in it stands. */
function pathsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, item]) => pathsIn(item, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

function containerAt(record: object, path: readonly string[]): object {
  return path.slice(0, -1).reduce<object>((at, key) => Object(Reflect.get(at, key)), record);
}

function changeValue(record: object, path: readonly string[]): boolean {
  const [container, key = ''] = [containerAt(record, path), path.at(-1)];
  const value: unknown = Reflect.get(container, key);
  return Reflect.set(
    container,
    key,
    typeof value === 'number' ? -value || 1 : value === null ? 0 : typeof value === 'string' ? `${value}x` : null,
  );
}

function renameKey(record: object, path: readonly string[]): boolean {
  const [container, key = ''] = [containerAt(record, path), path.at(-1)];
  if (Array.isArray(container)) return false;
  Reflect.set(container, `${key}x`, Reflect.get(container, key));
  return Reflect.deleteProperty(container, key);
}

function textOf(random: Random): string {
  const alphabet = [
    'a',
    'Z',
    '0',
    ' ',
    '"',
    '\\',
    '/',
    '\n',
    '\u0000',
    '\u001b',
    '\u007f',
    '\u2028',
    '\u{1f600}',
    '\ufb33',
    '__proto__',
    '$attesta',
  ];
  return Array.from({ length: random.below(5) }, () => random.of(alphabet)).join('');
}

function dataOf(random: Random, depth: number): unknown {
  const scalars: readonly unknown[] = [
    null,
    undefined,
    true,
    -0,
    1e21,
    1e-7,
    0.1,
    123456789,
    10n ** 20n,
    new Date(random.below(1e9)),
    Uint8Array.of(1, 2),
    textOf(random),
  ];
  if (depth === 0 || random.below(3) === 0) return random.of(scalars);
  const inner = Array.from({ length: random.below(4) }, () => dataOf(random, depth - 1));
  const kind = random.below(4);
  if (kind === 0) return inner;
  if (kind === 1) return new Set(inner);
  if (kind === 2) return new Map(inner.map((value) => [textOf(random), value]));
  return Object.fromEntries(inner.map((value) => [textOf(random), value]));
}
