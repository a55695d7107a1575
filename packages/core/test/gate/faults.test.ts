import { inspect } from 'node:util';
import {
  Attesta,
  AttestaDenied,
  type AttestaOptions,
  type AuditLog,
  type Decision,
  type FaultReport,
  MemoryStateStore,
} from '@attesta/core';
import { callDependency, denied, passed, presentChallenge, presentInner, readChallenge } from '@attesta/core/authoring';
import { CompositeRiskScorer, MaxRiskScorer } from '@attesta/core/scorers';
import {
  fakeClock,
  faultyStateStore,
  memoryAuditLog,
  sampleContext,
  sampleRisk,
  scriptedRenderer,
} from '@attesta/testing';
import { describe, expect, it } from 'vitest';

const FULL = new Error('disk quota exceeded');
const fails = (): never => {
  throw FULL;
};

/** One call through a gate with these options, and what the operator was told. */
async function attempt(
  options: AttestaOptions,
  { risk = 'medium', callId }: { risk?: 'low' | 'medium' | 'scored'; callId?: string } = {},
): Promise<{ error: unknown; decision: Decision | undefined; faults: readonly FaultReport[]; runs: number }> {
  const faults: FaultReport[] = [];
  let decision: Decision | undefined;
  let runs = 0;
  const attesta = new Attesta({
    onDecision: (given) => {
      decision = given;
    },
    ...options,
    onFault: (fault) => faults.push(fault),
  });
  const guarded = attesta.gate({ name: 'wipe', ...(risk !== 'scored' && { risk }) }, () => (runs += 1));
  const error = await guarded
    .with({ ...(callId !== undefined && { callId }) })()
    .catch((caught: unknown) => caught);
  return { error, decision, faults, runs };
}

const confirming = (): AttestaOptions['renderer'] => scriptedRenderer();
/** What a renderer must have besides `open`. */
const methods = () => ({ renderChallenge: fails, renderDecision(): void {} });
const log = (record: AuditLog['record']): AuditLog => ({ record });
const challenge = (body: Parameters<typeof presentChallenge>[2]) => ({
  challengeType: 'confirm' as const,
  name: 'mine',
  present: async (_context: unknown, _risk: unknown, session: Parameters<typeof presentChallenge>[1]) =>
    await presentChallenge({ challengeType: 'confirm' }, session, body),
});
const mapped = (body: Parameters<typeof presentChallenge>[2]): AttestaOptions => ({
  challengeMap: { medium: challenge(body) },
});

/** Each part, failing. */
const PARTS: readonly [string, FaultReport['part'], AttestaOptions, { callId?: string; risk?: 'low' }][] = [
  ['a state store', 'state', { state: faultyStateStore(new MemoryStateStore(), () => 'rejects') }, { callId: 'a' }],
  ['an audit log', 'audit_log', { auditLog: log(fails) }, { risk: 'low' }],
  ['an audit log that rejects', 'audit_log', { auditLog: log(async () => fails()) }, { risk: 'low' }],
  ['an audit log without a receipt', 'audit_log', { auditLog: log(async () => '') }, { risk: 'low' }],
  ['a challenge', 'challenge', { challengeMap: { medium: { challengeType: 'confirm', present: fails } } }, {}],
  ['the body of a challenge', 'challenge', mapped(fails), {}],
  ['a challenge that gives no outcome', 'challenge', mapped(async () => Object.create(null)), {}],
  [
    'a dependency of a challenge',
    'challenge',
    mapped(async (presentation) => {
      const called = await presentation.call(fails);
      return called.status === 'fulfilled' ? passed() : denied('the ticket system failed');
    }),
    {},
  ],
  [
    'a dependency of a challenge within another',
    'challenge',
    mapped(async ({ session }) => {
      const inner = challenge(async (presentation) => {
        await callDependency(presentation.session, fails);
        return denied('no');
      });
      const call = { context: sampleContext(), risk: sampleRisk('medium'), session };
      return (await presentInner(readChallenge('test', inner), call)).result.passed ? passed() : denied('no');
    }),
    {},
  ],
  ['a renderer that opens no screen', 'renderer', { renderer: { ...methods(), open: fails } }, {}],
  [
    'a screen without an interaction',
    'renderer',
    { renderer: { ...methods(), open: async () => Object.create(null) } },
    {},
  ],
  [
    'an interaction',
    'renderer',
    {
      challengeMap: {
        medium: challenge(async (presentation) => {
          const { status } = await presentation.ask({ kind: 'confirm', id: 'a', prompt: 'a?' });
          return status === 'answered' ? passed() : denied(status);
        }),
      },
      renderer: { ...methods(), open: async () => ({ interaction: { show() {}, ask: fails }, close() {} }) },
    },
    {},
  ],
];

describe('X-25 the cause of a fault', () => {
  it.each(PARTS)('of %s is on the decision and reaches onFault, and not the agent', async (_, part, options, more) => {
    const { error, decision, faults, runs } = await attempt(options, more);
    expect(runs).toBe(0);
    expect(error).toBeInstanceOf(AttestaDenied);
    expect(faults[0]).toMatchObject({ part, decision: { verdict: 'denied' } });
    expect(faults[0]?.cause).toBeInstanceOf(Error);
    expect(decision?.cause).toEqual(faults[0]?.cause);
    expect(Object.keys(decision ?? {})).not.toContain('cause');
    for (const text of [String(error), inspect(error, { depth: 9 }), JSON.stringify(error), JSON.stringify(decision)])
      expect(text).not.toContain(FULL.message);
  });

  it('of a scorer, alone or among others, is told though people approve', async () => {
    const scorer = { name: 'mine', score: fails };
    const late = { name: 'mine', score: async () => fails() };
    const scorers = [
      scorer,
      late,
      new MaxRiskScorer({ scorers: [scorer] }),
      new CompositeRiskScorer({ scorers: [{ scorer: late, weight: 1 }] }),
    ];
    for (const riskScorer of scorers) {
      const { faults, decision } = await attempt(
        { riskScorer, challengeMap: { critical: challenge(async () => passed()) } },
        { risk: 'scored' },
      );
      expect(decision?.verdict).toBe('approved');
      expect(faults).toMatchObject([{ part: 'risk_scorer', cause: { message: FULL.message } }]);
      expect(decision?.cause?.message).toBe(FULL.message);
    }
  });

  it('of an observer, of the outcome and of what a scorer learns is told, and changes nothing', async () => {
    const { faults, runs } = await attempt(
      {
        onDecision: fails,
        riskScorer: { name: 'mine', score: () => 0.1, afterRun: fails },
        auditLog: log(async ({ kind }) => (kind === 'decision' ? 'receipt' : fails())),
      },
      { risk: 'scored' },
    );
    expect(runs).toBe(1);
    expect(faults.map(({ part }) => part)).toEqual(['observer', 'audit_log', 'risk_scorer']);
  });

  it('of a part that hangs says so', async () => {
    const clock = fakeClock();
    const pending = attempt({ clock, auditLog: log(() => new Promise(() => {})) }, { risk: 'low' });
    await clock.advance(11_000);
    expect((await pending).faults).toMatchObject([
      { part: 'audit_log', cause: { message: /no answer within 10 seconds/ } },
    ]);
  });

  it('keeps its name, code, stack and cause, and none of its secrets', async () => {
    const inner = new Error('password=hunter2');
    const cause = Object.assign(new TypeError('Bearer abcdefghijklmnop failed', { cause: inner }), {
      code: 'EIO',
      held: {},
    });
    const { decision } = await attempt(
      {
        auditLog: log(() => {
          throw cause;
        }),
      },
      { risk: 'low' },
    );
    expect(decision?.cause).toMatchObject({
      name: 'TypeError',
      code: 'EIO',
      stack: expect.stringContaining('TypeError'),
    });
    expect(decision?.cause).not.toHaveProperty('held');
    expect(decision?.cause?.cause).toBeInstanceOf(Error);
    expect(inspect(decision?.cause)).not.toMatch(/hunter2|abcdefghijklmnop/);
  });

  it('hides the secrets of the call that a part repeats, though they look like any word', async () => {
    const seen: Error[] = [];
    const auditLog = log(() => {
      throw new Error('no row for correct-horse, 918273, lamp, ada', { cause: new Error('at lamp') });
    });
    const attesta = new Attesta({ auditLog, onFault: ({ cause }) => seen.push(cause) });
    const guarded = attesta.gate({ name: 'wipe', risk: 'low', redact: ['args[1]'] }, (..._args: unknown[]) => 1);
    const call = guarded(
      { password: 'correct-horse', secrets: [{ pin: 918273 }], user: 'ada' },
      new Map([['a', 'lamp']]),
    );
    await expect(call).rejects.toMatchObject({ code: 'not_recorded' });
    expect(seen[0]?.message).toBe('no row for <redacted>, <redacted>, <redacted>, ada');
    expect(inspect(seen)).not.toMatch(/correct-horse|918273|lamp/);
  });

  it('is one that cannot be read where the part throws what cannot be', async () => {
    for (const thrown of [undefined, null, 7, { toString: fails }, Object.create(null)]) {
      const { faults, error } = await attempt(
        {
          auditLog: log(() => {
            throw thrown;
          }),
        },
        { risk: 'low' },
      );
      expect(error).toMatchObject({ code: 'not_recorded' });
      expect(faults[0]?.cause).toBeInstanceOf(Error);
    }
  });

  it('is absent where nothing failed', async () => {
    const { decision, faults } = await attempt({ renderer: confirming() }, { risk: 'low' });
    expect(decision?.verdict).toBe('approved');
    expect(decision?.cause).toBeUndefined();
    expect(faults).toEqual([]);
  });
});

describe('X-26 a log that answers too late', () => {
  it('has the outcome not_run as soon as the approval is in it', async () => {
    const clock = fakeClock();
    const inner = memoryAuditLog();
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let written = (): void => {};
    const isWritten = new Promise<void>((resolve) => {
      written = resolve;
    });
    const auditLog = log(async (entry) => {
      if (entry.kind === 'decision') await held;
      const receipt = await inner.record(entry);
      if (entry.kind === 'outcome') written();
      return receipt;
    });
    const pending = attempt({ clock, auditLog }, { risk: 'low' });
    await clock.advance(11_000);
    expect(await pending).toMatchObject({ error: { code: 'not_recorded' }, runs: 0 });
    expect(inner.entries).toEqual([]);
    release();
    await isWritten;
    const [decision] = inner.decisions;
    const [outcome] = inner.outcomes;
    expect(inner.entries).toHaveLength(2);
    expect(decision).toMatchObject({ kind: 'decision', decision: { verdict: 'approved' } });
    expect(outcome).toMatchObject({ kind: 'outcome', outcome: 'not_run', decisionId: decision?.decisionId });
  });
});
