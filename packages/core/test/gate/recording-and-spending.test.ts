import { Attesta, AttestaDenied, type AuditLog, createActionContext, MemoryStateStore } from '@attesta/core';
import { memoryAuditLog } from '@attesta/testing';
import { describe, expect, it } from 'vitest';

const low = { name: 'wipe', risk: 'low' } as const;

/** Calls, and tells what was thrown. */
async function thrownBy(call: Promise<unknown>): Promise<AttestaDenied> {
  const error = await call.catch((caught: unknown) => caught);
  if (!(error instanceof AttestaDenied)) throw new Error('It was not denied.');
  return error;
}

describe('an approval that cannot be recorded', () => {
  it.each(['', undefined, 1, {}])('L-01 runs nothing where the log answers %j for a receipt', async (receipt) => {
    let runs = 0;
    const auditLog: AuditLog = { record: async () => receipt as string };
    const { code, decision } = await thrownBy(new Attesta({ auditLog }).gate(low, () => (runs += 1))());
    expect([code, decision.receipt, runs]).toEqual(['not_recorded', undefined, 0]);
  });

  it('L-01 names no approvers after an earlier approval', async () => {
    const approving = {
      challengeType: 'multi_party' as const,
      present: async () => ({
        passed: true,
        challengeType: 'multi_party' as const,
        responder: 'ada',
        approvers: ['ada', 'grace'],
      }),
    };
    const auditLog: AuditLog = { record: async () => '' };
    const attesta = new Attesta({ auditLog, challengeMap: { critical: approving } });
    const { decision } = await thrownBy(attesta.gate({ name: 'wipe', risk: 'critical' }, () => 1)());
    expect(decision).toMatchObject({ verdict: 'denied', approvers: [], challenge: { approvers: ['ada', 'grace'] } });
  });
});

describe('a call id', () => {
  it('B-14 is not spent by a call that was cancelled after its approval', async () => {
    const controller = new AbortController();
    const state = new MemoryStateStore();
    const inner = memoryAuditLog();
    const auditLog: AuditLog = {
      record: async (entry) => {
        if (entry.kind === 'decision') controller.abort();
        return await inner.record(entry);
      },
    };
    let runs = 0;
    const first = new Attesta({ state, auditLog }).gate(low, () => (runs += 1));
    expect((await thrownBy(first.with({ callId: 'a', signal: controller.signal })())).code).toBe('cancelled');
    expect(await state.get('run/a')).toBeUndefined();
    await new Attesta({ state }).gate(low, () => (runs += 1)).with({ callId: 'a' })();
    expect(runs).toBe(1);
  });

  it('B-14 is not spent by a call whose arguments changed after its approval', async () => {
    const state = new MemoryStateStore();
    const shown: unknown[] = ['a'];
    const auditLog: AuditLog = {
      record: async ({ kind }) => {
        if (kind === 'decision') shown[0] = 'b';
        return 'receipt';
      },
    };
    const guarded = new Attesta({ state, auditLog }).gate({ ...low, inspect: () => shown }, () => 1);
    expect((await thrownBy(guarded.with({ callId: 'a' })())).code).toBe('changed');
    expect(await state.get('run/a')).toBeUndefined();
  });

  it('B-15 that had its run is refused before anybody is asked', async () => {
    const state = new MemoryStateStore();
    let asked = 0;
    const challenge = {
      challengeType: 'confirm' as const,
      present: async () => {
        asked += 1;
        return { passed: true, challengeType: 'confirm' as const };
      },
    };
    const attesta = new Attesta({ state, challengeMap: { medium: challenge } });
    const guarded = attesta.gate({ name: 'wipe', risk: 'medium' }, () => 1).with({ callId: 'a' });
    await guarded();
    expect((await thrownBy(guarded())).code).toBe('already_run');
    const context = createActionContext({ functionName: 'wipe', callId: 'a' });
    expect(await attesta.evaluate(context)).toMatchObject({ verdict: 'denied' });
    expect(asked).toBe(1);
  });
});
