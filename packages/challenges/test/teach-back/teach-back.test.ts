import { InteractionRenderer, TeachBackChallenge, type TeachBackValidator } from '@attesta/challenges';
import { Attesta, createRedactor, MemoryStateStore, RiskLevel } from '@attesta/core';
import { createSession, fakeClock, faults, sampleContext, sampleRisk, scriptedInteraction } from '@attesta/testing';
import { challengeConformance } from '@attesta/testing/conformance';
import { describe, expect, it } from 'vitest';

const GOOD = 'It will permanently remove one hundred rows of table_a on the live database, and there is no way back.';
const BAD = 'I have looked at the screen with great care and I am sure that it is what we want to do now.';

type Options = ConstructorParameters<typeof TeachBackChallenge>[0];

function present(answers: readonly string[], options?: Options, session: Parameters<typeof createSession>[0] = {}) {
  const interaction = scriptedInteraction(answers);
  const challenge = new TeachBackChallenge(options);
  const whole = createSession({ interaction, operator: { id: 'ada' }, ...session });
  return { interaction, result: challenge.present(sampleContext(), sampleRisk('high'), whole) };
}

describe('TeachBackChallenge', () => {
  it('passes who explains the call, and tells who it was', async () => {
    const { interaction, result } = present([GOOD]);
    expect(await result).toMatchObject({
      passed: true,
      challengeType: 'teach_back',
      responder: 'ada',
      questionsAsked: 1,
      questionsCorrect: 1,
      details: { minWords: 15, faults: [] },
    });
    expect(interaction.asked).toMatchObject([
      {
        kind: 'text',
        id: 'explanation',
        multiline: true,
        pasteable: false,
        reviewSeconds: 3,
        prompt: expect.stringContaining('In your own words, at least 15 of them'),
      },
    ]);
    expect(interaction.shown).toEqual([]);
  });

  it('asks again after a bad explanation, tells only the outcome, and stops after three', async () => {
    const { interaction, result } = present([BAD, 'too short', `It does not. ${BAD}`, GOOD]);
    expect(await result).toMatchObject({
      passed: false,
      verdict: 'denied',
      questionsAsked: 3,
      details: {
        reason: 'no explanation was accepted',
        faults: ['does not say what it does', 'too few words', 'does not say what it does'],
        retryAfterSeconds: 900,
      },
    });
    expect(interaction.asked).toHaveLength(3);
    expect(interaction.asked.map(({ reviewSeconds }) => reviewSeconds)).toEqual([3, 0, 0]);
    expect(new Set(interaction.shown.slice(0, 3).map((notice) => ('text' in notice ? notice.text : '')))).toEqual(
      new Set(['That was not accepted as an explanation of this call.']),
    );
  });

  it('Q-05 counts tries over presentations and sessions, for each action by itself, until the cool-down is over', async () => {
    const clock = fakeClock();
    const state = new MemoryStateStore();
    const shared = { clock, state };
    await present([BAD, BAD, BAD], {}, shared).result;
    const { interaction, result } = present([GOOD], {}, shared);
    expect(await result).toMatchObject({ passed: false, details: { reason: 'too many failed attempts' } });
    expect(interaction.asked).toEqual([]);

    const other = createSession({ ...shared, interaction: scriptedInteraction([GOOD]) });
    const context = sampleContext({ environment: 'staging' });
    expect(await new TeachBackChallenge().present(context, sampleRisk('high'), other)).toMatchObject({ passed: true });

    await clock.advance(899_000);
    expect(await present([GOOD], {}, shared).result).toMatchObject({ passed: false });
    await clock.advance(1000);
    expect(await present([GOOD], {}, shared).result).toMatchObject({ passed: true });
  });

  it('Q-05 counts a try that was given up, and none that nobody could be asked', async () => {
    const state = new MemoryStateStore();
    const unavailable = { show() {}, ask: async () => ({ status: 'unavailable' }) as const };
    for (let index = 0; index < 9; index += 1) {
      expect(await present([], {}, { state, interaction: unavailable }).result).toMatchObject({
        details: { reason: 'nobody can be asked here' },
      });
    }
    for (let index = 0; index < 3; index += 1) {
      expect(await present([], {}, { state }).result).toMatchObject({ verdict: 'cancelled' });
    }
    expect(await present([GOOD], {}, { state }).result).toMatchObject({
      details: { reason: 'too many failed attempts' },
    });
  });

  it('Q-05 lets no two presentations share a try', async () => {
    const state = new MemoryStateStore();
    const results = await Promise.all(Array.from({ length: 10 }, () => present([BAD, BAD, BAD], {}, { state }).result));
    expect(results.reduce((sum, { questionsAsked }) => sum + questionsAsked, 0)).toBe(3);
  });

  it('forgets failed tries once an explanation was accepted', async () => {
    const state = new MemoryStateStore();
    expect(await present([BAD, BAD, GOOD], {}, { state }).result).toMatchObject({ passed: true });
    expect(await present([BAD, BAD, GOOD], {}, { state }).result).toMatchObject({ passed: true });
  });

  it('needs no secret to be typed, and takes none for the target', async () => {
    const args = [{ user: 'grace', password: 'correct-horse-battery' }];
    const context = sampleContext({ functionName: 'set_password', args, redactor: createRedactor() });
    const said = 'The password of the user by the name of grace is set to a new one, so her old one stops to work.';
    const typed =
      'It sets the credential to correct-horse-battery, so whoever has had the old one cannot get in with it now.';
    const answer = async (text: string) => {
      const session = createSession({ interaction: scriptedInteraction([text]) });
      return (await new TeachBackChallenge().present(context, sampleRisk('high'), session)).passed;
    };
    expect(await answer(said)).toBe(true);
    expect(await answer(typed)).toBe(false);
  });

  it('is what the type teach_back stands for', async () => {
    const renderer = new InteractionRenderer(scriptedInteraction([GOOD]), { operator: { id: 'ada' } });
    const { gate } = new Attesta({ renderer, challengeMap: { high: 'teach_back' } });
    const run = gate(
      { name: 'delete_records', risk: RiskLevel.HIGH },
      (table: string, rows: number) => `${table} ${rows}`,
    );
    expect(await run('table_a', 100)).toBe('table_a 100');
  });

  it.each([
    ['too few words to ask for', { minWords: 7 }, /minWords must be an integer from 8 to 100, not 7/],
    ['too many', { minWords: 101 }, /minWords must be an integer/],
    ['a validator that does not validate', { validator: {} }, /validator must be an object with validate/],
    ['no tries', { maxAttempts: 0 }, /maxAttempts must be an integer from 1 to 10/],
    ['a typo', { minWord: 20 }, /there is no option "minWord"/],
    ['a negative time', { reviewSeconds: -1 }, /reviewSeconds must be a number of seconds from 0 to 3600/],
  ])('refuses %s', (_, options, message) => {
    expect(() => Reflect.construct(TeachBackChallenge, [options])).toThrow(message);
  });

  it('asks for as many words as it is told', async () => {
    expect(await present([GOOD], { minWords: 19 }).result).toMatchObject({ passed: true });
    expect(await present([GOOD], { minWords: 20, maxAttempts: 1 }).result).toMatchObject({
      passed: false,
      details: { faults: ['too few words'] },
    });
  });

  it('reads 4000 characters and no more, of whatever kind, in no time', async () => {
    for (const piece of [
      'a',
      '.',
      'not ',
      'not that ',
      'delete ',
      'nothing x ',
      '1,',
      '\u0301',
      '<redacted ',
      '? ',
      ' - ',
    ]) {
      const answers = [piece.repeat(4000 / piece.length), piece.repeat(200_000)];
      expect(await present(answers, { maxAttempts: 2 }).result).toMatchObject({ passed: false });
    }
  });
});

describe('TeachBackValidator', () => {
  const withValidator = (validate: TeachBackValidator['validate'], answers = [GOOD]) =>
    present(answers, { validator: { validate }, maxAttempts: 1 });

  it('Q-09 can refuse what the checks accept', async () => {
    expect(await withValidator(() => false).result).toMatchObject({
      passed: false,
      details: { faults: ['refused by the validator'] },
    });
    expect(await withValidator(async () => true).result).toMatchObject({ passed: true });
  });

  it('Q-09 is not asked about what the checks refuse', async () => {
    let calls = 0;
    const { result } = withValidator(() => {
      calls += 1;
      return true;
    }, [BAD]);
    expect(await result).toMatchObject({ passed: false });
    expect(calls).toBe(0);
  });

  it('Q-09 denies when it throws, rejects, hangs or answers anything but a boolean', async () => {
    const failing = [
      () => {
        throw new Error('no model');
      },
      () => Promise.reject(new Error('no model')),
      ...faults.garbage.filter((garbage) => typeof garbage !== 'boolean').map((garbage) => () => garbage),
      ...faults.garbage.filter((garbage) => typeof garbage !== 'boolean').map((garbage) => async () => garbage),
    ];
    for (const validate of failing) {
      const { result } = present([GOOD], {
        validator: { validate: (...args) => Reflect.apply(validate, undefined, args) },
      });
      expect(await result).toMatchObject({ details: { reason: 'the validator failed or did not answer' } });
    }
    const clock = fakeClock();
    let signal: AbortSignal | undefined;
    const { result } = present(
      [GOOD],
      {
        validator: {
          validate: (_explanation, _context, options) => {
            signal = options.signal;
            return new Promise(() => {});
          },
        },
      },
      { clock },
    );
    await clock.advance(10_000);
    expect(await result).toMatchObject({
      passed: false,
      details: { reason: 'the validator failed or did not answer' },
    });
    expect(signal?.aborted).toBe(true);
  });
});

challengeConformance(
  { describe, it },
  {
    name: 'TeachBackChallenge',
    create: ({ dependency }) =>
      new TeachBackChallenge({ validator: { validate: dependency('validate', async () => true) } }),
    passes: { 'an explanation': () => [GOOD], 'a second try': () => [BAD, GOOD] },
    fails: {
      'no explanation': () => [BAD, BAD, BAD],
      'a no': () => ['no', 'no', 'no'],
      'too little': () => ['it deletes table_a', '', 'it deletes 100 rows'],
    },
    dependencies: { validate: { garbage: 'true is what it says of a good one; all else is tested above' } },
    unsupported: { approvers: 'the operator alone explains it' },
  },
);
