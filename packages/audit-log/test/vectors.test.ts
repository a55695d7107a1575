import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type AuditEntry, createActionContext, createRedactor, MemoryLogStore } from '@attesta/core';
import { createChallengeResult } from '@attesta/core/authoring';
import { createRiskAssessment } from '@attesta/core/scorers';
import { type FakeClock, fakeClock } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { signerOf } from '../src/checkpoint/signer.js';
import { type CheckpointSigner, createAuditLog, verifyAuditLog } from '../src/index.js';
import { hashOf } from '../src/record/seal.js';
import { linesOf, logOf } from './entries.js';
import { verifySmall } from './small-verifier.js';
import { hashed, opened, rehashed, written } from './tampering/forger.js';

// The vectors of docs/audit-log.md, for verifiers in other languages. `npx vitest run --project audit-log vectors -u` writes them.

const FILE = new URL('../vectors/audit-log.jsonl', import.meta.url);

interface Vector {
  readonly name: string;
  readonly keys: readonly string[];
  readonly anchors: readonly string[];
  /** The lines of the log. */
  readonly lines: readonly string[];
  readonly expect: { readonly status: string; readonly unsigned?: number; readonly problems: readonly string[] };
}

it('are what this package writes', async () => {
  const lines = (await vectors()).map((vector) => `${JSON.stringify(vector)}\n`);
  await expect(lines.join('')).toMatchFileSnapshot('../vectors/audit-log.jsonl');
});

describe('a vector', () => {
  it('comes out as it says, with both verifiers', async () => {
    const found = (await readFile(FILE, 'utf8'))
      .split('\n')
      .slice(0, -1)
      .map((line): Vector => JSON.parse(line));
    expect(found.length).toBeGreaterThan(12);
    for (const { name, keys, anchors, lines, expect: wanted } of found) {
      const report = await verifyAuditLog({ log: logOf(lines), keys, anchors });
      expect([...new Set(report.problems.map(({ code }) => code))], name).toEqual(wanted.problems);
      expect(report.status, name).toBe(wanted.status);
      if (wanted.unsigned !== undefined) expect(report.unsigned, name).toBe(wanted.unsigned);
      const file = Buffer.from(lines.map((line) => `${line}\n`).join(''));
      expect(verifySmall(file, keys, anchors).status, name).toBe(wanted.status);
    }
  });
});

async function vectors(): Promise<readonly Vector[]> {
  const [clock, store] = [fakeClock(), new MemoryLogStore()];
  const [old, young] = [signerWith(7), signerWith(8)];
  await write(store, clock, old, [decision(), outcome()]);
  const signed = await linesOf(store);
  await write(store, clock, { ...young, retiredKeys: [old.verifierKey] }, [event()]);
  const rotated = await linesOf(store);
  const anchor = String(opened(signed.at(-1) ?? '').record.note);
  const tail = rotated.slice(0, -1);
  const [first = '', second = '', third = ''] = signed;
  const keys = [old.verifierKey];
  const edited = second.replace('"table_a"', '"table_b"');
  const blank = Buffer.from(tail.at(-1)?.replace('"details":{', '"details": {') ?? '');
  blank.write(hashOf(blank), 9, 'latin1');
  const withLine = (id: string): string => {
    const last = opened(signed.at(-1) ?? '');
    const bytes = Buffer.concat([Buffer.from(id, 'hex'), Buffer.alloc(64)]).toString('base64');
    return written(hashed({ ...last, record: { note: `${last.record.note}\u2014 acme.example/agents ${bytes}\n` } }));
  };
  const withMember = (): string => {
    const last = opened(signed.at(-1) ?? '');
    return written(hashed({ ...last, record: { ...last.record, said: 'by nobody' } }));
  };
  const withTime = (): string => written(hashed({ ...opened(signed.at(-1) ?? ''), time: '2025-01-01T00:00:00.000Z' }));
  const broken = (...problems: readonly string[]): Vector['expect'] => ({ status: 'broken', problems });
  const intact = { status: 'intact', unsigned: 0, problems: [] };
  const make = (
    name: string,
    lines: readonly string[],
    expected: Vector['expect'],
    {
      anchors = [],
      trusted = keys,
    }: { readonly anchors?: readonly string[]; readonly trusted?: readonly string[] } = {},
  ): Vector => ({ name, keys: trusted, anchors, lines, expect: expected });
  return [
    make('a decision and its outcome, signed', signed, intact),
    make('the same, with the checkpoint that was kept elsewhere', signed, intact, { anchors: [anchor] }),
    make('an event behind the last signature', tail, { status: 'unsigned_tail', unsigned: 1, problems: [] }),
    make('a new key, both known', rotated, intact, { trusted: [old.verifierKey, young.verifierKey] }),
    make('a new key, only that known', rotated, intact, { trusted: [young.verifierKey] }),
    make('no key known', signed, broken('no_checkpoint'), { trusted: [young.verifierKey] }),
    make('an argument changed', [first, edited, ...signed.slice(2)], broken('hash')),
    make(
      'an argument changed, all hashed again',
      rehashed([first, edited, ...signed.slice(2)], 1, false),
      broken('checkpoint'),
    ),
    make('the same, and the notes say so', rehashed([first, edited, ...signed.slice(2)], 1, true), broken('signature')),
    make('a record removed', [first, ...signed.slice(2)], broken('sequence', 'previous')),
    make('two records swapped', [first, third, second, ...signed.slice(3)], broken('sequence', 'previous')),
    make('the end cut off behind a checkpoint', signed.slice(0, 1), broken('anchor_size'), { anchors: [anchor] }),
    make('nothing left', [], broken('anchor_size', 'empty'), { anchors: [anchor] }),
    make('a blank in an unsigned record, its hash made anew', [...tail.slice(0, -1), blank.toString()], broken('form')),
    make('a line of an unknown key in the last checkpoint', [...signed.slice(0, -1), withLine('00000000')], intact),
    make(
      'a false line of a known key in the last checkpoint',
      [...signed.slice(0, -1), withLine(idOf(old))],
      broken('signature'),
    ),
    make(
      'something besides the note in the last checkpoint',
      [...signed.slice(0, -1), withMember()],
      broken('checkpoint'),
    ),
    make(
      'another time in the record of the last checkpoint',
      [...signed.slice(0, -1), withTime()],
      broken('checkpoint'),
    ),
    make('a line that is no record', [...signed, '{}'], broken('malformed')),
    make('a line that is blank', [first, '', ...signed.slice(1)], broken('malformed', 'sequence')),
  ];
}

async function write(
  store: MemoryLogStore,
  clock: FakeClock,
  signer: CheckpointSigner,
  entries: readonly AuditEntry[],
): Promise<void> {
  const redactor = createRedactor({ key: 'for the vectors' });
  const name = 'acme.example/agents/2026';
  const auditLog = createAuditLog({ log: store, signer, redactor, name, clock });
  for (const entry of entries) {
    await auditLog.record(entry);
    await clock.advance(1000);
  }
  await auditLog.close();
}

function decision(): AuditEntry {
  const at = Date.UTC(2026, 0, 1);
  return {
    kind: 'decision',
    decisionId: '000102030405060708090a0b0c0d0e0f',
    at,
    evaluated: false,
    optionsDigest: 'a'.repeat(64),
    asked: [{ id: 'confirm', kind: 'confirm', askedAt: at, endedAt: at + 4000, status: 'answered' }],
    decision: {
      verdict: 'approved',
      context: createActionContext(
        {
          functionName: 'delete_records',
          args: [
            'table_a',
            { limit: 100n, since: new Date(at), note: '\u20ac \u{1f600} "quoted"\n', ids: new Set([1.5, -0]) },
          ],
          agentId: 'agent-1',
          requesterId: 'requester-1',
          environment: 'production',
          metadata: { ticket: 'T-1' },
          hints: { destructive: true },
        },
        fakeClock(),
      ),
      risk: createRiskAssessment({
        score: 0.75,
        scorer: 'default',
        factors: [{ name: 'function_name', score: 0.95, weight: 0.3, reason: 'destructive verb "delete"' }],
      }),
      challenge: createChallengeResult({
        passed: true,
        challengeType: 'confirm',
        responder: 'ada',
        responseTimeSeconds: 4,
        questionsAsked: 1,
        questionsCorrect: 1,
        details: { method: 'confirm' },
      }),
      required: { type: 'confirm', name: 'confirm' },
      presented: { type: 'confirm', name: 'confirm' },
      operator: { id: 'ada', displayName: 'Ada' },
      approvers: ['ada'],
      reviewTimeSeconds: 4.25,
      reason: undefined,
      receipt: undefined,
    },
  };
}

function outcome(): AuditEntry {
  return {
    kind: 'outcome',
    decisionId: '000102030405060708090a0b0c0d0e0f',
    at: Date.UTC(2026, 0, 1, 0, 0, 1),
    outcome: 'returned',
  };
}

function event(): AuditEntry {
  return {
    kind: 'event',
    at: Date.UTC(2026, 0, 1, 0, 0, 2),
    event: 'unlock',
    details: { operator: 'ada', by: 'grace' },
  };
}

/** A key that everybody can make: it is for the vectors and protects nothing. */
function signerWith(byte: number): CheckpointSigner {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, byte)]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return signerOf({ name: 'acme.example/agents', privateKey });
}

function idOf({ verifierKey }: CheckpointSigner): string {
  return verifierKey.split('+')[1] ?? '';
}
