import { getEventListeners } from 'node:events';
import type { Answer, Question } from '@attesta/core/authoring';
import { scriptedInteraction } from '@attesta/testing';
import { describe, expect, it } from 'vitest';

const never = new AbortController().signal;
const question = (id: string): Question => ({ kind: 'text', id, prompt: `${id}?` });
const answered = (value: string | boolean): Answer => ({ status: 'answered', value });
const CANCELLED: Answer = { status: 'cancelled' };

describe('scriptedInteraction', () => {
  it('answers from a list in the order of asking, then cancelled', async () => {
    const interaction = scriptedInteraction(['', false, { status: 'timed_out' }, answered('whole')]);
    const answers: Answer[] = [];
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f'])
      answers.push(await interaction.ask(question(id), { signal: never }));
    expect(answers).toEqual([
      answered(''),
      answered(false),
      { status: 'timed_out' },
      answered('whole'),
      CANCELLED,
      CANCELLED,
    ]);
  });

  it('answers by id, each time it is asked; an unknown id is cancelled', async () => {
    const interaction = scriptedInteraction({ code: '424242', confirm: true });
    const ask = (id: string) => interaction.ask(question(id), { signal: never });
    expect(await ask('confirm')).toEqual(answered(true));
    expect(await ask('code')).toEqual(answered('424242'));
    expect(await ask('code')).toEqual(answered('424242'));
    expect(await ask('other')).toEqual(CANCELLED);
  });

  it('N-08 finds no answer that is inherited', async () => {
    const interaction = scriptedInteraction(Object.create({ code: 'inherited' }));
    expect(await interaction.ask(question('code'), { signal: never })).toEqual(CANCELLED);
    expect(await scriptedInteraction({}).ask(question('constructor'), { signal: never })).toEqual(CANCELLED);
  });

  it('answers cancelled to everything without a script', async () => {
    expect(await scriptedInteraction().ask(question('a'), { signal: never })).toEqual(CANCELLED);
  });

  it('computes an answer from the question when it is asked', async () => {
    const interaction = scriptedInteraction([({ prompt }) => prompt, async ({ kind }) => answered(kind)]);
    expect(await interaction.ask(question('a'), { signal: never })).toEqual(answered('a?'));
    expect(await interaction.ask(question('b'), { signal: never })).toEqual(answered('text'));
  });

  it('rejects with what a function throws', async () => {
    const interaction = scriptedInteraction([
      () => {
        throw new Error('broken script');
      },
    ]);
    await expect(interaction.ask(question('a'), { signal: never })).rejects.toThrow('broken script');
  });

  it('records what was shown and asked, in order, and no answer', async () => {
    const interaction = scriptedInteraction(['canary']);
    const notice = { kind: 'message', text: 'read this' } as const;
    interaction.show(notice);
    await interaction.ask(question('a'), { signal: never });
    interaction.show({ kind: 'message', text: 'done' });
    await interaction.ask(question('b'), { signal: never });
    expect(interaction.shown).toEqual([notice, { kind: 'message', text: 'done' }]);
    expect(interaction.asked).toEqual([question('a'), question('b')]);
    expect(interaction.transcript).toEqual([
      { shown: notice },
      { asked: question('a') },
      { shown: { kind: 'message', text: 'done' } },
      { asked: question('b') },
    ]);
    expect(JSON.stringify(interaction.transcript)).not.toContain('canary');
  });

  it('stops asking when the signal aborts, and leaves no listener', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const asking = scriptedInteraction([() => new Promise(() => {})]).ask(question('a'), { signal });
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    controller.abort();
    expect(await asking).toEqual(CANCELLED);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('N-05 lets the abort win over an answer in the same tick', async () => {
    const controller = new AbortController();
    const asking = scriptedInteraction([true]).ask(question('a'), { signal: controller.signal });
    controller.abort();
    expect(await asking).toEqual(CANCELLED);
  });

  it('leaves no listener behind an answer, or behind a script that throws', async () => {
    const { signal } = new AbortController();
    const fail = () => {
      throw new Error('broken script');
    };
    const interaction = scriptedInteraction([true, fail]);
    await interaction.ask(question('a'), { signal });
    await expect(interaction.ask(question('b'), { signal })).rejects.toThrow('broken script');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  it('uses up no answer for a question whose signal has aborted', async () => {
    const interaction = scriptedInteraction(['kept']);
    expect(await interaction.ask(question('a'), { signal: AbortSignal.abort() })).toEqual(CANCELLED);
    expect(await interaction.ask(question('b'), { signal: never })).toEqual(answered('kept'));
  });

  it('is not touched by later changes of the script', async () => {
    const script = ['kept'];
    const interaction = scriptedInteraction(script);
    script.length = 0;
    expect(await interaction.ask(question('a'), { signal: never })).toEqual(answered('kept'));
  });
});
