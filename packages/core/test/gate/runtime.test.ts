import { Attesta, type ChallengeProtocol, type PartialChallengeResult } from '@attesta/core';
import { fakeClock, scriptedRenderer } from '@attesta/testing';
import { describe, expect, it, vi } from 'vitest';

const POLLUTION: Readonly<Record<string, unknown>> = {
  passed: true,
  approved: true,
  verdict: 'approved',
  challengeType: 'confirm',
  timeout: 1,
  // Over before anything can be done.
  timeoutSeconds: Number.MIN_VALUE,
  afterTimeStep: 0,
  guardrails: {},
  risk: 'low',
  inspect: () => [],
  renderer: {},
  status: 'answered',
  needsNobody: true,
  code: undefined,
  operator: { id: 'mallory' },
  callId: 'polluted',
  reason: 'polluted',
  responder: 'mallory',
  approvers: ['mallory'],
};

/** Does the work while Object.prototype is polluted, with modules loaded before or during that. */
async function polluted<T>(work: () => Promise<T>, spared?: string): Promise<T> {
  const names = Object.keys(POLLUTION).filter((name) => name !== spared);
  for (const name of names) {
    Object.defineProperty(Object.prototype, name, {
      value: POLLUTION[name],
      configurable: true,
      writable: true,
      enumerable: true,
    });
  }
  try {
    return await work();
  } finally {
    for (const name of names) Reflect.deleteProperty(Object.prototype, name);
  }
}

/** A few calls that must be denied and one that must run; what came of them, in short. */
async function scenario(core: typeof import('@attesta/core')): Promise<readonly string[]> {
  const empty: ChallengeProtocol = { challengeType: 'confirm', present: async () => ({}) as PartialChallengeResult };
  const refusing: ChallengeProtocol = {
    challengeType: 'confirm',
    present: async () => ({ passed: false, challengeType: 'confirm' }),
  };
  const passing: ChallengeProtocol = {
    challengeType: 'confirm',
    present: async () => ({ passed: true, challengeType: 'confirm' }),
  };
  const silent = scriptedRenderer([{ status: 'unavailable' }]);
  const ends: string[] = [];
  const attempt = async (name: string, options: import('@attesta/core').AttestaOptions): Promise<void> => {
    const onDecision = ({ verdict, reason, approvers }: import('@attesta/core').Decision): void => {
      ends.push(`${name}: ${verdict} ${reason ?? ''} [${approvers.join()}]`);
    };
    const guarded = new core.Attesta({ ...options, onDecision }).gate(
      { risk: 'critical', name: 'wipe' },
      (rows: object) => Object.keys(rows).join(),
    );
    ends.push(await guarded({ a: 1 }).then(String, (error: { code: string }) => error.code));
  };
  await attempt('nothing configured', {});
  await attempt('empty result', { challengeMap: { critical: empty } });
  await attempt('refusal', { challengeMap: { critical: refusing } });
  await attempt('nobody there', { renderer: silent, challengeMap: { critical: 'confirm' } });
  await attempt('pass', { challengeMap: { critical: passing } });
  return ends;
}

describe('the runtime', () => {
  it('N-08 behaves the same with a polluted Object.prototype, before and after import', async () => {
    const core = await import('@attesta/core');
    const clean = await scenario(core);
    expect(clean.filter((line) => line.includes('approved'))).toEqual(['pass: approved  []']);
    expect(await polluted(() => scenario(core))).toEqual(clean);
    vi.resetModules();
    // The test runner's own loader would take an inherited `timeout` for its own.
    const fresh = await polluted(async () => await scenario(await import('@attesta/core')), 'timeout');
    expect(fresh).toEqual(clean);
  });

  it('N-07 lets no rejection escape from a screen or an observer that is async', async () => {
    const escaped: unknown[] = [];
    const listen = (reason: unknown): number => escaped.push(reason);
    process.on('unhandledRejection', listen);
    const failing = async (): Promise<never> => {
      throw new Error('async and broken');
    };
    const screen = { interaction: { show: failing, ask: failing }, close: failing };
    const renderer = { open: async () => screen, renderChallenge: failing, renderDecision: failing };
    const asking: ChallengeProtocol = {
      challengeType: 'confirm',
      async present(_context, _risk, { interaction, signal }) {
        interaction.show({ kind: 'message', text: 'x' });
        await interaction.ask({ kind: 'confirm', id: 'c', prompt: 'x' }, { signal });
        return { passed: true, challengeType: 'confirm' };
      },
    };
    const attesta = new Attesta({
      renderer: renderer as never,
      onDecision: failing as never,
      challengeMap: { critical: asking },
    });
    expect(await attesta.gate({ risk: 'critical', name: 'f' }, () => 'ran')()).toBe('ran');
    const inspected = attesta.gate({ name: 'g', inspect: failing as never }, () => {});
    await expect(inspected()).rejects.toMatchObject({ code: 'not_displayable' });
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', listen);
    expect(escaped).toEqual([]);
  });

  it('settles when the clock fails in the middle of a wait', async () => {
    const clock = fakeClock({ now: 0 });
    let isBroken = false;
    const breaking = {
      ...clock,
      wall(): number {
        if (isBroken) throw new Error('no time');
        return clock.wall();
      },
    };
    const silent: ChallengeProtocol = { challengeType: 'confirm', present: () => new Promise(() => {}) };
    const call = new Attesta({ clock: breaking, challengeMap: { critical: silent } }).gate(
      { risk: 'critical', name: 'f' },
      () => {},
    )();
    const denied = expect(call).rejects.toMatchObject({ code: expect.stringMatching(/denied|unavailable/) });
    await clock.advance(1000);
    isBroken = true;
    await clock.advance(60_000);
    await denied;
  });

  it('N-07 lets no rejection escape from the loser of a race', async () => {
    const escaped: unknown[] = [];
    const listen = (reason: unknown): number => escaped.push(reason);
    process.on('unhandledRejection', listen);
    const clock = fakeClock({ now: 0 });
    const late = async (): Promise<never> => {
      await clock.sleep(90_000);
      throw new Error('too late');
    };
    const renderer = scriptedRenderer([true]);
    const faulty = { open: late, renderChallenge: late, renderDecision: late };
    const store = { get: late, compareAndSet: late, delete: late, list: late, watch: late };
    const calls = [
      new Attesta({
        clock,
        timeoutSeconds: 60,
        challengeMap: { critical: { challengeType: 'confirm', present: late } },
      }),
      new Attesta({ clock, timeoutSeconds: 60, renderer: faulty }),
      new Attesta({ clock, timeoutSeconds: 60, renderer: Object.assign(renderer, { renderChallenge: late }) }),
      new Attesta({ clock, timeoutSeconds: 60, state: store }),
      new Attesta({ clock, auditLog: { record: late } }),
      new Attesta({ clock, riskScorer: { name: 'late', score: late }, onDecision: late }),
    ].map((attesta) =>
      attesta
        .gate({ minimumRisk: 'critical', name: 'f' }, () => {})
        .with({ callId: 'a' })()
        .catch(() => 'denied'),
    );
    await clock.advance(200_000);
    expect(await Promise.all(calls)).toEqual(calls.map(() => 'denied'));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', listen);
    expect(escaped).toEqual([]);
    expect(clock.pending).toBe(0);
  });
});
