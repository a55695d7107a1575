import { Attesta, type ChallengeProtocol } from '@attesta/core';
import { createChallengeResult } from '@attesta/core/authoring';
import { scriptedRenderer } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { type AuditFilter, auditStatistics, readAuditLog } from '../src/index.js';
import { benchOf, decisionOf, eventOf, linesOf, logOf } from './entries.js';

/** A log of two agents, with approvals by ada and grace, a refusal and an evaluation. */
async function sample() {
  const { auditLog, store, clock } = benchOf();
  const answer = (passed: boolean, responder: string, seconds: number): ChallengeProtocol => ({
    challengeType: 'confirm',
    name: 'clicked',
    async present() {
      await clock.sleep(seconds * 1000);
      return createChallengeResult({ passed, challengeType: 'confirm', responder, responseTimeSeconds: seconds });
    },
  });
  const call = async (agentId: string, challenge: ChallengeProtocol, name: string): Promise<void> => {
    const attesta = new Attesta({ auditLog, clock, agentId, challengeMap: { high: challenge } });
    const done = attesta
      .gate(
        { name, risk: 'high' },
        (..._: unknown[]) => 'done',
      )('table_a')
      .catch(() => {});
    await clock.advance(20_000);
    await done;
  };
  await call('agent-1', answer(true, 'ada', 8), 'drop_table');
  await call('agent-2', answer(true, 'grace', 12), 'drop_table');
  await call('agent-1', answer(false, 'ada', 4), 'send_money');
  await new Attesta({ auditLog, clock }).gate({ name: 'list', risk: 'low' }, () => 'done')();
  await auditLog.record({ ...(await decisionOf('evaluated')), evaluated: true });
  await auditLog.record(eventOf(1));
  await auditLog.close();
  return { store, clock };
}

const recordsOf = async (source: AsyncIterable<{ readonly json: string }>): Promise<string[]> => {
  const found: string[] = [];
  for await (const { json } of source) found.push(json);
  return found;
};

describe('reading', () => {
  const cases: readonly (readonly [AuditFilter, readonly string[]])[] = [
    [{ agent: 'agent-1' }, ['decision drop_table', 'outcome returned', 'decision send_money']],
    [{ approver: 'grace' }, ['decision drop_table', 'outcome returned']],
    [{ approver: 'ada', action: 'send_money' }, []],
    [{ verdict: 'denied' }, ['decision send_money']],
    [{ level: 'low', kind: 'outcome' }, ['outcome returned']],
    [{ action: 'list' }, ['decision list', 'outcome returned']],
    [{ kind: 'event' }, ['event tick']],
    [{ decisionId: 'evaluated' }, ['decision list_records']],
    [{ from: new Date('2026-01-01T00:00:30Z'), kind: 'decision', verdict: 'denied' }, ['decision send_money']],
    [{ to: new Date('2026-01-01T00:00:10Z') }, ['checkpoint ', 'decision drop_table', 'outcome returned']],
    [{ requester: 'nobody' }, []],
    [{ operator: 'nobody' }, []],
  ];
  for (const [filter, expected] of cases) {
    it(`chooses by ${JSON.stringify(filter)}`, async () => {
      const { store } = await sample();
      const found: string[] = [];
      for await (const { kind, record, outcome } of readAuditLog(store, filter)) {
        found.push(`${kind} ${kind === 'outcome' ? outcome : (record.action ?? record.event ?? '')}`);
      }
      expect(found).toEqual(expected);
    });
  }

  it('chooses by digest, which is that of the action', async () => {
    const { store } = await sample();
    const [record] = await recordsOf(readAuditLog(store, { action: 'list' }));
    const { digest } = JSON.parse(record ?? '').record;
    expect((await recordsOf(readAuditLog(store, { digest }))).length).toBe(2);
  });

  it('gives every record as it is in the log', async () => {
    const { store } = await sample();
    expect(await recordsOf(readAuditLog(store))).toEqual(await linesOf(store));
  });

  it('rejects a line that is not a record, and throws for a wrong filter', async () => {
    const { store } = await sample();
    const [first = ''] = await linesOf(store);
    await expect(recordsOf(readAuditLog(logOf([first, 'nonsense'])))).rejects.toMatchObject({ code: 'broken' });
    expect(() => readAuditLog(store, { from: new Date(Number.NaN) })).toThrow(/from must be a valid Date/);
    expect(() => readAuditLog(store, Object({ verdict: 'yes' }))).toThrow(/verdict must be one of/);
    expect(() => readAuditLog(store, Object({ by: 'ada' }))).toThrow(/no option "by"/);
  });
});

describe('statistics', () => {
  it('count verdicts, and how people review', async () => {
    const { store } = await sample();
    const statistics = await auditStatistics(readAuditLog(store));
    expect(statistics).toMatchObject({
      decisions: 4,
      automatic: 1,
      verdicts: { approved: 3, denied: 1, timed_out: 0, cancelled: 0 },
      asked: { asked: 3, approved: 2, approvalRate: 2 / 3, medianReviewSeconds: 8, rubberStamps: 0 },
      outcomes: { returned: 3, threw: 0, not_run: 0, unknown: 0 },
    });
    expect(statistics.people.map(({ id, asked, medianReviewSeconds }) => [id, asked, medianReviewSeconds])).toEqual([
      ['ada', 2, 6],
      ['grace', 1, 12],
    ]);
  });

  it('Q-10 show who approves without looking', async () => {
    const { auditLog, store, clock } = benchOf();
    const renderer = scriptedRenderer([], { operator: { id: 'ada' } });
    const challenge: ChallengeProtocol = {
      challengeType: 'confirm',
      async present() {
        await clock.sleep(1900);
        return createChallengeResult({ passed: true, challengeType: 'confirm', responseTimeSeconds: 1.9 });
      },
    };
    const { gate } = new Attesta({ auditLog, clock, renderer, challengeMap: { high: challenge } });
    for (let index = 0; index < 20; index += 1) {
      const call = gate({ name: 'drop', risk: 'high' }, () => 'done')();
      await clock.advance(1900);
      await call;
    }
    const { people, asked } = await auditStatistics(readAuditLog(store));
    expect(asked.rubberStamps).toBe(20);
    expect(people).toEqual([expect.objectContaining({ id: 'ada', approved: 20, rubberStamps: 20 })]);
    const strict = await auditStatistics(readAuditLog(store), { rubberStampSeconds: 1 });
    expect(strict.asked.rubberStamps).toBe(0);
    await auditLog.close();
  });

  it('count an outcome that never came', async () => {
    const { auditLog, store } = benchOf();
    await auditLog.record(await decisionOf('lost'));
    expect((await auditStatistics(readAuditLog(store))).outcomes.unknown).toBe(1);
    await auditLog.close();
  });
});
