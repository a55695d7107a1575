import {
  Attesta,
  type ChallengeProtocol,
  ChallengeType,
  createRedactor,
  type DecisionEntry,
  type GateOptions,
} from '@attesta/core';
import { memoryAuditLog, scriptedRenderer } from '@attesta/testing';
import { describe, expect, it } from 'vitest';

/** What is recorded of one call. */
async function decisionOf(options: GateOptions<[string]>, name: string): Promise<DecisionEntry> {
  const auditLog = memoryAuditLog();
  const attesta = new Attesta({ auditLog, renderer: scriptedRenderer([true]) });
  const signIn = attesta.gate({ name: 'sign_in', ...options }, async (_name: string) => {});
  await signIn(name).catch(() => {});
  const decision = auditLog.entries.find((entry) => entry.kind === 'decision');
  if (decision?.kind !== 'decision') throw new Error('Nothing was recorded.');
  return decision;
}

describe('secrets among the arguments', () => {
  it('B-26 runs nothing when a secret is changed after the approval', async () => {
    const account = new Map([['password', 'first']]);
    let runs = 0;
    const shown: string[] = [];
    const swap: ChallengeProtocol = {
      challengeType: ChallengeType.CONFIRM,
      async present(context) {
        shown.push(context.description);
        const [inner] = context.args;
        if (inner instanceof Map) inner.set('password', 'other');
        return { passed: true, challengeType: ChallengeType.CONFIRM };
      },
    };
    const attesta = new Attesta({ challengeMap: { medium: swap } });
    const signIn = attesta.gate({ name: 'sign_in', risk: 'medium' }, async (_account: ReadonlyMap<string, string>) => {
      runs += 1;
    });
    await expect(signIn(account)).rejects.toMatchObject({ code: 'changed' });
    expect(runs).toBe(0);
    expect(shown).toEqual([
      expect.stringMatching(/^sign_in\(Map\("password" => "<redacted string, 5 long, [0-9a-f]{12}>"\)\)$/),
    ]);
  });

  it('B-26 hides what the gate declares, under the key of the application', async () => {
    const seen: string[] = [];
    const challengeMap = {
      medium: {
        challengeType: ChallengeType.CONFIRM,
        async present(context) {
          seen.push(context.description);
          return { passed: false, challengeType: ChallengeType.CONFIRM };
        },
      } satisfies ChallengeProtocol,
    };
    const call = async (): Promise<void> => {
      const attesta = new Attesta({ redactor: createRedactor({ key: 'the same for two' }), challengeMap });
      const pay = attesta.gate(
        { name: 'pay', risk: 'medium', redact: ['args[1]'] },
        async (_to: string, _pin: number) => {},
      );
      await pay('ada', 1234).catch(() => {});
    };
    await call();
    await call();
    expect(seen[0]).toMatch(/^pay\("ada", "<redacted number, 4 long, [0-9a-f]{12}>"\)$/);
    expect(seen[1]).toBe(seen[0]);
  });

  it.each(['0.card', 'card.number', 'args[0].Card number', 'args.0', 'args[0].'])(
    'B-26 refuses a path that leads nowhere: %s',
    (path) => {
      expect(() => new Attesta().gate({ name: 'pay', redact: [path] }, async (_card: object) => {})).toThrow(
        /redact must be a list of paths/,
      );
    },
  );

  it.each<[string, object]>([
    ['throws', { redact: () => Reflect.apply(String.prototype.at, undefined, []) }],
    ['gives no list', { redact: () => 'nothing' }],
    ['loses an argument', { redact: () => [] }],
  ])('B-10 a redactor that %s denies', async (_fault, redactor) => {
    let runs = 0;
    const options = { redactor, renderer: scriptedRenderer([true]) };
    const attesta: Attesta = Reflect.construct(Attesta, [options]);
    const run = attesta.gate({ name: 'run', risk: 'medium' }, async (_what: string) => {
      runs += 1;
    });
    await expect(run('x')).rejects.toMatchObject({ code: 'unavailable' });
    expect(runs).toBe(0);
  });
});

describe('a recorded decision', () => {
  it('B-24 tells what was asked and when it was answered, never the answer', async () => {
    const { asked } = await decisionOf({ risk: 'medium' }, 'ada');
    expect(asked).toEqual([
      {
        id: expect.any(String),
        kind: 'confirm',
        askedAt: expect.any(Number),
        endedAt: expect.any(Number),
        status: 'answered',
      },
    ]);
    expect((await decisionOf({ risk: 'low' }, 'ada')).asked).toEqual([]);
  });

  it('B-18 names the options by a digest, which each of them changes', async () => {
    const digest = async (options: GateOptions<[string]>): Promise<string> =>
      (await decisionOf(options, 'ada')).optionsDigest;
    const first = await digest({ risk: 'low' });
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await digest({ risk: 'low' })).toBe(first);
    const others = await Promise.all(
      (
        [
          { risk: 'medium' },
          { minimumRisk: 'low' },
          { risk: 'low', timeoutSeconds: 5 },
          { risk: 'low', challengeMap: { medium: 'quiz' } },
          { risk: 'low', redact: ['args[0]'] },
          { risk: 'low', hints: { irreversible: true } },
        ] satisfies readonly GateOptions[]
      ).map(digest),
    );
    expect(new Set([first, ...others]).size).toBe(others.length + 1);
  });

  it('B-18 options cannot be changed after the start', async () => {
    const options = {
      risk: 'low',
      challengeMap: { high: ChallengeType.CONFIRM },
      redact: ['args[0]'],
    } satisfies GateOptions;
    const auditLog = memoryAuditLog();
    const run = new Attesta({ auditLog }).gate({ name: 'run', ...options }, async (_what: string) => {});
    await run('x');
    options.redact.length = 0;
    Object.assign(options, { risk: 'critical' });
    Object.assign(options.challengeMap, { high: ChallengeType.QUIZ });
    await run('x');
    const digests = auditLog.entries.flatMap((entry) => (entry.kind === 'decision' ? [entry.optionsDigest] : []));
    expect(digests).toHaveLength(2);
    expect(new Set(digests).size).toBe(1);
  });
});
