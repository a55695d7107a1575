import {
  Attesta,
  AttestaDenied,
  type AttestaOptions,
  type AuditEntry,
  type ChallengeProtocol,
  ChallengeType,
  type PartialChallengeResult,
  RiskLevel,
  Verdict,
} from '@attesta/core';
import { fakeClock, scriptedRenderer } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { typedPhrase } from '../../../challenges/test/typed-phrase.js';

/** Makes one critical call through a gate with these options; tells whether it ran, and what was said. */
async function attempt(options: AttestaOptions): Promise<{ runs: number; error: unknown }> {
  let runs = 0;
  const guarded = new Attesta(options).gate({ risk: 'critical', name: 'wipe' }, () => (runs += 1));
  const error = await guarded().then(
    () => undefined,
    (caught: unknown) => caught,
  );
  return { runs, error };
}

/** A challenge that returns this, whatever its type says. */
function returning(value: unknown): ChallengeProtocol {
  return { challengeType: 'confirm', present: async () => value as PartialChallengeResult };
}

const passed = { passed: true, challengeType: 'confirm' };
class Pass {
  passed = true;
  challengeType = 'confirm';
}

const MALFORMED: readonly (readonly [string, unknown])[] = [
  ['nothing', undefined],
  ['null', null],
  ['true', true],
  ['a string', 'passed'],
  ['an empty object', {}],
  ['passed as text', { ...passed, passed: 'true' }],
  ['passed as "false"', { ...passed, passed: 'false' }],
  ['passed as 1', { ...passed, passed: 1 }],
  ['passed as an object', { ...passed, passed: {} }],
  ['an inherited passed', Object.create(passed)],
  ['a class instance', new Pass()],
  ['a proxy', new Proxy(passed, {})],
  ['an array', Object.assign([], passed)],
  [
    'a getter',
    {
      challengeType: 'confirm',
      get passed() {
        return true;
      },
    },
  ],
  ['an unknown type', { ...passed, challengeType: 'telepathy' }],
  ['no type', { passed: true }],
  ['auto_approve', { ...passed, challengeType: 'auto_approve' }],
  ['a contradicting verdict', { ...passed, verdict: 'denied' }],
  ['verdict approved', { ...passed, verdict: 'approved' }],
  ['an infinite time', { ...passed, responseTimeSeconds: Number.POSITIVE_INFINITY }],
  ['a negative time', { ...passed, responseTimeSeconds: -1 }],
  ['NaN questions', { ...passed, questionsAsked: Number.NaN }],
  ['a responder that is nobody', { ...passed, responder: 'timeout' }],
  ['a responder that is no text', { ...passed, responder: 7 }],
  ['approvers that are nobody', { ...passed, approvers: ['ada', 'System'] }],
  ['approvers that are no list', { ...passed, approvers: 'ada' }],
  ['details that are no data', { ...passed, details: { f: () => {} } }],
  ['details that are no object', { ...passed, details: 'fine' }],
];

describe('only a well-formed pass runs', () => {
  for (const [name, value] of MALFORMED) {
    it(`B-08 denies ${name}`, async () => {
      const { runs, error } = await attempt({ challengeMap: { critical: returning(value) } });
      expect(runs).toBe(0);
      expect(error).toMatchObject({ code: 'denied', decision: { verdict: 'denied', approvers: [] } });
    });
  }

  it('B-08 runs on the plain pass that those are made from', async () => {
    expect(await attempt({ challengeMap: { critical: returning({ ...passed }) } })).toEqual({
      runs: 1,
      error: undefined,
    });
  });

  it('B-08 denies a `present` that returns no promise', async () => {
    const sync = { challengeType: 'confirm', present: () => passed } as unknown as ChallengeProtocol;
    const { runs, error } = await attempt({ challengeMap: { critical: sync } });
    expect(runs).toBe(0);
    expect(error).toMatchObject({ decision: { reason: 'the challenge returned no promise' } });
  });
});

describe('everything unknown is a denial', () => {
  it('B-09 denies each verdict but approved, each type without a person, and each level', async () => {
    for (const verdict of ['denied', 'timed_out', 'cancelled', 'allowed', '', 'APPROVED', 0, null]) {
      const { runs } = await attempt({
        challengeMap: { critical: returning({ passed: false, challengeType: 'confirm', verdict }) },
      });
      expect(runs, String(verdict)).toBe(0);
    }
    for (const type of Object.values(ChallengeType)) {
      if (type === ChallengeType.AUTO_APPROVE) continue;
      const { runs, error } = await attempt({ challengeMap: { critical: type } });
      expect(runs).toBe(0);
      expect(error).toMatchObject({ code: 'denied', decision: { verdict: 'denied', required: { type } } });
    }
  });

  it('B-09 and B-21 count a score that is none as critical', async () => {
    const scores: unknown[] = [
      Number.NaN,
      -0.1,
      1.1,
      '0',
      null,
      undefined,
      {},
      { score: '0' },
      { score: Number.NaN, factors: [] },
      true,
      0n,
    ];
    for (const score of scores) {
      const levels: string[] = [];
      const attesta = new Attesta({
        riskScorer: { name: 'odd', score: () => score as number },
        onDecision: ({ risk }) => levels.push(risk.level),
      });
      await attesta
        .gate({ name: 'f' }, () => {})()
        .catch(() => {});
      expect(levels, String(score)).toEqual(['critical']);
    }
  });

  it('B-21 counts a scorer that throws, rejects or hangs as critical', async () => {
    const clock = fakeClock({ now: 0 });
    const scorers = [
      () => {
        throw new Error('x');
      },
      () => Promise.reject(new Error('x')),
      () => new Promise<number>(() => {}),
    ];
    for (const score of scorers) {
      const levels: string[] = [];
      const attesta = new Attesta({
        clock,
        riskScorer: { name: 'odd', score },
        onDecision: ({ risk }) => levels.push(risk.level),
      });
      const call = attesta
        .gate({ name: 'f' }, () => {})()
        .catch(() => {});
      await clock.advance(10_000);
      await call;
      expect(levels).toEqual(['critical']);
    }
  });

  it('B-21 lets a scorer only raise the level above minimumRisk', async () => {
    const decided: unknown[] = [];
    for (const score of [0, 0.69, 0.95]) {
      const attesta = new Attesta({
        riskScorer: { name: 's', score: () => score },
        onDecision: ({ risk }) => decided.push([risk.level, risk.score]),
      });
      await attesta
        .gate({ name: 'f', minimumRisk: 'high' }, () => {})()
        .catch(() => {});
    }
    expect(decided).toEqual([
      ['high', 0.7],
      ['high', 0.69],
      ['critical', 0.95],
    ]);
  });

  it('B-21 lets minimumRisk raise a fixed risk, and never lower it', async () => {
    const decided: unknown[] = [];
    const attesta = new Attesta({ onDecision: ({ risk }) => decided.push([risk.level, risk.score]) });
    for (const [risk, minimumRisk] of [
      [RiskLevel.LOW, RiskLevel.HIGH],
      [RiskLevel.MEDIUM, RiskLevel.MEDIUM],
      [RiskLevel.CRITICAL, RiskLevel.LOW],
    ] as const) {
      await attesta
        .gate({ name: 'f', risk, minimumRisk }, () => {})()
        .catch(() => {});
    }
    expect(decided).toEqual([
      ['high', 0.7],
      ['medium', 0.45],
      ['critical', 0.9],
    ]);
  });

  it('B-20 denies arguments over a limit, and never asks for less', async () => {
    const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);
    let runs = 0;
    const guarded = new Attesta().gate({ risk: 'low', name: 'f' }, (_value: unknown) => (runs += 1));
    for (const value of [deep(65), 'x'.repeat(5_000_000), new Array(1_000_000).fill(0)]) {
      await expect(guarded(value)).rejects.toMatchObject({
        code: 'not_displayable',
        decision: { risk: { level: 'critical' } },
      });
    }
    expect(runs).toBe(0);
  });
});

describe('a faulty part denies', () => {
  const faults: Readonly<Record<string, () => unknown>> = {
    throws: () => {
      throw new Error('broken');
    },
    rejects: () => Promise.reject(new Error('broken')),
    hangs: () => new Promise(() => {}),
    'answers nothing': () => undefined,
    'answers garbage': () => Promise.resolve({ garbage: true }),
  };
  const good = scriptedRenderer([typedPhrase]);

  for (const [name, fault] of Object.entries(faults)) {
    const parts: Readonly<Record<string, AttestaOptions>> = {
      challenge: { challengeMap: { critical: { challengeType: 'confirm', present: fault as never } } },
      'renderer.open': {
        challengeMap: { critical: 'confirm' },
        renderer: { open: fault as never, renderChallenge: good.renderChallenge.bind(good), renderDecision() {} },
      },
      'renderer.renderChallenge': {
        challengeMap: { critical: 'confirm' },
        renderer: { open: good.open.bind(good), renderChallenge: fault as never, renderDecision() {} },
      },
    };
    for (const [part, options] of Object.entries(parts)) {
      it(`B-10 denies once and records once when ${part} ${name}`, async () => {
        const clock = fakeClock({ now: 0 });
        const entries: AuditEntry[] = [];
        const auditLog = { record: async (entry: AuditEntry) => `record ${entries.push(entry)}` };
        const attempted = attempt({ ...options, clock, auditLog, timeoutSeconds: 60 });
        await clock.advance(120_000);
        const { runs, error } = await attempted;
        expect(runs).toBe(0);
        expect(error).toBeInstanceOf(AttestaDenied);
        expect(error).toMatchObject({ code: 'denied', decision: { receipt: 'record 1' } });
        expect(entries).toHaveLength(1);
        expect(entries[0]).toMatchObject({ kind: 'decision', evaluated: false });
        expect(clock.pending).toBe(0);
      });
    }

    it(`B-10 starts nothing when auditLog.record ${name}`, async () => {
      const clock = fakeClock({ now: 0 });
      const attempted = attempt({
        clock,
        challengeMap: { critical: returning({ ...passed }) },
        auditLog: { record: fault as never },
      });
      await clock.advance(60_000);
      expect(await attempted).toMatchObject({
        runs: 0,
        error: { code: 'not_recorded', decision: { verdict: 'denied', approvers: [] } },
      });
    });

    it(`B-10 starts nothing when the state store ${name}`, async () => {
      const clock = fakeClock({ now: 0 });
      let runs = 0;
      const state = { get: fault, compareAndSet: fault, delete: fault, list: fault, watch: fault } as never;
      const guarded = new Attesta({ clock, state, challengeMap: { critical: returning({ ...passed }) } }).gate(
        { risk: 'critical', name: 'f' },
        () => (runs += 1),
      );
      const denied = expect(guarded.with({ callId: 'a' })()).rejects.toBeInstanceOf(AttestaDenied);
      await clock.advance(60_000);
      await denied;
      expect(runs).toBe(0);
    });

    it(`decision 16: nothing changes when onDecision and renderDecision ${name}`, async () => {
      const renderer = scriptedRenderer([typedPhrase]);
      renderer.renderDecision = fault as never;
      expect(
        await attempt({ challengeMap: { critical: 'confirm' }, renderer, onDecision: fault as never }),
      ).toMatchObject({ runs: 1 });
    });
  }

  it('B-10 records the outcome, and a log that fails by then changes nothing', async () => {
    const entries: AuditEntry[] = [];
    const record = async (entry: AuditEntry): Promise<string> => {
      entries.push(entry);
      if (entry.kind === 'outcome') throw new Error('disk full');
      return 'r';
    };
    const { gate } = new Attesta({ auditLog: { record } });
    expect(await gate({ risk: 'low', name: 'f' }, () => 7)()).toBe(7);
    const failure = new Error('own');
    await expect(
      gate({ risk: 'low', name: 'g' }, () => {
        throw failure;
      })(),
    ).rejects.toBe(failure);
    expect(entries.map((entry) => (entry.kind === 'outcome' ? entry.outcome : entry.kind))).toEqual([
      'decision',
      'returned',
      'decision',
      'threw',
    ]);
    const ids = entries.map((entry) => (entry.kind === 'event' ? '' : entry.decisionId));
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).not.toBe(ids[2]);
    expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('no switch approves', () => {
  it('B-11 runs nothing under any combination of options with a challenge that fails', async () => {
    const refusing = returning({ passed: false, challengeType: 'confirm' });
    const renderers = [undefined, scriptedRenderer([]), scriptedRenderer([true])];
    const logs = [undefined, { record: async () => 'r' }];
    const scorers = [undefined, { name: 's', score: () => 0 }, { name: 's', score: () => 1 }];
    const levels = [undefined, RiskLevel.HIGH, RiskLevel.CRITICAL] as const;
    let cases = 0;
    let runs = 0;
    for (const renderer of renderers)
      for (const auditLog of logs)
        for (const riskScorer of scorers)
          for (const risk of levels)
            for (const minimumRisk of [undefined, RiskLevel.LOW, RiskLevel.CRITICAL])
              for (const timeoutSeconds of [undefined, 1]) {
                const options = { renderer, auditLog, riskScorer, timeoutSeconds };
                const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
                const map = { low: refusing, medium: refusing, high: refusing, critical: refusing };
                const guarded = new Attesta({ ...given, challengeMap: map }).gate(
                  { name: 'f', ...(risk && { risk }), ...(minimumRisk && { minimumRisk }) },
                  () => (runs += 1),
                );
                await guarded().catch(() => {});
                cases += 1;
              }
    expect(cases).toBe(324);
    expect(runs).toBe(0);
  });

  it('B-12 denies silence at the default of an hour, and not before', async () => {
    const clock = fakeClock({ now: 0 });
    const silent: ChallengeProtocol = { challengeType: 'confirm', present: () => new Promise(() => {}) };
    let ended: unknown;
    const attempted = attempt({ clock, challengeMap: { critical: silent } }).then((end) => (ended = end));
    await clock.advance(3_599_999);
    expect(ended).toBeUndefined();
    await clock.advance(1 + 1000);
    await attempted;
    expect(ended).toMatchObject({ runs: 0, error: { code: 'denied', decision: { verdict: Verdict.TIMED_OUT } } });
    expect(clock.pending).toBe(0);
  });

  it('B-12 refuses timeouts that are none', () => {
    for (const timeoutSeconds of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '60']) {
      const given = { timeoutSeconds: timeoutSeconds as number };
      expect(() => new Attesta(given)).toThrow(/timeoutSeconds must be a number of seconds above 0/);
      expect(() => new Attesta().gate(given)).toThrow(/timeoutSeconds must be/);
      const challenge: ChallengeProtocol = { ...returning(passed), ...given };
      expect(() => new Attesta({ challengeMap: { high: challenge } })).toThrow(/timeoutSeconds must be/);
    }
  });

  it("B-06 honours the challenge a renderer puts in another's place, and names both", async () => {
    const renderer = scriptedRenderer([typedPhrase]);
    const inner = renderer.renderChallenge.bind(renderer);
    renderer.renderChallenge = (context, risk, _type, session) => inner(context, risk, ChallengeType.CONFIRM, session);
    const entries: AuditEntry[] = [];
    const auditLog = { record: async (entry: AuditEntry) => `r${entries.push(entry)}` };
    expect(await attempt({ renderer, auditLog })).toEqual({ runs: 1, error: undefined });
    expect(entries[0]).toMatchObject({
      decision: { required: { type: 'multi_party' }, presented: { type: 'confirm' } },
    });
  });
});
