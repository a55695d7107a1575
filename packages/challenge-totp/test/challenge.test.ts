import type { ChallengeResult, Interaction } from '@attesta/core';
import type { Answer } from '@attesta/core/authoring';
import { deadlineIn } from '@attesta/core/authoring';
import {
  type CreateSessionOptions,
  createSession,
  type InteractionScript,
  sampleContext,
  sampleRisk,
  scriptedInteraction,
} from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { TOTPChallenge, type TOTPChallengeOptions } from '../src/index.js';
import { codeAt, credential, NOW, stepAt, wrongCode, wrongCodes } from './codes.js';

/** A challenge on a fresh credential, and the ways to present it. */
function setUp(options: Partial<TOTPChallengeOptions> = {}) {
  const fresh = credential();
  const challenge = new TOTPChallenge({ secretProvider: fresh.secretProvider, ...options });
  const present = (interaction: Interaction, session: CreateSessionOptions = {}): Promise<ChallengeResult> => {
    const { clock, state, operatorId } = fresh;
    const whole = createSession({ interaction, clock, state, operator: { id: operatorId }, ...session });
    return challenge.present(sampleContext(), sampleRisk('high'), whole);
  };
  return { ...fresh, challenge, present, answer: (script: InteractionScript) => present(scriptedInteraction(script)) };
}

describe('asking', () => {
  it('names the action and the attempt, as a secret question', async () => {
    const { present, secret, clock } = setUp();
    const interaction = scriptedInteraction(wrongCodes(secret, clock, 3));
    await present(interaction);
    expect(interaction.transcript).toEqual(
      [1, 2, 3].flatMap((attempt) => [
        ...(attempt > 1 ? [{ shown: { kind: 'message', text: 'Invalid code. Try again.' } }] : []),
        {
          asked: {
            kind: 'secret',
            id: 'code',
            prompt: `Code from your authenticator to run delete_records (attempt ${attempt} of 3)`,
          },
        },
      ]),
    );
  });

  it('takes a right code at the last attempt', async () => {
    const { answer, secret, clock } = setUp();
    const result = await answer([...wrongCodes(secret, clock, 2), codeAt(secret, clock)]);
    expect(result).toMatchObject({ passed: true, details: { method: 'totp', attempts: 3 }, verdict: undefined });
  });

  it('takes the code of the step before, and of one more where the window says so', async () => {
    const one = setUp();
    expect((await one.answer([codeAt(one.secret, one.clock, -2), codeAt(one.secret, one.clock, -1)])).details).toEqual({
      method: 'totp',
      attempts: 2,
    });
    const two = setUp({ codeValidWindow: 2 });
    expect((await two.answer([codeAt(two.secret, two.clock, -2)])).passed).toBe(true);
  });

  it('passes its settings on to the verifier', async () => {
    const kind = { algorithm: 'sha512', digits: 8, period: 60 } as const;
    const { answer, secret, clock } = setUp({ ...kind, lockout: { threshold: 1 } });
    const [wrong = ''] = wrongCodes(secret, clock, 1, kind);
    expect((await answer([codeAt(secret, clock, 0, kind)])).passed).toBe(true);
    expect((await answer([wrong, wrong, wrong])).details.reason).toBe('locked');
  });

  it('tells how long the person took', async () => {
    const { present, secret, clock } = setUp();
    const code = codeAt(secret, clock);
    const interaction = scriptedInteraction([() => clock.sleep(4_500).then(() => code)]);
    const pending = present(interaction);
    await clock.advance(4_500);
    expect((await pending).responseTimeSeconds).toBe(4.5);
  });
});

describe('the operator', () => {
  it('T-02 is whose secret is looked up, not the agent, the requester or a default', async () => {
    const { secret, state, clock } = credential();
    const asked: unknown[][] = [];
    const challenge = new TOTPChallenge({
      secretProvider: (...args: unknown[]) => {
        asked.push(args);
        return secret;
      },
    });
    const interaction = scriptedInteraction([codeAt(secret, clock)]);
    const session = createSession({ interaction, clock, state, operator: { id: 'ada' } });
    const context = sampleContext({ agentId: 'agent-1', requesterId: 'grace', sessionId: 'session-1' });
    expect(await challenge.present(context, sampleRisk(), session)).toMatchObject({ passed: true, responder: 'ada' });
    expect(asked).toEqual([['ada']]);
  });

  it.each([undefined, {}, { id: '' }, { id: 5 }, { id: null }, { id: 'x'.repeat(257) }])(
    'T-02 %j denies, and the provider is never called',
    async (operator) => {
      const { secret, state, clock } = credential();
      let calls = 0;
      const challenge = new TOTPChallenge({
        secretProvider: () => {
          calls += 1;
          return secret;
        },
      });
      const interaction = scriptedInteraction({ code: codeAt(secret, clock) });
      const session = { ...createSession({ interaction, clock, state }), operator };
      const result: ChallengeResult = await Reflect.apply(challenge.present, challenge, [
        sampleContext(),
        sampleRisk(),
        session,
      ]);
      expect(result).toMatchObject({ passed: false, verdict: 'denied', responder: undefined, approvers: [] });
      expect(result.details).toEqual({ method: 'totp', attempts: 0, reason: 'the renderer names no operator' });
      expect({ calls, asked: interaction.asked, stored: await state.list('') }).toEqual({
        calls: 0,
        asked: [],
        stored: [],
      });
    },
  );

  it("denies without a session, as the guide's own wiring calls it, and says what to do", async () => {
    const { challenge } = setUp();
    const result = await challenge.present(sampleContext(), sampleRisk());
    expect(result).toMatchObject({ passed: false, verdict: 'denied' });
    expect(result.details.reason).toBe('no session: hand on the one that renderChallenge was given');
  });
});

describe('a code', () => {
  it('T-03 used for one action is refused as replay for the same and for another', async () => {
    const { secret, state, clock, operatorId, challenge } = setUp({ maxAttempts: 1 });
    const present = (functionName: string) => {
      const interaction = scriptedInteraction([codeAt(secret, clock)]);
      const session = createSession({ interaction, clock, state, operator: { id: operatorId } });
      return challenge.present(sampleContext({ functionName }), sampleRisk(), session);
    };
    expect(await present('delete_user')).toMatchObject({ passed: true });
    expect(await present('delete_user')).toMatchObject({ passed: false, details: { reason: 'replay' } });
    expect(await present('deploy')).toMatchObject({ passed: false, details: { reason: 'replay' } });
  });

  it('T-03 is no exception when the person gives up after it: the reason stays replay', async () => {
    const { answer, secret, clock } = setUp();
    await answer([codeAt(secret, clock)]);
    const result = await answer([codeAt(secret, clock), { status: 'cancelled' }]);
    expect(result).toMatchObject({ verdict: 'cancelled', details: { attempts: 1, reason: 'replay' } });
  });
});

describe('reasons', () => {
  const cases: Readonly<Record<string, (parts: ReturnType<typeof setUp>) => Promise<unknown>>> = {
    'max attempts exceeded': async () => {},
    clock_behind_watermark: ({ state }) =>
      state.compareAndSet('totp/ada', 0, { lastStep: stepAt(NOW) + 9, failures: 0, lockedUntil: 0, totalFailures: 0 }),
    locked: ({ state }) =>
      state.compareAndSet('totp/ada', 0, { lastStep: null, failures: 5, lockedUntil: NOW + 1, totalFailures: 5 }),
    disabled: ({ state }) =>
      state.compareAndSet('totp/ada', 0, { lastStep: null, failures: 50, lockedUntil: 0, totalFailures: 50 }),
    unavailable: ({ state }) => state.compareAndSet('totp/ada', 0, 'no record'),
  };

  it.each(Object.entries(cases))('%s', async (reason, prepare) => {
    const parts = setUp();
    await prepare(parts);
    const wrong = wrongCode(parts.secret, parts.clock);
    expect((await parts.answer([wrong, wrong, wrong])).details).toEqual({ method: 'totp', attempts: 3, reason });
  });

  it.each(['', '12345', 'abcdef', '1234567'])('max attempts exceeded, for what is no code: %j', async (code) => {
    const { answer } = setUp({ maxAttempts: 2 });
    expect((await answer([code, code])).details).toEqual({
      method: 'totp',
      attempts: 2,
      reason: 'max attempts exceeded',
    });
  });

  it('TOTP secret not found, for a provider that throws or has none', async () => {
    const throwing = (): never => {
      throw new Error('no such row');
    };
    for (const secretProvider of [throwing, () => undefined, async () => null]) {
      const { answer } = setUp({ secretProvider, maxAttempts: 1 });
      expect((await answer(['123456'])).details.reason).toBe('TOTP secret not found');
    }
  });

  it('TOTP secret not usable, for a secret that is too short', async () => {
    const { answer } = setUp({ secretProvider: () => 'ABCDEFGH', maxAttempts: 1 });
    expect((await answer(['123456'])).details.reason).toBe('TOTP secret not usable');
  });
});

describe('no answer', () => {
  const endings: Readonly<Record<Exclude<Answer['status'], 'answered'>, object>> = {
    cancelled: { verdict: 'cancelled', reason: 'the operator cancelled' },
    timed_out: { verdict: 'timed_out', reason: 'nobody answered in time' },
    unavailable: { verdict: 'denied', reason: 'nobody can be asked here' },
  };

  it.each(['cancelled', 'timed_out', 'unavailable'] as const)(
    '%s ends the challenge with that verdict',
    async (status) => {
      const { answer, secret, clock, state } = setUp();
      for (const before of [0, 1, 2]) {
        const result = await answer([...wrongCodes(secret, clock, before), { status }]);
        const { details, verdict, passed, responder } = result;
        expect({ verdict, reason: details.reason }).toEqual(endings[status]);
        expect({ passed, responder, ...details }).toMatchObject({
          passed: false,
          attempts: before,
          responder: before === 0 ? undefined : 'ada',
        });
        await state.delete('totp/ada', (await state.get('totp/ada'))?.version ?? 0);
      }
    },
  );

  it.each([true, undefined, 5])('a value that is no text (%s) is unavailable', async (value) => {
    const interaction: Interaction = {
      show() {},
      ask: () => Promise.resolve(Object({ status: 'answered', value })),
    };
    const { present, state } = setUp();
    expect((await present(interaction)).details).toMatchObject({ attempts: 0, reason: 'nobody can be asked here' });
    expect(await state.list('')).toEqual([]);
  });

  it.each<[string, Interaction['ask']]>([
    [
      'throws',
      Object(() => {
        throw new Error('EIO');
      }),
    ],
    ['rejects', () => Promise.reject(new Error('EIO'))],
    ['answers nothing', Object(async () => undefined)],
    ['answers something else', Object(async () => ({ status: 'approved', value: true }))],
  ])('an interaction that %s is denied, not thrown', async (_name, ask) => {
    const { present } = setUp();
    expect(await present({ show() {}, ask })).toMatchObject({ passed: false, verdict: 'denied' });
  });

  it('faults of session, context and screen are denied, not thrown', async () => {
    const { challenge, secret, clock, state } = setUp();
    const interaction = scriptedInteraction({ code: wrongCode(secret, clock) });
    const whole = createSession({ interaction, clock, state, operator: { id: 'ada' } });
    const broken = {
      show(): never {
        throw new Error('EPIPE');
      },
      ask: interaction.ask,
    };
    const calls: readonly (readonly unknown[])[] = [
      [sampleContext(), sampleRisk(), null],
      [sampleContext(), sampleRisk(), {}],
      [sampleContext(), sampleRisk(), { ...whole, clock: undefined }],
      [sampleContext(), sampleRisk(), { ...whole, state: undefined }],
      [sampleContext(), sampleRisk(), { ...whole, interaction: undefined }],
      [sampleContext(), sampleRisk(), { ...whole, interaction: broken }],
      [undefined, sampleRisk(), whole],
      [sampleContext(), undefined, whole],
      [],
    ];
    for (const call of calls) {
      const result: ChallengeResult = await Reflect.apply(challenge.present, challenge, call);
      expect(result).toMatchObject({ passed: false, challengeType: 'confirm' });
      expect(result.details.reason).toEqual(expect.any(String));
    }
  });
});

describe('time', () => {
  const waiting = (): Promise<never> => new Promise(() => {});

  it('N-03 ends at the deadline when only the monotonic clock says so', async () => {
    const { present, clock } = setUp();
    const pending = present(scriptedInteraction([waiting]), { deadline: deadlineIn(clock, 60) });
    clock.setWall(NOW - 2 * 3_600_000);
    await clock.advance(60_000);
    expect(await pending).toMatchObject({ verdict: 'timed_out', details: { reason: 'nobody answered in time' } });
    expect(clock.pending).toBe(0);
  });

  it('N-03 takes no code after the wall clock has passed the deadline', async () => {
    const { present, secret, clock, state } = setUp();
    const code = codeAt(secret, clock);
    let type = (_code: string): void => {};
    const typed = new Promise<string>((resolve) => {
      type = resolve;
    });
    const pending = present(scriptedInteraction([() => typed]), { deadline: deadlineIn(clock, 3600) });
    await clock.advance(2 * 3_600_000, { monotonic: false });
    type(code);
    await clock.advance(0);
    expect(await pending).toMatchObject({ passed: false, verdict: 'timed_out' });
    expect(await state.list('')).toEqual([]);
  });

  it('an abort ends it as cancelled', async () => {
    const { present, clock } = setUp();
    const controller = new AbortController();
    const pending = present(scriptedInteraction([waiting]), { signal: controller.signal });
    await clock.advance(0);
    controller.abort();
    expect(await pending).toMatchObject({ verdict: 'cancelled', details: { reason: 'the operator cancelled' } });
    expect(clock.pending).toBe(0);
  });

  it('an abort and the deadline end it also where the interaction does not listen', async () => {
    for (const ending of ['cancelled', 'timed_out'] as const) {
      const { present, clock } = setUp();
      const controller = new AbortController();
      const deadline = deadlineIn(clock, 60);
      const pending = present({ show() {}, ask: waiting }, { signal: controller.signal, deadline });
      await clock.advance(59_999);
      if (ending === 'cancelled') controller.abort();
      else await clock.advance(1);
      expect((await pending).verdict).toBe(ending);
      expect(clock.pending).toBe(0);
    }
  });

  it('a code whose check ends after the deadline passes nothing, but is spent', async () => {
    const { secret, clock, state } = credential();
    const secretProvider = () => clock.sleep(5_000).then(() => secret);
    const challenge = new TOTPChallenge({ secretProvider });
    const interaction = scriptedInteraction([codeAt(secret, clock)]);
    const deadline = deadlineIn(clock, 3);
    const session = createSession({ interaction, clock, state, operator: { id: 'ada' }, deadline });
    const pending = challenge.present(sampleContext(), sampleRisk(), session);
    await clock.advance(3_000);
    expect(await pending).toMatchObject({ passed: false, verdict: 'timed_out', details: { attempts: 1 } });
    await clock.advance(5_000);
    expect(await state.get('totp/ada')).toMatchObject({ value: { lastStep: stepAt(NOW) } });
    expect(clock.pending).toBe(0);
  });

  it('a provider that hangs is given up after 10 seconds', async () => {
    const { present, clock } = setUp({ secretProvider: waiting, maxAttempts: 1 });
    const pending = present(scriptedInteraction(['123456']));
    await clock.advance(10_000);
    expect((await pending).details.reason).toBe('TOTP secret not found');
    expect(clock.pending).toBe(0);
  });

  it('N-07 whatever fails late is nobody’s unhandled rejection', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      const late = setUp();
      const failing = () => late.clock.sleep(20_000).then(() => Promise.reject(new Error('late')));
      const challenge = new TOTPChallenge({ secretProvider: failing, maxAttempts: 1 });
      const present = (script: InteractionScript, seconds: number) =>
        challenge.present(
          sampleContext(),
          sampleRisk(),
          createSession({
            interaction: scriptedInteraction(script),
            clock: late.clock,
            state: late.state,
            operator: { id: 'ada' },
            deadline: deadlineIn(late.clock, seconds),
          }),
        );
      const results = [present(['123456'], 60), present(['123456'], 5), present([failing], 5)];
      await late.clock.advance(60_000);
      expect((await Promise.all(results)).map(({ passed }) => passed)).toEqual([false, false, false]);
      await new Promise<void>((resolve) => setImmediate(resolve));
      expect(unhandled).toEqual([]);
    } finally {
      process.off('unhandledRejection', note);
    }
  });
});

describe('options', () => {
  const make = (options: unknown): unknown => Reflect.construct(TOTPChallenge, [options]);
  const secretProvider = (): undefined => undefined;

  it.each([
    [{ maxAttempts: 0 }, /TOTPChallenge: maxAttempts must be an integer from 1 to 10, not 0/],
    [{ maxAttempts: Number.POSITIVE_INFINITY }, /maxAttempts must be an integer/],
    [{ timeoutSeconds: 0 }, /timeoutSeconds must be a number of seconds above 0/],
    [{ timeoutSeconds: Number.NaN }, /timeoutSeconds must be/],
    [{ timeoutSeconds: Number.POSITIVE_INFINITY }, /timeoutSeconds must be/],
    [{ max_attempts: 3 }, /TOTPChallenge: there is no option "max_attempts"/],
    [{ codeValidWindow: 11 }, /TOTPChallenge: codeValidWindow must be/],
  ])('are checked: %j', (options, message) => {
    expect(() => make({ secretProvider, ...options })).toThrow(message);
  });

  it('timeoutSeconds is the gate’s to read', () => {
    expect(new TOTPChallenge({ secretProvider, timeoutSeconds: 60 }).timeoutSeconds).toBe(60);
    expect(new TOTPChallenge({ secretProvider }).timeoutSeconds).toBeUndefined();
  });
});
