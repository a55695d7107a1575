import { Attesta, AttestaDenied, type ChallengeProtocol, createActionContext, riskLevelFromScore } from '@attesta/core';
import { isChallenge } from '@attesta/core/authoring';
import { createRiskAssessment } from '@attesta/core/scorers';
import { describe, expect, it } from 'vitest';

const challenge: ChallengeProtocol = {
  challengeType: 'confirm',
  present: async () => ({ passed: false, challengeType: 'confirm' }),
};

/** Wrong use, and what the error says. */
const WRONG: readonly (readonly [string, () => unknown, RegExp])[] = [
  ['an unknown option', () => new Attesta({ render: 1 } as never), /there is no option "render"; there are renderer, /],
  ['options that are none', () => new Attesta('x' as never), /the options must be a plain object, not a string/],
  [
    'a renderer without its methods',
    () => new Attesta({ renderer: { open() {} } } as never),
    /renderer must be an object with open, renderChallenge/,
  ],
  [
    'an audit log without record',
    () => new Attesta({ auditLog: {} } as never),
    /auditLog must be an object with record/,
  ],
  ['a state store that lacks a method', () => new Attesta({ state: new Map() } as never), /state must be/],
  [
    'an unknown level in the map',
    () => new Attesta({ challengeMap: { severe: 'confirm' } } as never),
    /no option "severe"; there are low, medium, high, critical/,
  ],
  [
    'an unknown type in the map',
    () => new Attesta({ challengeMap: { high: 'captcha' } } as never),
    /high must be one of auto_approve, confirm/,
  ],
  [
    'a challenge without present',
    () => new Attesta({ challengeMap: { high: { challengeType: 'quiz' } } } as never),
    /or a challenge/,
  ],
  ['high without a person', () => new Attesta({ challengeMap: { high: 'auto_approve' } }), /high needs a person/],
  [
    'critical without a person',
    () => new Attesta().gate({ challengeMap: { critical: 'auto_approve' } }),
    /critical needs a person/,
  ],
  [
    'a challenge of type auto_approve at critical',
    () => new Attesta({ challengeMap: { critical: { ...challenge, challengeType: 'auto_approve' } } }),
    /needs a person/,
  ],
  [
    'an unknown risk',
    () => new Attesta().gate({ risk: 'severe' } as never),
    /risk must be one of low, medium, high, critical/,
  ],
  ['an unknown minimum', () => new Attesta().gate({ minimumRisk: 'HIGH' } as never), /minimumRisk must be one of/],
  ['a negative hint', () => new Attesta().gate({ hints: { rows: -1 } }, function f() {}), /hints\.rows must be/],
  [
    'a hint that is no number',
    () => new Attesta().gate({ hints: { rows: Number.NaN } }, function f() {}),
    /hints\.rows must be/,
  ],
  ['metadata that is no data', () => new Attesta().gate({ metadata: { f: () => {} } }, function f() {}), /metadata/],
  ['an inspect that is none', () => new Attesta().gate({ inspect: 1 } as never), /inspect must be a function/],
  ['an unknown gate option', () => new Attesta().gate({ timeout: 5 } as never), /there is no option "timeout"/],
  ['an empty environment', () => new Attesta({ environment: '' }), /environment must be a text of 1 to 256/],
  [
    'an unknown call option',
    () => new Attesta().gate(function f() {}).with({ id: 'x' } as never),
    /there is no option "id"/,
  ],
  ['an empty call id', () => new Attesta().gate(function f() {}).with({ callId: '' }), /callId must be/],
  [
    'a signal that is none',
    () => new Attesta().gate(function f() {}).with({ signal: {} } as never),
    /signal must be an AbortSignal/,
  ],
  ['a context without a name', () => createActionContext({} as never), /functionName is required/],
  [
    'a context with a function',
    () => createActionContext({ functionName: 'f', args: [() => {}] }),
    /args\[0\] is a function/,
  ],
];

describe('wrong use throws, naming what was wrong and what is allowed', () => {
  for (const [name, wrong, message] of WRONG) it(name, () => expect(wrong).toThrow(message));

  it('riskLevelFromScore and createRiskAssessment refuse what is no score', () => {
    for (const score of [-0.01, 1.01, Number.NaN, '0.5']) {
      expect(() => riskLevelFromScore(score as number)).toThrow(RangeError);
      expect(() => createRiskAssessment({ score: score as number })).toThrow(RangeError);
    }
    expect([0, 0.29, 0.3, 0.59, 0.6, 0.79, 0.8, 1].map(riskLevelFromScore)).toEqual([
      'low',
      'low',
      'medium',
      'medium',
      'high',
      'high',
      'critical',
      'critical',
    ]);
  });

  it('an option given as undefined counts as not given', async () => {
    const guarded = new Attesta({ renderer: undefined, timeoutSeconds: undefined } as never).gate(
      { risk: 'low', name: undefined } as never,
      function f() {
        return 1;
      },
    );
    expect(await guarded()).toBe(1);
  });

  it('evaluate takes only a context made by createActionContext, and returns a denial', async () => {
    const attesta = new Attesta();
    const context = createActionContext({ functionName: 'drop', args: ['t'] });
    await expect(attesta.evaluate({ ...context } as never)).rejects.toThrow(/must be made by createActionContext/);
    expect(
      await new Attesta({ challengeMap: { low: 'confirm' } }).evaluate(createActionContext({ functionName: 'get' })),
    ).toMatchObject({ verdict: 'denied' });
    expect(
      await new Attesta({ challengeMap: { medium: 'auto_approve' } }).evaluate(
        createActionContext({ functionName: 'get' }),
      ),
    ).toMatchObject({ verdict: 'approved' });
  });

  it('isChallenge wants both members', () => {
    expect(isChallenge(challenge)).toBe(true);
    for (const value of [null, 1, {}, { challengeType: 'x', present() {} }, { challengeType: 'quiz' }])
      expect(isChallenge(value)).toBe(false);
  });
});

describe('what a denial says', () => {
  it('N-13 is one of a fixed list of messages, and does not show why', async () => {
    const messages = new Set<string>();
    const reasons = new Set<string | undefined>();
    for (const reason of ['wrong code', 'locked', 'self-approval not allowed']) {
      const refusing = {
        ...challenge,
        present: async () => ({ passed: false, challengeType: 'confirm' as const, details: { reason } }),
      };
      const error = await new Attesta({ challengeMap: { critical: refusing } })
        .gate({ risk: 'critical', name: 'f' }, () => {})()
        .catch((caught: unknown) => caught);
      if (!(error instanceof AttestaDenied)) throw error;
      messages.add(error.message);
      reasons.add(error.decision.reason);
      const { inspect } = await import('node:util');
      expect(inspect(error)).not.toContain(reason);
      expect(JSON.stringify(error)).not.toContain(reason);
    }
    expect([...messages]).toEqual([
      'The call did not run: it was not approved. Do not repeat it unless a person asks for it.',
    ]);
    expect(reasons.size).toBe(3);
  });
});

describe('what a denial of any other kind says', () => {
  it('N-13 is one of a fixed list of messages, whatever the reason', () => {
    const codes = ['call_mismatch', 'already_run', 'changed', 'cancelled', 'not_recorded', 'unavailable'] as const;
    const decision = { reason: 'the canary reason' };
    const messages = codes.map((code) => Reflect.construct(AttestaDenied, [code, { ...decision }]).message);
    expect(messages).toEqual([
      'The call did not run: its call id was used for another action.',
      'The call did not run: its call id has had its run.',
      'The call did not run: it changed after the approval.',
      'The call did not run: it was cancelled.',
      'The call did not run: the decision could not be recorded.',
      'The call did not run: the gate failed.',
    ]);
  });
});

describe('a decision, wherever it leaves the gate', () => {
  it('is frozen', async () => {
    const seen: unknown[] = [];
    const see = async (value: unknown): Promise<string> => {
      seen.push(value);
      return 'r';
    };
    const refusing = { ...challenge };
    const attesta = new Attesta({
      challengeMap: { critical: refusing },
      onDecision: (decision) => void see(decision),
      auditLog: { record: async (entry) => await see(entry.kind === 'decision' ? entry.decision : entry) },
    });
    await attesta.gate({ risk: 'low', name: 'f' }, () => {})();
    const error = await attesta
      .gate({ risk: 'critical', name: 'f' }, () => {})()
      .catch((caught: unknown) => caught);
    if (error instanceof AttestaDenied) seen.push(error.decision);
    seen.push(await attesta.evaluate(createActionContext({ functionName: 'f' })));
    expect(seen.length).toBeGreaterThan(6);
    for (const value of seen) expect(Object.isFrozen(value)).toBe(true);
  });
});
