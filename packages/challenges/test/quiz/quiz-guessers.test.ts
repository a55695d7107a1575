import type { QuizChallengeOptions } from '@attesta/challenges';
import { MemoryStateStore } from '@attesta/core';
import type { Question } from '@attesta/core/authoring';
import { describe, expect, it } from 'vitest';
import { campaignSize } from '../../../../tests/campaigns/campaign.js';
import { CALLS, contextOf } from './corpus.js';
import { type Answerer, operator, present } from './quiz-presentation.js';
import { readerOf } from './reader.js';

/** Always the same draws, so that a failure can be repeated (mulberry32). */
function seededInteger(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** One for the programs that guess, and one for what they guess at. */
const GUESSERS = campaignSize({ normal: 200, long: 1000 });

const guess = seededInteger(1);
const random = seededInteger(2);

/** What anybody may know who answers often: production, DELETE, true. */
const HABIT = /^(?:production|delete|drop|admin|true|main|post|eur|usd|all of them.*|--force)$/i;

const WEAK = /environment|set to|What does|Which rows/;

const choicesOf = (question: Question): readonly string[] =>
  question.kind === 'select' ? question.choices.map(({ value }) => value) : [];
const any = (choices: readonly string[]): string => choices[guess(Math.max(choices.length, 1))] ?? 'table';
const byLength = (choices: readonly string[]): readonly string[] => [...choices].sort((a, b) => a.length - b.length);

/** How many of the pieces of a choice stand in the other choices. */
function likeness(choice: string, choices: readonly string[]): number {
  const pieces = choice.split(/\b/);
  return choices.flatMap((other) => other.split(/\b/)).filter((piece) => pieces.includes(piece)).length;
}

/** Programs that know the question, and nothing of the call. */
const BOTS: Readonly<Record<string, () => Answerer>> = {
  guess: () => (question) => any(choicesOf(question)),
  echo:
    () =>
    ({ prompt }) =>
      prompt,
  'last word of the prompt':
    () =>
    ({ prompt }) =>
      prompt.match(/[\w.[\]]+/g)?.at(-1) ?? '',
  no: () => () => 'no',
  nothing: () => () => '',
  'first choice': () => (question) => choicesOf(question)[0] ?? '',
  'longest choice': () => (question) => byLength(choicesOf(question)).at(-1) ?? '',
  'shortest choice': () => (question) => byLength(choicesOf(question))[0] ?? '',
  'most usual choice': () => (question) => {
    const choices = choicesOf(question);
    return [...choices].sort((a, b) => likeness(b, choices) - likeness(a, choices))[0] ?? '';
  },
  'what came before': () => {
    const seen: string[] = [];
    return (question) => {
      const choices = choicesOf(question);
      const known = choices.filter((choice) => seen.includes(choice));
      seen.push(...choices);
      return any(known.length > 0 ? known : choices.length > 0 ? choices : seen);
    };
  },
  habit: () => (question) => {
    const choices = choicesOf(question);
    return choices.find((choice) => HABIT.test(choice)) ?? (choices.length > 0 ? any(choices) : 'production');
  },
};

/** Plays a bot against a third of the corpus, with each call until it may no more. */
async function rate(bot: () => Answerer, third: number, level: 'medium' | 'high', options?: QuizChallengeOptions) {
  let [tries, passes] = [0, 0];
  for (const call of CALLS.filter((_, index) => index % 3 === third % 3)) {
    const [context, state] = [contextOf(call), new MemoryStateStore()];
    const answerer = bot();
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const result = await present({
        context,
        state,
        level,
        options: { ...options, random },
        interaction: operator(answerer),
      });
      if (result.questionsAsked > 0) tries += 1;
      if (result.passed) passes += 1;
      if (result.passed) break;
      if (attempt === 3) expect(result.questionsAsked).toBe(0);
    }
  }
  return { tries, passes };
}

const bound = (tries: number): number => tries / 64 + 3 * Math.sqrt((tries / 64) * (63 / 64));

describe('who has not read the call', () => {
  for (const level of ['medium', 'high'] as const) {
    it(`does not pass more often than once in 64 at level ${level}, whatever the program`, {
      timeout: 60_000,
    }, async () => {
      const figures: string[] = [];
      let all = 0;
      for (const [index, [name, bot]] of Object.entries(BOTS).entries()) {
        const { tries, passes } = await rate(bot, index, level);
        figures.push(`${name} ${passes} of ${tries}`);
        all += tries;
        expect(tries).toBeLessThanOrEqual(CALLS.length);
        expect(passes, name).toBeLessThanOrEqual(bound(tries));
      }
      expect(all).toBeGreaterThan(1000);
      console.log(`Passed a quiz at level ${level} unread: ${figures.join(', ')}.`);
    });
  }

  it(`Q-05 ${GUESSERS} guessers pass three questions of four choices no more often than chance, in three tries each`, async () => {
    // Three questions with choices, and nothing that can be known beforehand.
    const call = {
      functionName: 'transfer',
      environment: 'production',
      args: [{ account: 'acct-9954', amountCents: 125075, invoiceName: 'INV-2026-00417' }],
    };
    const context = contextOf(call);
    let [tries, passes] = [0, 0];
    for (let bot = 0; bot < GUESSERS; bot += 1) {
      const state = new MemoryStateStore();
      for (let attempt = 0; attempt < 4; attempt += 1) {
        const interaction = operator((question) => any(choicesOf(question)));
        const { passed, questionsAsked } = await present({
          context,
          state,
          interaction,
          level: 'medium',
          options: { random },
        });
        if (questionsAsked > 0) tries += 1;
        if (questionsAsked > 0)
          expect(interaction.asked.map((question) => choicesOf(question).length)).toEqual([4, 4, 4]);
        if (passed) passes += 1;
        if (passed) break;
      }
    }
    console.log(
      `${GUESSERS} guessers at three questions of four choices: ${passes} passes in ${tries} tries (1 in 64: ${(tries / 64).toFixed(1)})`,
    );
    expect(tries).toBeLessThanOrEqual(3 * GUESSERS);
    expect(tries).toBeGreaterThan(2.8 * GUESSERS);
    expect(passes).toBeLessThanOrEqual(bound(tries));
  });

  it('does not pass more often though they know the weak answers: environment, switches, what a statement does', {
    timeout: 60_000,
  }, async () => {
    let [tries, passes] = [0, 0];
    for (let round = 0; round < 2; round += 1) {
      for (const call of CALLS) {
        const context = contextOf(call);
        const reader = readerOf(context);
        const answerer: Answerer = (question) =>
          WEAK.test(question.prompt) ? reader(question) : any(choicesOf(question));
        const { passed } = await present({ context, level: 'medium', answerer, options: { random } });
        tries += 1;
        if (passed) passes += 1;
      }
    }
    console.log(`Guessers who know the weak answers: ${passes} of ${tries}`);
    expect(passes).toBeLessThanOrEqual(bound(tries));
  });

  it.each<QuizChallengeOptions>([
    { minCorrect: 1 },
    { minCorrect: 2 },
    { maxQuestions: 1 },
    { maxQuestions: 10, minCorrect: 3 },
  ])('does not pass more often with %o', async (options) => {
    const { tries, passes } = await rate(() => (question) => any(choicesOf(question)), 1, 'medium', options);
    expect(passes).toBeLessThanOrEqual(bound(tries));
  });
});
