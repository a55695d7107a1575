import { randomInt } from 'node:crypto';
import { type ChallengeResult, MemoryStateStore } from '@attesta/core';
import {
  createSession,
  fakeClock,
  faultyStateStore,
  sampleContext,
  sampleRisk,
  scriptedInteraction,
} from '@attesta/testing';
import { describe, expect, it } from 'vitest';
import { campaignSize } from '../../../tests/campaigns/campaign.js';
import { challengeOf, expert, layman, operator, present } from './presentation.js';
import { FIVE, profileOf, template } from './sample-profile.js';

const MINUTES = 60_000;
const GUESSERS = campaignSize({ normal: 200, long: 1000 });
const reasonOf = ({ details }: ChallengeResult): unknown => details.reason;

describe('Q-05 limits the attempts at one action', () => {
  it('denies the fourth attempt unasked, with the time to wait, and gives new attempts in the sixteenth minute', async () => {
    const clock = fakeClock();
    const state = new MemoryStateStore();
    for (let round = 0; round < 3; round += 1) {
      expect(await present(challengeOf(), { clock, state, person: layman })).toMatchObject({
        questionsAsked: 3,
        questionsCorrect: 0,
      });
      await clock.advance(MINUTES);
    }
    const interaction = operator(expert);
    const refused = await present(challengeOf(), { clock, state, interaction });
    expect(refused).toMatchObject({
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
    expect(reasonOf(await present(challengeOf(), { clock, state }))).toBe('too many failed attempts');
    await clock.advance(1);
    expect(await present(challengeOf(), { clock, state })).toMatchObject({ passed: true });
  });

  it('counts per digest of the action', async () => {
    const state = new MemoryStateStore();
    for (let round = 0; round < 3; round += 1) await present(challengeOf(), { state, person: layman });
    const other = sampleContext({ args: ['table_b', 100] });
    const session = createSession({ state, interaction: operator(expert) });
    expect(await challengeOf().present(other, sampleRisk(), session)).toMatchObject({ passed: true });
    expect(reasonOf(await present(challengeOf(), { state }))).toBe('too many failed attempts');
  });

  it('forgets the failures after a pass', async () => {
    const state = new MemoryStateStore();
    for (let round = 0; round < 9; round += 1) {
      const person = round % 3 === 2 ? expert : layman;
      expect((await present(challengeOf(), { state, person })).passed).toBe(round % 3 === 2);
    }
    expect(await state.list('')).toEqual([]);
  });

  it('counts an attempt that was given up after its questions were seen', async () => {
    const state = new MemoryStateStore();
    for (let round = 0; round < 3; round += 1)
      expect(reasonOf(await present(challengeOf(), { state, interaction: scriptedInteraction() }))).toBe(
        'the operator cancelled',
      );
    expect(reasonOf(await present(challengeOf(), { state }))).toBe('too many failed attempts');
  });

  it('does not count an attempt in which the interaction was unavailable', async () => {
    const state = new MemoryStateStore();
    for (let round = 0; round < 5; round += 1)
      expect(reasonOf(await challengeOf().present(sampleContext(), sampleRisk(), createSession({ state })))).toBe(
        'nobody can be asked here',
      );
    expect(await present(challengeOf(), { state })).toMatchObject({ passed: true });
  });

  it('lets no more than three in of those who come at once', async () => {
    const state = new MemoryStateStore();
    const results = await Promise.all(
      Array.from({ length: 30 }, () => present(challengeOf(), { state, person: layman })),
    );
    expect(results.filter(({ questionsAsked }) => questionsAsked > 0)).toHaveLength(3);
    expect(results.filter(({ passed }) => passed)).toEqual([]);
  });

  it('does not let a clock that is set back, or ahead alone, shorten the wait', async () => {
    const clock = fakeClock();
    const state = new MemoryStateStore();
    for (let round = 0; round < 3; round += 1) await present(challengeOf(), { clock, state, person: layman });
    clock.setWall(clock.wall() - 60 * MINUTES);
    const result = await present(challengeOf(), { clock, state });
    expect(result.details).toMatchObject({ reason: 'too many failed attempts', retryAfterSeconds: 75 * 60 });
  });

  it('asks other questions at the next attempt, as far as there are any', async () => {
    const state = new MemoryStateStore();
    const prompts = async (): Promise<readonly string[]> => {
      const interaction = operator(layman);
      await present(challengeOf({ maxQuestions: 2 }), { state, interaction });
      return interaction.asked.map(({ prompt }) => /question (\w+) about/.exec(prompt)?.[1] ?? '');
    };
    expect(await prompts()).toEqual(['one', 'two']);
    expect(await prompts()).toEqual(['three', 'four']);
    expect(await prompts()).toEqual(['five', 'one']);
  });

  it.each(['get', 'compareAndSet'] as const)(
    'denies when %s of the store rejects, hangs, or answers nothing',
    async (operation) => {
      for (const fault of ['rejects', 'hangs', 'rejects_after'] as const) {
        const clock = fakeClock();
        const interaction = operator(expert);
        const state = faultyStateStore(new MemoryStateStore(), (each) => (each === operation ? fault : undefined));
        const presenting = present(challengeOf(), { clock, state, interaction });
        await clock.advance(10_000);
        expect(reasonOf(await presenting)).toBe('the state store failed or did not answer');
        expect(interaction.asked).toEqual([]);
        expect(clock.pending).toBe(0);
      }
    },
  );

  it('denies when the store holds something else under its key', async () => {
    for (const value of [
      'text',
      null,
      [],
      {},
      { failures: '0', last: 0, memory: [] },
      { failures: 0, last: 0, memory: 'one' },
      { failures: 0, last: 0, memory: [1] },
    ]) {
      const state = new MemoryStateStore();
      await state.compareAndSet(`domain/${sampleContext().digest}`, 0, value);
      expect(reasonOf(await present(challengeOf(), { state }))).toBe('the state store failed or did not answer');
    }
  });

  it('denies when the store fails after the last answer: a pass that is not kept lets nothing run', async () => {
    const state = faultyStateStore(new MemoryStateStore(), (each) => (each === 'delete' ? 'rejects' : undefined));
    expect(await present(challengeOf(), { state })).toMatchObject({
      passed: false,
      details: { reason: 'the state store failed or did not answer' },
    });
  });

  it(`lets ${GUESSERS} guessers pass no more often than chance, in three attempts each`, async () => {
    // Four choices for each of three answers, all of which must be right: 1/64 for each try.
    const choices = ['answer one', 'answer two', 'answer three', 'answer four'];
    const profile = profileOf({ templates: ['one', 'two', 'three', 'four'].map((each) => template(each)) });
    const challenge = challengeOf({ profile, minCorrect: 3, random: randomInt });
    const guess = (): string => choices[randomInt(4)] ?? '';
    let tries = 0;
    let passes = 0;
    for (let bot = 0; bot < GUESSERS; bot += 1) {
      const state = new MemoryStateStore();
      for (let round = 0; round < 5; round += 1) {
        const { passed, questionsAsked } = await present(challenge, { state, person: guess });
        if (questionsAsked > 0) tries += 1;
        if (passed) passes += 1;
        if (passed) break;
      }
    }
    expect(tries).toBeLessThanOrEqual(3 * GUESSERS);
    expect(tries).toBeGreaterThan(2.8 * GUESSERS);
    const chance = 1 / 64;
    expect(passes / tries).toBeLessThanOrEqual(chance + 5 * Math.sqrt((chance * (1 - chance)) / tries));
  });
});

describe('Q-05 draws the questions', () => {
  it('at random: every question as often as the others, in every place', async () => {
    const first = new Map<string, number>();
    const drawn = new Map<string, number>();
    const count = (counts: Map<string, number>, each: string): unknown => counts.set(each, (counts.get(each) ?? 0) + 1);
    for (let round = 0; round < 1000; round += 1) {
      const interaction = operator(layman);
      await present(challengeOf({ random: randomInt }), { interaction });
      for (const { prompt } of interaction.asked) count(drawn, prompt.slice(-15));
      count(first, interaction.asked[0]?.prompt.slice(-15) ?? '');
    }
    expect([...drawn.values()].sort()).toHaveLength(5);
    for (const times of drawn.values()) expect(Math.abs(times - 600)).toBeLessThan(100);
    for (const times of first.values()) expect(Math.abs(times - 200)).toBeLessThan(80);
  });

  it('by node:crypto unless told otherwise', async () => {
    const orders = new Set<string>();
    for (let round = 0; round < 20; round += 1) {
      const interaction = operator(layman);
      await present(challengeOf({ random: undefined as never, profile: profileOf({ templates: FIVE }) }), {
        interaction,
      });
      orders.add(interaction.asked.map(({ prompt }) => prompt.slice(-15)).join());
    }
    expect(orders.size).toBeGreaterThan(5);
  });

  it('tells only how it ended, and explains after a pass alone', async () => {
    const templates = FIVE.map((each, index) => ({
      ...each,
      ...(index > 0 && { explanation: `Because of ${index}.` }),
    }));
    const challenge = challengeOf({ profile: profileOf({ templates }) });
    const half = operator((prompt) => (prompt.includes('one') ? expert(prompt) : 'Hm.'));
    await present(challenge, { interaction: half });
    expect(half.transcript.map((event) => ('shown' in event ? event.shown : event.asked.id))).toEqual([
      'question-1',
      'question-2',
      'question-3',
      { kind: 'message', text: 'Too few right answers: the action does not run.' },
    ]);
    const whole = operator(expert);
    await present(challenge, { interaction: whole });
    expect(whole.transcript.map((event) => ('shown' in event ? event.shown : event.asked.id))).toEqual([
      'question-1',
      'question-2',
      'question-3',
      { kind: 'message', text: 'What is question two about? Because of 1.' },
      { kind: 'message', text: 'What is question three about? Because of 2.' },
    ]);
  });
});
