import { ConfirmChallenge, type ConfirmChallengeOptions } from '@attesta/challenges';
import { createActionContext, type RiskLevel } from '@attesta/core';
import type { Question } from '@attesta/core/authoring';
import { createSession, type ScriptedStep, sampleContext, sampleRisk, scriptedInteraction } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { typedPhrase } from './typed-phrase.js';

const GRAVE = ['high', 'critical'] as const;

/** How a confirmation ended, and what was asked. */
async function confirm(
  step: ScriptedStep,
  { level = 'medium', context = sampleContext(), options = {} }: Partial<ConfirmInput> = {},
) {
  const interaction = scriptedInteraction([step]);
  const session = createSession({ interaction, operator: { id: 'ada' } });
  const result = await new ConfirmChallenge(options).present(context, sampleRisk(level), session);
  return { ...result, asked: interaction.asked };
}

interface ConfirmInput {
  readonly level: RiskLevel;
  readonly context: ReturnType<typeof sampleContext>;
  readonly options: ConfirmChallengeOptions;
}

async function phraseFor(functionName: string, args: readonly unknown[]): Promise<string> {
  const context = createActionContext({ functionName, args });
  const { asked } = await confirm('no', { level: 'critical', context });
  return typedPhrase(asked[0] as Question);
}

describe('ConfirmChallenge', () => {
  it('refuses options that are none, and a call without a session', async () => {
    expect(() => new ConfirmChallenge({ timeoutSeconds: 0 })).toThrow(/timeoutSeconds must be/);
    for (const reviewSeconds of [-1, 3601, Number.NaN])
      expect(() => new ConfirmChallenge({ reviewSeconds })).toThrow(/reviewSeconds must be a number of seconds from 0/);
    // @ts-expect-error: no such option.
    expect(() => new ConfirmChallenge({ phrase: 'yes' })).toThrow('there is no option "phrase"');
    expect(await new ConfirmChallenge().present(sampleContext(), sampleRisk('high'))).toMatchObject({
      passed: false,
      details: { reason: expect.stringMatching(/no session/) },
    });
  });

  it('tells a no from a cancel, a timeout and an empty room', async () => {
    const answers = [true, false, { status: 'cancelled' }, { status: 'timed_out' }, { status: 'unavailable' }] as const;
    const ends = await Promise.all(answers.map((answer) => confirm(answer)));
    expect(ends.map(({ passed, verdict, responder, details }) => [passed, verdict, responder, details.reason])).toEqual(
      [
        [true, undefined, 'ada', undefined],
        [false, 'denied', 'ada', 'the operator said no'],
        [false, 'cancelled', undefined, 'the operator cancelled'],
        [false, 'timed_out', undefined, 'nobody answered in time'],
        [false, 'denied', undefined, 'nobody can be asked here'],
      ],
    );
  });

  it('B-24 asks for time to read, more of it where there is more at stake', async () => {
    const seconds = async (input: Partial<ConfirmInput>) => (await confirm('no', input)).asked[0]?.reviewSeconds;
    expect(await seconds({ level: 'medium' })).toBe(1);
    expect(await seconds({ level: 'high' })).toBe(2);
    expect(await seconds({ level: 'critical' })).toBe(3);
    expect(await seconds({ level: 'critical', options: { reviewSeconds: 0 } })).toBe(0);
  });
});

describe.each(GRAVE)('R-09 at %s risk', (level) => {
  it('passes on the phrase that stands on the screen', async () => {
    const { passed, responder, asked } = await confirm(typedPhrase, { level });
    expect([passed, responder]).toEqual([true, 'ada']);
    expect(asked).toMatchObject([
      {
        kind: 'text',
        pasteable: false,
        prompt: `Run this at ${level} risk? To approve, type: delete_records table_a`,
      },
    ]);
    expect((await confirm(' delete_records table_a ', { level })).passed).toBe(true);
  });

  it.each(['', ' ', 'n', 'no', 'NO'])('takes %j for a no', async (typed) => {
    const { passed, details } = await confirm(typed, { level });
    expect([passed, details.reason]).toEqual([false, 'the operator said no']);
  });

  it.each([
    'y',
    'yes',
    'delete_records',
    'table_a',
    'delete_records  table_a',
    'Delete_records table_a',
    'delete_records table_b',
    'delete_records table_a yes',
    'delete_records t\u0430ble_a',
  ])('takes %j for no approval', async (typed) => {
    const { passed, verdict, details } = await confirm(typed, { level });
    expect([passed, verdict, details.reason]).toEqual([false, 'denied', 'what the operator typed is not the phrase']);
  });

  it('takes no boolean for a phrase', async () => {
    expect((await confirm(true, { level })).passed).toBe(false);
  });

  it('passes on none of 1,000 random texts', async () => {
    let seed = 20_261_122;
    const next = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    const letters = 'delete_records table_a yn\n\t0\u200b';
    for (let round = 0; round < 1_000; round += 1) {
      const typed = Array.from({ length: next(26) }, () => letters[next(letters.length)]).join('');
      expect((await confirm(typed, { level })).passed, typed).toBe(false);
    }
  });
});

describe('the phrase', () => {
  it.each([
    ['drop', ['orders', 'customers'], 'drop orders'],
    ['drop', [{ table: 'orders' }], 'drop orders'],
    ['transfer', [{ to: 'a b', amount: 100 }], 'transfer 100'],
    ['transfer', [10n ** 20n], 'transfer 100000000000000000000n'],
    ['rm', ['/srv/data'], 'rm /srv/data'],
  ])('of %s(%o) has its name and its target', async (name, args, phrase) => {
    expect(await phraseFor(name, args)).toBe(phrase);
  });

  it.each([
    ['nothing', []],
    ['what cannot be typed', ['prоduction', 'a b', '', 'x"y', '\n', true, null]],
    ['what is too long', ['x'.repeat(25)]],
  ])('with %s for a target has the start of the fingerprint', async (_what, args) => {
    const context = createActionContext({ functionName: 'drop', args });
    expect(await phraseFor('drop', args)).toBe(`drop ${context.digest.slice(0, 4)}`);
  });

  it.each(['drop\n? Run x?', 'drop all', 'dr\u043ep', 'x'.repeat(41)])(
    'takes no name that cannot be typed: %j',
    async (name) => {
      expect(await phraseFor(name, ['orders'])).toBe('run orders');
    },
  );

  it('is never a no, nor a yes', async () => {
    for (const word of ['n', 'no', 'y', 'yes']) {
      expect(await phraseFor(word, [word])).toBe(`${word} ${word}`);
      expect(await phraseFor(word, [])).toMatch(/^\w+ [0-9a-f]{4}$/);
    }
  });
});
