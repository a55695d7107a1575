import { Attesta, type ChallengeProtocol, type Interaction, type Renderer } from '@attesta/core';
import type { Answer, Question, Screen } from '@attesta/core/authoring';
import { fakeClock, scriptedInteraction, scriptedRenderer } from '@attesta/testing';
import { describe, expect, it } from 'vitest';

/** A renderer whose screens are made by this. */
function rendererWith(open: () => unknown): Renderer {
  return Object.assign(scriptedRenderer(), { open });
}

/** A challenge that asks one question, passes whatever comes, and notes what that was. */
function asking(question: Question): { readonly challenge: ChallengeProtocol; readonly answers: Answer[] } {
  const answers: Answer[] = [];
  const challenge: ChallengeProtocol = {
    challengeType: 'confirm',
    async present(_context, _risk, { interaction, signal }) {
      answers.push(await interaction.ask(question, { signal }));
      return { passed: true, challengeType: 'confirm' };
    },
  };
  return { challenge, answers };
}

const question: Question = { kind: 'text', id: 'name', prompt: 'Who?' };

function screenWith(interaction: Interaction, more: object = {}): Screen & { readonly closed: () => number } {
  let closed = 0;
  return { interaction, operator: undefined, close: () => (closed += 1), closed: () => closed, ...more };
}

describe('a screen', () => {
  it('that opens after ten seconds is closed, so that the next action gets its turn', async () => {
    const clock = fakeClock();
    const screen = screenWith(scriptedInteraction(['ada']));
    const renderer = rendererWith(() => clock.sleep(20_000).then(() => screen));
    const { challenge, answers } = asking(question);
    const attesta = new Attesta({ clock, renderer, challengeMap: { critical: challenge } });
    const call = attesta.gate({ risk: 'critical', name: 'f' }, () => {})();
    const denied = expect(call).rejects.toMatchObject({ decision: { reason: 'no screen opened' } });
    await clock.advance(10_000);
    await denied;
    expect(screen.closed()).toBe(0);
    await clock.advance(10_000);
    expect([screen.closed(), answers, clock.pending]).toEqual([1, [], 0]);
  });

  it.each([{ id: '' }, { id: 5 }, { id: 'x'.repeat(257) }, {}, 'ada'])(
    'whose operator is %j is closed, and nobody is asked',
    async (operator) => {
      const screen = screenWith(scriptedInteraction(['ada']), { operator });
      const { challenge, answers } = asking(question);
      const renderer = rendererWith(async () => screen);
      const attesta = new Attesta({ renderer, challengeMap: { critical: challenge } });
      await expect(attesta.gate({ risk: 'critical', name: 'f' }, () => {})()).rejects.toMatchObject({
        decision: { reason: 'no screen opened', operator: undefined },
      });
      expect([screen.closed(), answers]).toEqual([1, []]);
    },
  );
});

describe('what an interaction answers', () => {
  it('is cancelled where it comes after the end of the presentation', async () => {
    const clock = fakeClock();
    const late = scriptedInteraction([() => clock.sleep(61_000).then(() => 'ada')]);
    const deaf: Interaction = {
      show() {},
      ask: (given) => late.ask(given, { signal: new AbortController().signal }),
    };
    const { challenge, answers } = asking(question);
    const renderer = rendererWith(async () => screenWith(deaf));
    const attesta = new Attesta({ clock, renderer, timeoutSeconds: 60, challengeMap: { critical: challenge } });
    const call = attesta.gate({ risk: 'critical', name: 'f' }, () => {})();
    const denied = expect(call).rejects.toMatchObject({ decision: { verdict: 'timed_out' } });
    await clock.advance(62_000);
    await denied;
    expect(answers).toEqual([{ status: 'cancelled' }]);
  });

  it('is unavailable where it is none of the choices', async () => {
    const choices = [{ value: 'red', label: 'Red' }];
    for (const [given, expected] of [
      ['red', { status: 'answered', value: 'red' }],
      ['blue', { status: 'unavailable' }],
      ['Red', { status: 'unavailable' }],
    ] as const) {
      const { challenge, answers } = asking({ kind: 'select', id: 'colour', prompt: 'Which?', choices });
      const renderer = rendererWith(async () => screenWith(scriptedInteraction([given])));
      await new Attesta({ renderer, challengeMap: { critical: challenge } })
        .gate({ risk: 'critical', name: 'f' }, () => {})()
        .catch(() => {});
      expect(answers).toEqual([expected]);
    }
  });
});
