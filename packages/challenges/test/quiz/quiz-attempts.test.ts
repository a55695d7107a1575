import { MemoryStateStore } from '@attesta/core';
import { fakeClock, faultyStateStore, sampleContext, scriptedInteraction } from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { operator, present, wrong } from './quiz-presentation.js';

const MINUTES = 60_000;

/** More to ask about than one quiz holds. */
const context = sampleContext({
  functionName: 'transfer',
  args: [{ payer: 'acct-7312', payee: 'acct-9954', amountCents: 125075, reference: 'INV-2026-00417', note: 'zephyr' }],
});

async function questions(state: MemoryStateStore): Promise<ReadonlyMap<string, readonly string[]>> {
  const interaction = operator(wrong);
  await present({ context, state, interaction, level: 'medium' });
  return new Map(
    interaction.asked.map((question) => [
      question.prompt.replace(/^Question [^:]*: /, ''),
      question.kind === 'select' ? question.choices.map(({ value }) => value).sort() : [],
    ]),
  );
}

describe('Q-05 limits the tries at one action', () => {
  it('denies the fourth try unasked, with the time to wait, until the cool-down is over', async () => {
    const clock = fakeClock();
    const state = new MemoryStateStore();
    for (let round = 0; round < 3; round += 1) {
      expect(await present({ clock, state, answerer: wrong })).toMatchObject({ questionsCorrect: 0 });
      await clock.advance(MINUTES);
    }
    const interaction = operator(wrong);
    expect(await present({ clock, state, interaction })).toMatchObject({
      passed: false,
      verdict: 'denied',
      questionsAsked: 0,
      details: { reason: 'too many failed attempts', retryAfterSeconds: 14 * 60 },
    });
    expect(interaction.asked).toEqual([]);
    expect(interaction.shown).toEqual([
      { kind: 'message', text: 'Too many attempts at this action failed. The next one is possible in 14 min.' },
    ]);
    await clock.advance(14 * MINUTES - 1);
    expect(await present({ clock, state })).toMatchObject({ passed: false });
    await clock.advance(1);
    expect(await present({ clock, state })).toMatchObject({ passed: true });
  });

  it('as many, and for as long, as it was told', async () => {
    const clock = fakeClock();
    const state = new MemoryStateStore();
    const options = { maxAttempts: 1, coolDownSeconds: 60 };
    await present({ clock, state, options, answerer: wrong });
    expect(await present({ clock, state, options })).toMatchObject({ details: { retryAfterSeconds: 60 } });
    await clock.advance(MINUTES);
    expect(await present({ clock, state, options })).toMatchObject({ passed: true });
  });

  it('per digest, also for tries at the same time or given up, and forgets them after a pass', async () => {
    const state = new MemoryStateStore();
    const results = await Promise.all(Array.from({ length: 20 }, () => present({ state, answerer: wrong })));
    expect(results.filter(({ questionsAsked }) => questionsAsked > 0)).toHaveLength(3);
    expect(await present({ state, context: sampleContext({ args: ['table_b', 100] }) })).toMatchObject({
      passed: true,
    });

    const other = new MemoryStateStore();
    for (let round = 0; round < 2; round += 1) await present({ state: other, interaction: scriptedInteraction() });
    expect(await present({ state: other })).toMatchObject({ passed: true });
    expect(await other.list('')).toEqual([]);
  });

  it('counts no try in which nobody could be asked', async () => {
    const state = new MemoryStateStore();
    const nobody = scriptedInteraction(Array(9).fill({ status: 'unavailable' }));
    for (let round = 0; round < 5; round += 1) await present({ state, interaction: nobody });
    expect(await present({ state })).toMatchObject({ passed: true });
  });

  it.each(['get', 'compareAndSet', 'delete'] as const)(
    'denies when %s of the store fails or hangs',
    async (failing) => {
      for (const fault of ['rejects', 'hangs', 'rejects_after'] as const) {
        const clock = fakeClock();
        const state = faultyStateStore(new MemoryStateStore(), (each) => (each === failing ? fault : undefined));
        const presenting = present({ clock, state });
        await clock.advance(10_000);
        expect(await presenting).toMatchObject({
          passed: false,
          details: { reason: 'the state store failed or did not answer' },
        });
        expect(clock.pending).toBe(0);
      }
    },
  );
});

describe('Q-05 the questions of several tries', () => {
  it('are others, as far as there are any', async () => {
    const state = new MemoryStateStore();
    const [first, second] = [await questions(state), await questions(state)];
    expect(first.size).toBe(3);
    expect([...second.keys()].filter((prompt) => first.has(prompt)).length).toBeLessThanOrEqual(1);
  });

  it('have the same choices where they are the same, so that two tries tell no more than one', async () => {
    const repeated: unknown[] = [];
    for (let round = 0; round < 20; round += 1) {
      const state = new MemoryStateStore();
      const known = new Map<string, readonly string[]>();
      for (let attempt = 0; attempt < 3; attempt += 1) {
        for (const [prompt, choices] of await questions(state)) {
          if (known.has(prompt)) {
            repeated.push(prompt);
            expect(choices).toEqual(known.get(prompt));
          }
          known.set(prompt, choices);
        }
      }
    }
    expect(repeated.length).toBeGreaterThan(20);
  });

  it('differ from one person to the next', async () => {
    const drawn = new Set<string>();
    for (let round = 0; round < 10; round += 1)
      drawn.add(JSON.stringify([...(await questions(new MemoryStateStore()))]));
    expect(drawn.size).toBeGreaterThan(5);
  });

  it('keep nothing of the call in the store', async () => {
    const state = new MemoryStateStore();
    await present({ context, state, answerer: wrong });
    const stored = JSON.stringify(await state.list(''));
    for (const secret of ['acct', '125075', 'INV-2026', 'zephyr']) expect(stored).not.toContain(secret);
  });
});
