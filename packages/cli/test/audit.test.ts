import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createAuditLog, openJsonlLog, openKeyFile } from '@attesta/audit-log';
import { Attesta, type AuditEntry } from '@attesta/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLIFixture } from './cli-fixture.js';
import { Terminal } from './terminal.js';

const HOSTILE = 'a\nb\u001b[2J\u202ec\u2028d';

let fixture: CLIFixture;
beforeEach(async () => {
  fixture = await CLIFixture.make();
  await fixture.attesta('audit key create acme.example/agents --audit-key audit.key');
});
afterEach(() => fixture.remove());

const at = (name: string): string => join(fixture.folder, name);

/** Records an automatic approval, a denial with a hostile name, and an event. */
async function record({ isClosed = true } = {}): Promise<void> {
  const log = await openJsonlLog({ path: at('log.jsonl') });
  const auditLog = createAuditLog({ log, signer: await openKeyFile({ path: at('audit.key') }), clock: fixture.clock });
  const attesta = new Attesta({ auditLog, clock: fixture.clock, agentId: 'agent-1' });
  await attesta.gate({ name: 'list', risk: 'low' }, () => 'done')();
  await attesta
    .gate({ name: HOSTILE, risk: 'critical' }, (..._: unknown[]) => {})(HOSTILE)
    .catch(() => {});
  const event: AuditEntry = { kind: 'event', at: 0, event: 'unlock', details: { by: HOSTILE } };
  await auditLog.record(event);
  if (isClosed) await auditLog.close();
  await log.close();
}

describe('attesta audit verify', () => {
  const verify = 'audit verify --log log.jsonl --audit-key audit.key';

  it('ends with 0 for an intact log, and prints how much of it is signed', async () => {
    await record();
    expect(await fixture.attesta(verify)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Intact: 6 records of acme.example/),
    });
    const { out } = await fixture.attesta(`${verify} --json --thorough`);
    expect(JSON.parse(out)).toMatchObject({ status: 'intact', records: 6, unsigned: 0, problems: [] });
    expect((await fixture.attesta('audit verify --log log.jsonl --keys audit.key.pub')).code).toBe(0);
  });

  it('counts the records after the last signature, and limits them with --max-unsigned', async () => {
    await record({ isClosed: false });
    expect(await fixture.attesta(verify)).toMatchObject({
      code: 0,
      out: expect.stringContaining('After the last signature: 4 records'),
    });
    expect(await fixture.attesta(`${verify} --max-unsigned 3`)).toMatchObject({
      code: 1,
      err: expect.stringContaining('[unsigned]'),
    });
  });

  it('L-07 ends with 1 for a changed, missing, empty or older log, each for a reason of its own', async () => {
    await record();
    await cp(at('log.jsonl'), at('older.jsonl'));
    await fixture.attesta('audit checkpoint --log log.jsonl --audit-key audit.key');
    await record();
    const { code } = await fixture.attesta('audit checkpoint --log log.jsonl --audit-key audit.key --keep anchor');
    expect(code).toBe(0);
    await record({ isClosed: false });
    expect((await fixture.attesta('audit checkpoint --log log.jsonl --audit-key audit.key --keep anchor')).code).toBe(
      0,
    );
    const reasons = new Set<string>();
    const fails = async (code: string): Promise<void> => {
      const { code: exit, out } = await fixture.attesta(`${verify} --anchor anchor --json`);
      expect(exit).toBe(1);
      expect(JSON.parse(out).problems.map((problem: { readonly code: string }) => problem.code)).toContain(code);
      reasons.add(code);
    };
    expect((await fixture.attesta(`${verify} --anchor anchor`)).code).toBe(0);
    const whole = await readFile(at('log.jsonl'), 'utf8');
    await writeFile(at('log.jsonl'), whole.replace('agent-1', 'agent-2'));
    await fails('hash');
    await cp(at('older.jsonl'), at('log.jsonl'));
    await fails('anchor_size');
    await writeFile(at('log.jsonl'), '');
    await fails('empty');
    await rm(at('log.jsonl'));
    await fails('missing');
    expect(reasons.size).toBe(4);
  });

  it('ends with 3 if the log cannot be checked', async () => {
    await record();
    for (const words of ['--keys none.pub', '--audit-key audit.key --anchor none', '--audit-key none.key']) {
      expect(await fixture.attesta(`audit verify --log log.jsonl ${words}`), words).toMatchObject({ code: 3 });
    }
    expect(await fixture.attesta('audit verify --log log.jsonl')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--audit-key'),
    });
    expect((await fixture.attesta(`${verify} --max-unsigned many`)).code).toBe(2);
  });

  it('checks the log in the store by default', async () => {
    const { code, err } = await fixture.attesta('audit verify --audit-key audit.key');
    expect([code, err]).toEqual([1, expect.stringContaining('[empty]')]);
    expect([fixture.opened, fixture.closed]).toEqual([1, 1]);
  });
});

describe('attesta audit show', () => {
  it('L-20 prints one line of printable ASCII for each record', async () => {
    await record();
    const { code, out } = await fixture.attesta('audit show --log log.jsonl');
    expect([code, out.split('\n').length]).toEqual([0, 7]);
    expect(out).toMatch(/^[ -~\n]*$/);
    expect(out).toContain('APPROVED  list  low  for agent-1');
    expect(out).toContain('DENIED  a\\nb\\u{1b}[2J');
  });

  it('prints the selected records, and all of one record', async () => {
    await record();
    const { out } = await fixture.attesta('audit show --log log.jsonl --verdict denied');
    expect(out.trim().split('\n')).toHaveLength(1);
    const whole = await fixture.attesta('audit show 3 --log log.jsonl');
    expect(JSON.parse(whole.out)).toMatchObject({ sequence: 3, record: { action: HOSTILE, arguments: [HOSTILE] } });
    expect(whole.out).toMatch(/^[ -~\n]*$/);
    expect(await fixture.attesta('audit show 99 --log log.jsonl')).toMatchObject({ code: 1 });
    const json = (await fixture.attesta('audit show --kind event --log log.jsonl --json')).out;
    expect(JSON.parse(json).record.details.by).toBe(HOSTILE);
    expect((await fixture.attesta('audit show --from yesterday --log log.jsonl')).code).toBe(2);
    expect((await fixture.attesta('audit show --from 2027-01-01 --log log.jsonl')).out).toBe('');
  });

  it('reports a missing file, and a file that is not a log', async () => {
    expect(await fixture.attesta('audit show --log none.jsonl')).toMatchObject({
      code: 3,
      err: expect.stringContaining('does not exist'),
    });
    await writeFile(at('log.jsonl'), 'nonsense\n');
    expect(await fixture.attesta('audit show --log log.jsonl')).toMatchObject({
      code: 3,
      err: expect.stringContaining('Record 0'),
    });
  });
});

describe('attesta audit stats', () => {
  it('counts decisions', async () => {
    await record();
    const { code, out } = await fixture.attesta('audit stats --log log.jsonl --json');
    expect([code, JSON.parse(out)]).toMatchObject([
      0,
      { decisions: 2, automatic: 1, asked: { asked: 1, approved: 0 } },
    ]);
    const { out: text } = await fixture.attesta('audit stats --log log.jsonl --rubber-stamp 5');
    expect(text).toContain('Decisions: 2 (1 approved, 1 denied');
    expect(text).toContain('UNDER 5 S');
  });
});

describe('attesta audit export', () => {
  it('writes JSONL or CSV, but not to a terminal', async () => {
    await record();
    const jsonl = new Terminal([], { isTTY: false });
    expect((await fixture.attesta('audit export --log log.jsonl', { terminal: jsonl })).code).toBe(0);
    expect(jsonl.out).toBe(await readFile(at('log.jsonl'), 'utf8'));
    const csv = new Terminal([], { isTTY: false });
    await fixture.attesta('audit export --log log.jsonl --format csv --action list', { terminal: csv });
    expect(csv.out.split('\r\n')).toHaveLength(4);
    expect(await fixture.attesta('audit export --log log.jsonl')).toMatchObject({ code: 2, out: '' });
  });

  it('L-20 gives a spreadsheet one line for each record, of printable ASCII, and no formula', async () => {
    const hostile = [
      '=cmd|x',
      '+1',
      '-1',
      '@sum(a)',
      '\t=1',
      '\r=1',
      '\uff1d1',
      'a\nb',
      'a"b',
      'a,b;c',
      '\u001b[2J',
      'x\u202ey\u2028z',
    ];
    const log = await openJsonlLog({ path: at('log.jsonl') });
    const auditLog = createAuditLog({
      log,
      signer: await openKeyFile({ path: at('audit.key') }),
      clock: fixture.clock,
    });
    for (const string of hostile) {
      await auditLog.record({ kind: 'event', at: 0, event: string, details: { [string]: string } });
      await new Attesta({ auditLog, clock: fixture.clock, agentId: string })
        .gate({ name: string, risk: 'critical' }, (..._: unknown[]) => {})(string)
        .catch(() => {});
    }
    await auditLog.close();
    const size = await log.size();
    await log.close();
    const csv = new Terminal([], { isTTY: false });
    const command = 'audit export --log log.jsonl --format csv';
    expect((await fixture.attesta(command, { terminal: csv })).code).toBe(0);
    const lines = csv.out.split('\r\n').slice(0, -1);
    expect(lines).toHaveLength(size + 1);
    const [headings = [], ...rows] = lines.map(cellsOf);
    for (const [index, cells] of rows.entries()) {
      expect(lines[index + 1]).toMatch(/^[ -~]*$/);
      expect(cells).toHaveLength(headings.length);
      for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@]/);
    }
    const decision = rows.find((cells) => cells[headings.indexOf('kind')] === 'decision') ?? [];
    const told = Object.fromEntries(headings.map((heading, column) => [heading, decision[column]]));
    expect(told).toMatchObject({
      verdict: 'denied',
      level: 'critical',
      score: '0.9',
      required: 'multi_party',
      approvers: '[]',
    });
    expect(told.optionsDigest).toMatch(/^[0-9a-f]{64}$/);
  });
});

/** The cells of a line of CSV (RFC 4180). */
function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell.replaceAll('""', '"'));
}

describe('attesta audit checkpoint', () => {
  it('signs unsigned records, and reports a log without any', async () => {
    await record({ isClosed: false });
    const words = 'audit checkpoint --log log.jsonl --audit-key audit.key';
    expect(await fixture.attesta(words)).toMatchObject({
      code: 0,
      out: expect.stringContaining('acme.example/agents'),
    });
    expect(await fixture.attesta(words)).toMatchObject({ code: 0, out: expect.stringContaining('signed already') });
  });

  it('refuses while another process writes, and refuses a restored log', async () => {
    await record();
    await cp(at('log.jsonl'), at('older.jsonl'));
    const log = await openJsonlLog({ path: at('log.jsonl') });
    const words = 'audit checkpoint --log log.jsonl --audit-key audit.key';
    expect(await fixture.attesta(words)).toMatchObject({ code: 3, err: expect.stringContaining('another process') });
    await log.close();
    await record();
    await cp(at('older.jsonl'), at('log.jsonl'));
    expect(await fixture.attesta(words)).toMatchObject({ code: 3, err: expect.stringContaining('a checkpoint of') });
  });
});

describe('attesta audit key', () => {
  it('creates a key, never overwrites one, and rotates it', async () => {
    expect(await fixture.attesta('audit key create acme --audit-key audit.key --json')).toMatchObject({ code: 1 });
    expect((await fixture.attesta('audit key create acme')).code).toBe(2);
    expect((await fixture.attesta(['audit', 'key', 'create', 'a b', '--audit-key', 'other.key'])).code).toBe(2);
    await record();
    const { code, out } = await fixture.attesta('audit key rotate --audit-key audit.key --json');
    expect([code, JSON.parse(out).status]).toEqual([0, 'rotated']);
    await record();
    await writeFile(at('new.pub'), JSON.parse(out).verifierKey);
    expect((await fixture.attesta('audit verify --log log.jsonl --keys new.pub')).code).toBe(0);
    expect((await fixture.attesta('audit key rotate --audit-key none.key')).code).toBe(3);
  });
});
